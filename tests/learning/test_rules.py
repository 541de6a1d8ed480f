"""What is next, what is finished, what it was worth: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning import rules
from learning.rules import State

lessons = st.lists(st.integers(min_value=1, max_value=30), unique=True, max_size=12)
some = st.sets(st.integers(min_value=1, max_value=30))


@given(lessons, some)
def test_the_next_lesson_is_the_first_unfinished_one(parts, done):
    following = rules.next_part(parts, done=done)

    if following is None:
        assert set(parts) <= done
    else:
        assert following not in done
        assert set(parts[: parts.index(following)]) <= done


@given(lessons, some)
def test_a_course_is_complete_when_nothing_is_next(parts, done):
    nothing_next = rules.next_part(parts, done=done) is None

    assert rules.is_course_complete(parts, done=done) == (bool(parts) and nothing_next)


@given(lessons, some)
def test_one_state_a_part_and_at_most_one_is_now(parts, done):
    states = rules.states_of(parts, done=done, now=rules.next_part(parts, done=done))

    assert len(states) == len(parts)
    assert states.count(State.NOW) <= 1
    assert all(
        (state == State.DONE) == (part in done) for part, state in zip(parts, states, strict=True)
    )


@pytest.mark.parametrize(
    ("done", "now", "states"),
    [
        (set(), 1, ["now", "open"]),
        ({1}, 2, ["now", "open"]),
        ({1, 2}, 3, ["done", "now"]),
        ({1, 2, 3}, None, ["done", "done"]),
        ({3}, 1, ["now", "done"]),
    ],
)
def test_a_module_is_done_with_its_last_lesson(done, now, states):
    assert rules.module_states([[1, 2], [3]], done=done, now=now) == states


@pytest.mark.parametrize(
    ("grades", "score"),
    [([], None), ([1.0], 100), ([0.6, 1.0], 80), ([2 / 3], 67), ([0.0], 0), ([0.005], 0)],
)
def test_a_score_is_the_mean_of_the_best_grades(grades, score):
    assert rules.final_score(grades) == score


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "malam"),
        (3, "malam"),
        (4, "pagi"),
        (10, "pagi"),
        (11, "siang"),
        (14, "siang"),
        (15, "sore"),
        (17, "sore"),
        (18, "malam"),
        (23, "malam"),
    ],
)
def test_a_greeting_fits_the_hour(hour, part):
    assert rules.part_of_day(hour) == part


def test_somebody_who_finished_is_never_idle():
    assert rules.is_idle(days=rules.IDLE_DAYS, is_complete=False)
    assert not rules.is_idle(days=rules.IDLE_DAYS - 1, is_complete=False)
    assert not rules.is_idle(days=400, is_complete=True)


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("", "https://wa.me/?text=Halo%20Bu%3F"),
        ("tidak ada", "https://wa.me/?text=Halo%20Bu%3F"),
        ("+62 812-000", "https://wa.me/62812000?text=Halo%20Bu%3F"),
        ("٦٢", "https://wa.me/?text=Halo%20Bu%3F"),
    ],
)
def test_a_chat_opens_for_ascii_digits_only(phone, url):
    assert rules.whatsapp_url(phone, text="Halo Bu?") == url
