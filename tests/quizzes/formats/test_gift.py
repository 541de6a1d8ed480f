"""GIFT: what is read as Moodle 4.5.6 reads it, and what is refused instead of guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import gift
from quizzes.formats.gift import Kind


def only(source):
    file = gift.read(source.encode())
    assert file.refusals == ()
    (question,) = file.questions
    return question


def refused(source):
    file = gift.read(source.encode() if isinstance(source, str) else source)
    assert file.questions == ()
    (refusal,) = file.refusals
    return refusal


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Hanya teks.", Kind.DESCRIPTION),
        ("Ceritakan.{}", Kind.ESSAY),
        ("Q{#5}", Kind.NUMERICAL),
        ("Q{=a ~b}", Kind.MULTICHOICE),
        ("Q{=a -> b =c -> d}", Kind.MATCH),
        ("Q{T}", Kind.TRUEFALSE),
        ("Q {FALSE # a # b}", Kind.TRUEFALSE),
        ("Q{a}", Kind.SHORTANSWER),
        ("Q{=0}", Kind.SHORTANSWER),
    ],
)
def test_the_look_of_the_braces_says_the_kind(source, kind):
    assert only(source).kind is kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Q{#-5..-1}", [("-3", 1.0, 2.0)]),
        ("Q{#3.14:0.005 }", [("3.14", 1.0, 0.005)]),
        ("Q{#0}", [("0", 1.0, 0.0)]),
        ("Q{#=1:0#a =%50%2:1 ~#lain}", [("1", 1.0, 0.0), ("2", 0.5, 1.0), ("*", 0.0, None)]),
        ("Q{\n// comment\n=a\n~b}", [("a", 1.0, None), ("b", 0.0, None)]),
        ("Q{~%50%a ~%50%b ~%-100%c}", [("a", 0.5, None), ("b", 0.5, None), ("c", -1.0, None)]),
        ("Q{=%50%x#fb =y}", [("x", 0.5, None), ("y", 1.0, None)]),
        (r"Q{=a\=b\~c\}\n}", [("a=b~c}", 1.0, None)]),
        (r"Q{=a\\n}", [(r"a\n", 1.0, None)]),
    ],
)
def test_answers(source, expected):
    answers = [(a.text.text, a.fraction, a.tolerance) for a in only(source).answers]

    assert answers == expected


def test_a_gap_stands_where_the_braces_were():
    assert only("The {~a =b} sat.").text.text == "The _____ sat."


def test_weights_without_a_right_mark_ask_for_several():
    assert not only("Q{~%50%a ~%50%b ~c}").is_single
    assert only("Q{=a ~b}").is_single


def test_feedback_of_true_and_false():
    question = only("Q{T#wrong#right####gen}")

    said = {answer.text.text: answer.feedback.text for answer in question.answers}
    assert said == {"TRUE": "right", "FALSE": "wrong"}
    assert question.general_feedback.text == "gen"


def test_formats_are_inherited_and_unknown_ones_stay_text():
    question = only("[plain]Q [x] y{=[html]<i>a</i>#[markdown]*f*}")

    assert (question.text.text, question.text.format) == ("Q [x] y", "plain")
    assert question.answers[0].text == gift.Text("<i>a</i>", "html")
    assert question.answers[0].feedback == gift.Text("*f*", "markdown")


def test_pairs_and_distractors():
    pairs = only("Q{=a -> b =c -> d = -> e}").pairs

    assert [(pair.stem.text, pair.answer) for pair in pairs] == [("a", "b"), ("c", "d"), ("", "e")]


def test_names_keys_tags_and_categories():
    question = only("$CATEGORY: foto/cahaya\n\n// [id:a\\]b] [tag:satu] [tag:dua]\n::Nama::Q{T}")

    assert (question.name, question.key) == ("Nama", "a]b")
    assert (question.tags, question.category) == (("satu", "dua"), "foto/cahaya")
    assert question.line == 4


def test_byte_order_mark_and_windows_line_ends():
    file = gift.read("\ufeffSatu{T}\r\n\r\nDua{F}\r\n".encode())

    assert [question.text.text for question in file.questions] == ["Satu", "Dua"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Q{#abc}", "not a number"),
        ("Q{#1,5}", "not a comma"),
        ("Q{#50%}", "not a number"),
        ("Q{#5..1}", "backwards"),
        ("Q{#1:-2}", "negative"),
        ("Q{true}", "capital letters"),
        ("Q{=%150%a}", "between -100 and 100"),
        ("Q{=a =b ~c}", "Two choices"),
        ("Q{~a ~b}", "No choice is right"),
        ("Q{=a ~}", "empty"),
        ("Q{=a -> b}", "two pairs"),
        ("Q{T}Q2{F}", "second pair of braces"),
        ("Q1{T}\nQ2{F}", "second pair of braces"),
        ("Q{=a", "brace is missing"),
        ("Q=a}", "brace is missing"),
        ("$CATEGORY: a\nQ{T}", "stands alone"),
        ("::Nama Q{T}", "does not end"),
        ("{T}", "no text"),
        ("Kopi\ue000", "no script"),
        ("Satu{T}\n\nKaf\xe9{T}".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_would_become_another_question_is_refused(source, reason):
    assert reason in refused(source).reason


def test_a_refusal_names_the_line_and_the_rest_is_read():
    file = gift.read(b"Satu{T}\n\n// dua\nDua{#x}\n\nTiga{F}\n")

    assert [refusal.line for refusal in file.refusals] == [4]
    assert [question.line for question in file.questions] == [1, 6]


@given(st.binary(max_size=300) | st.text("Q{}=~#%->:\\/ \nT5.", max_size=60).map(str.encode))
def test_nothing_raises_and_every_line_is_in_the_file(source):
    file = gift.read(source)

    lines = source.count(b"\n") + 1
    assert all(1 <= found.line <= lines for found in (*file.questions, *file.refusals))
    assert all(question.text.text for question in file.questions)
