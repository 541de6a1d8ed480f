"""The one contract of every question type: no database."""

import json
from pathlib import Path
from random import Random

import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import QUESTION_TYPES, question_type
from quizzes.question_types.base import MAX_CHOICES, InvalidResponse
from tests.factories import content, right_values, wrong_values

VECTORS = Path(__file__).parent / "vectors"
every_type = pytest.mark.parametrize("kind", QUESTION_TYPES, ids=lambda kind: kind.key)


def rows(name):
    return json.loads((VECTORS / f"{name}.json").read_text())["rows"]


@every_type
def test_the_right_answer_gets_the_whole_mark(kind):
    asked = content(kind.key)

    assert kind.mark(asked, kind.parse(asked, right_values(asked))) == pytest.approx(1)


@every_type
def test_a_wrong_answer_gets_nothing(kind):
    asked = content(kind.key)

    assert kind.mark(asked, kind.parse(asked, wrong_values(asked))) == 0


@every_type
@pytest.mark.parametrize("values", [[], [""], ["", ""]])
def test_a_missing_answer_is_blank_and_never_wrong(kind, values):
    with pytest.raises(InvalidResponse):
        kind.parse(content(kind.key), values)


@every_type
@pytest.mark.parametrize("foreign", ["x", "0", "TRUE", "true ", "None", "a" * 10_000, "\x00"])
def test_a_choice_of_another_question_is_refused_b57(kind, foreign):
    asked = content(kind.key)

    with pytest.raises(InvalidResponse):
        kind.parse(asked, [foreign])
    with pytest.raises(InvalidResponse):
        kind.parse(asked, [*right_values(asked), foreign])


@every_type
def test_the_same_choice_twice_is_refused_b57(kind):
    asked = content(kind.key)

    with pytest.raises(InvalidResponse):
        kind.parse(asked, right_values(asked)[:1] * 2)


@pytest.mark.parametrize("key", ["single_choice", "true_false"])
def test_two_choices_for_one_answer_are_refused_b57(key):
    kind, asked = question_type(key), content(key)

    with pytest.raises(InvalidResponse):
        kind.parse(asked, [*right_values(asked), *wrong_values(asked)])


@every_type
def test_content_plan_and_response_survive_json(kind):
    asked = content(kind.key)
    plan = kind.plan(asked, Random(7))
    response = kind.parse(asked, right_values(asked))

    stored = json.loads(json.dumps([asked, plan, response]))

    assert stored == [asked, plan, response]
    assert kind.mark(stored[0], stored[2]) == pytest.approx(1)
    assert kind.review(*stored) == kind.review(asked, plan, response)


@every_type
def test_the_order_of_the_posted_values_does_not_matter(kind):
    asked = content(kind.key)
    values = right_values(asked)

    assert kind.parse(asked, values) == kind.parse(asked, values[::-1])


@every_type
def test_its_templates_are_there(kind):
    assert get_template(kind.answer_template)
    assert get_template(kind.review_template)
    assert str(kind.label)


@every_type
def test_the_choices_hold_no_key_b65(kind):
    asked = content(kind.key)
    plan = kind.plan(asked, Random(3))

    shown = kind.choices(asked, plan)

    assert {tuple(vars(choice)) for choice in shown} == {("value", "letter", "text")}
    values = {choice.value for choice in shown}
    assert {*right_values(asked), *wrong_values(asked)} <= values
    assert [choice.letter for choice in shown] == list("ABCDEFGH"[: len(shown)])


@every_type
def test_the_page_of_a_question_is_the_same_whatever_is_right_b65(kind):
    asked = content(kind.key)
    swapped = json.loads(json.dumps(asked))
    if "answer" in swapped:
        swapped["answer"] = not swapped["answer"]
    for choice in swapped.get("choices", []):
        choice["fraction"] = -choice["fraction"]
    plan, other_plan = kind.plan(asked, Random(5)), kind.plan(swapped, Random(5))

    pages = [
        get_template(kind.answer_template).render({"choices": choices, "name": "answer"})
        for choices in (kind.choices(asked, plan), kind.choices(swapped, other_plan))
    ]

    assert pages[0] == pages[1]
    assert all(f'value="{choice.value}"' in pages[0] for choice in kind.choices(asked, plan))


@every_type
@given(seed=st.integers(min_value=0, max_value=2**62))
def test_a_plan_is_decided_by_its_seed(kind, seed):
    asked = content(kind.key)

    plan = kind.plan(asked, Random(seed))

    assert plan == kind.plan(asked, Random(seed))
    assert len(kind.choices(asked, plan)) == len(asked.get("choices", "ab"))


