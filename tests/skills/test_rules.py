"""When a skill counts as shown: no database."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skills.rules import LESSONS_NEEDED, RIGHT_ANSWERS_NEEDED, Shown

counts = st.integers(min_value=0, max_value=9)


@given(counts, counts)
def test_a_skill_is_shown_exactly_when_nothing_is_missing(lessons, right_answers):
    shown = Shown(lessons=lessons, right_answers=right_answers)

    assert shown.is_shown == (shown.lessons_missing == 0 and shown.answers_missing == 0)
    assert shown.is_begun or not shown.is_shown


@given(counts, counts)
def test_more_evidence_never_takes_a_skill_away(lessons, right_answers):
    now = Shown(lessons=lessons, right_answers=right_answers)
    later = Shown(lessons=lessons + 1, right_answers=right_answers + 1)

    assert later.is_shown or not now.is_shown


def test_a_lesson_and_two_right_answers_are_enough():
    day = date(2026, 11, 24)

    assert not Shown().is_begun
    assert Shown(lessons=5, right_answers=RIGHT_ANSWERS_NEEDED - 1, latest_on=day).shown_on is None
    assert Shown(LESSONS_NEEDED, RIGHT_ANSWERS_NEEDED, latest_on=day).shown_on == day
