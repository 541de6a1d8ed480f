"""Grades, verdicts and policies: no database."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.rules import AttemptPolicy, Verdict, grade_of, in_other_words, verdict_of

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


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def shouted(content):
    """The same content with every text in capitals, and other values where no text is."""
    if isinstance(content, dict):
        return {key: value if key == "id" else shouted(value) for key, value in content.items()}
    if isinstance(content, list):
        return [shouted(value) for value in content]
    return content.upper() if isinstance(content, str) else None


def only_texts_differ(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(
            one[key] == other[key] if key in ("id", "skill") else only_texts_differ(*pair)
            for key, pair in ((key, (one[key], other[key])) for key in one)
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(only_texts_differ, one, other))
    return other == one.upper() if isinstance(one, str) else other == one


@given(values)
def test_a_content_in_its_own_words_is_itself(content):
    assert in_other_words(content, content) == content


@given(values)
def test_other_words_change_texts_and_nothing_that_is_marked(content):
    assert only_texts_differ(content, in_other_words(content, shouted(content)))


CHOICES = {
    "text": "Soal",
    "skill": "foto",
    "choices": [
        {"id": "a", "text": "Ya", "fraction": 1.0},
        {"id": "b", "text": "Tidak", "fraction": 0.0},
    ],
}


@pytest.mark.parametrize(
    "choices",
    [
        [],
        CHOICES["choices"][:1],
        CHOICES["choices"][::-1],
        [*CHOICES["choices"], {"id": "c", "text": "x", "fraction": 0.0}],
        [{"id": "a"}, {"id": "b"}],
        "Ya",
    ],
)
def test_another_question_is_no_other_words(choices):
    with pytest.raises(ValueError, match="another"):
        in_other_words(CHOICES, {**CHOICES, "choices": choices})


def test_the_skill_and_the_key_stay_the_original_s():
    words = {
        "text": "Question",
        "skill": "other",
        "choices": [
            {"id": "a", "text": "Yes", "fraction": 0.0},
            {"id": "b", "text": "No", "fraction": 1.0},
        ],
    }

    assert in_other_words(CHOICES, words) == {
        "text": "Question",
        "skill": "foto",
        "choices": [
            {"id": "a", "text": "Yes", "fraction": 1.0},
            {"id": "b", "text": "No", "fraction": 0.0},
        ],
    }
