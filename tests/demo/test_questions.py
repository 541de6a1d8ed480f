"""The questions of the sample courses are fair and teach."""

import re
from collections import Counter

import pytest

from tests.demo.courses import LESSONS, QUESTIONS, every_text, plain, questions_of

each_question = pytest.mark.parametrize(
    "draft", QUESTIONS, ids=lambda draft: draft.value["name"] or draft.value["text"]
)


@each_question
def test_explanation_teaches(draft):
    assert 10 <= len(draft.value["explanation"].split()) <= 40


@each_question
def test_choices_give_nothing_away(draft):
    if draft.type == "true_false":
        return
    choices = draft.value["choices"]
    right = [choice["text"] for choice in choices if choice["right"]]
    wrong = [choice["text"] for choice in choices if not choice["right"]]

    assert 3 <= len(choices) <= 4
    assert wrong
    if draft.type == "single_choice":
        assert len(right[0]) <= max(map(len, wrong)) + 2
    else:
        assert len(right) >= 2
        assert max(map(len, right)) <= max(map(len, wrong)) * 1.3
    quoted = {text.startswith("“") for text in right}
    assert quoted & {text.startswith("“") for text in wrong}, "only one side is quoted"


@each_question
def test_feedback_belongs_to_what_is_not_yet_right(draft):
    for choice in draft.value.get("choices", []):
        assert not (choice["right"] and choice["feedback"])


@pytest.mark.parametrize(
    "lesson", [lesson for _folder, lesson in LESSONS], ids=lambda lesson: lesson.address
)
def test_lesson_asks_in_every_way(lesson):
    kinds = {draft.type for draft in questions_of(lesson)}
    taught = [draft for draft in questions_of(lesson) if draft.value["skill"] == lesson.skill]

    assert kinds == {"single_choice", "multiple_choice", "true_false"}
    assert taught


def test_right_answers_change_place_and_both_words_occur():
    answers = Counter(d.value["answer"] for d in QUESTIONS if d.type == "true_false")
    places = Counter(
        [choice["right"] for choice in draft.value["choices"]].index(True)
        for draft in QUESTIONS
        if draft.type == "single_choice"
    )

    assert min(answers[True], answers[False]) >= 0.4 * answers.total()
    assert max(places.values()) <= 0.5 * places.total()
    assert len(places) >= 3


def test_no_question_is_asked_twice():
    asked = Counter(draft.value["text"] for draft in QUESTIONS)

    assert [text for text, times in asked.items() if times > 1] == []


def test_sums_that_are_spelled_out_are_right():
    texts = [plain(every_text(lesson)) for _folder, lesson in LESSONS]
    sums = re.findall(
        r"Rp([\d.]+) (ditambah|dikurangi|dibagi) (?:Rp)?([\d.]*\d) sama dengan Rp([\d.]*\d)",
        "\n".join(texts),
    )

    assert len(sums) >= 6
    for left, word, right, result in sums:
        a, b, c = (int(number.replace(".", "")) for number in (left, right, result))
        assert {"ditambah": a + b, "dikurangi": a - b, "dibagi": a / b}[word] == c
