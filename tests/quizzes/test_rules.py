"""Grades, verdicts and policies: no database."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.rules import AttemptPolicy, Verdict, grade_of, verdict_of

fractions = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("fraction", "verdict"),
    [
        (0, Verdict.WRONG),
        (9e-7, Verdict.WRONG),
        (1e-6, Verdict.PARTIAL),
        (0.5, Verdict.PARTIAL),
        (0.999999, Verdict.PARTIAL),
        (0.9999999, Verdict.RIGHT),
        (1, Verdict.RIGHT),
    ],
)
def test_a_verdict_follows_moodles_bounds(fraction, verdict):
    """Moodle 4.5.6 behaviour."""
    assert verdict_of(fraction) is verdict


@given(st.lists(fractions | st.none(), min_size=1, max_size=20))
def test_a_grade_is_the_mean_and_lies_between_0_and_1(marks):
    grade = grade_of(marks)

    exact = sum(Fraction(mark or 0) for mark in marks) / len(marks)
    assert 0 <= grade <= 1
    assert grade == pytest.approx(float(exact))


@given(st.lists(fractions, min_size=1, max_size=10))
def test_an_unanswered_question_counts_nothing(marks):
    assert grade_of([*marks, None]) == grade_of([*marks, 0.0])


def test_a_grade_needs_a_question_b67():
    with pytest.raises(ValueError):
        grade_of([])


@pytest.mark.parametrize("mark", [-0.01, 1.01, 101, float("nan")])
def test_a_pass_mark_lies_between_0_and_1_b67(mark):
    with pytest.raises(ValueError):
        AttemptPolicy(pass_mark=mark)


@given(fractions)
def test_a_policy_survives_being_stored(mark):
    policy = AttemptPolicy(pass_mark=mark)

    assert AttemptPolicy.from_json(json.loads(json.dumps(policy.as_json()))) == policy


@pytest.mark.parametrize(
    ("right", "questions", "mark", "passed"),
    [(3, 5, 0.6, True), (2, 5, 0.6, False), (2, 3, 2 / 3, True), (7, 10, 0.7, True)],
)
def test_a_rounding_never_decides_about_passing(right, questions, mark, passed):
    grade = grade_of([1.0] * right + [0.0] * (questions - right))

    assert AttemptPolicy(pass_mark=mark).is_passed(grade) is passed
    assert AttemptPolicy(pass_mark=mark).is_passed(float(f"{grade:.7f}")) is passed