@pytest.mark.parametrize("key", ["single_choice", "multiple_choice"])
def test_the_order_of_choices_differs_between_attempts(key):
    kind, asked = question_type(key), content(key)

    orders = {tuple(kind.plan(asked, Random(seed))["order"]) for seed in range(40)}

    assert len(orders) > 1


@every_type
@given(data=st.data())
def test_a_mark_lies_between_0_and_1(kind, data):
    asked = content(kind.key)
    values = [choice.value for choice in kind.choices(asked, kind.plan(asked, Random(1)))]
    picked = data.draw(st.lists(st.sampled_from(values), max_size=5))

    try:
        response = kind.parse(asked, picked)
    except InvalidResponse:
        return

    assert 0 <= kind.mark(asked, response) <= 1


@every_type
def test_the_review_says_what_was_chosen_and_what_is_right(kind):
    asked = content(kind.key)
    plan = kind.plan(asked, Random(2))
    response = kind.parse(asked, wrong_values(asked))

    review = kind.review(asked, plan, response)

    by_letter = {choice.letter: choice.value for choice in kind.choices(asked, plan)}
    chosen = {by_letter[choice.letter] for choice in review if choice.is_chosen}
    right = {by_letter[choice.letter] for choice in review if choice.is_right}
    assert chosen == set(wrong_values(asked))
    assert right == set(right_values(asked))


@every_type
def test_a_good_question_has_no_problem(kind):
    assert kind.problems(content(kind.key)) == []


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("single_choice", [("a", 1.0)]),
        ("single_choice", [("a", 0.0), ("b", 0.0)]),
        ("single_choice", [("a", 1.0), ("b", 1.0)]),
        ("single_choice", [("Sama", 1.0), ("sama", 0.0)]),
        ("multiple_choice", [("a", 1.0), ("b", -1.0)]),
        ("multiple_choice", [("a", 0.0), ("b", 0.0)]),
        ("multiple_choice", []),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_b67_b69(key, choices):
    asked = {"text": "Soal?", "explanation": "", "skill": ""}
    asked["choices"] = [
        {"id": str(number), "text": text, "fraction": fraction}
        for number, (text, fraction) in enumerate(choices)
    ]

    assert question_type(key).problems(asked)


@given(st.integers(min_value=2, max_value=MAX_CHOICES), st.integers(min_value=0, max_value=6))
def test_ticking_everything_earns_at_most_what_is_left(right, wrong):
    kind = question_type("multiple_choice")
    asked = {
        "choices": [
            {
                "id": str(n),
                "text": str(n),
                "fraction": kind.fraction(is_right=n < right, right=right),
            }
            for n in range(right + wrong)
        ]
    }
    everything = {"chosen": [choice["id"] for choice in asked["choices"]]}
    every_right = {"chosen": [str(n) for n in range(right)]}

    assert kind.mark(asked, every_right) == pytest.approx(1)
    assert kind.mark(asked, everything) == pytest.approx(max(0, 1 - wrong / right))


@pytest.mark.parametrize("row", rows("multiple_choice"))
def test_several_choices_are_marked_as_in_moodle(row):
    """Moodle 4.5.6 behaviour; nothing ticked is blank here."""
    kind = question_type("multiple_choice")
    asked = {
        "choices": [
            {"id": str(n), "text": str(n), "fraction": fraction}
            for n, fraction in enumerate(row["fractions"])
        ]
    }
    ticked = [str(n) for n, tick in enumerate(row["ticked"]) if tick]

    if not row["complete"]:
        with pytest.raises(InvalidResponse):
            kind.parse(asked, ticked)
        return

    assert kind.mark(asked, kind.parse(asked, ticked)) == pytest.approx(row["fraction"], abs=1e-7)


@pytest.mark.parametrize("row", rows("true_false"))
@pytest.mark.parametrize("mirrored", [False, True])
def test_true_or_false_is_marked_as_in_moodle(row, mirrored):
    """Moodle 4.5.6 behaviour; an empty answer is blank here, on purpose."""
    kind = question_type("true_false")
    words = {"1": "false", "0": "true"} if mirrored else {"1": "true", "0": "false"}
    asked = {"answer": row["key"] is not mirrored}
    values = [words.get(value, value) for value in row["answer"]]

    if not any(values):
        with pytest.raises(InvalidResponse):
            kind.parse(asked, values)
        return

    assert kind.mark(asked, kind.parse(asked, values)) == row["fraction"]


def test_an_unknown_type_is_refused():
    with pytest.raises(KeyError):
        question_type("essay")
