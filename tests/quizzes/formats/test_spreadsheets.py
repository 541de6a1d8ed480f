"""CSV and Excel: one row a question, and each refusal with its row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.drafts import read_csv
from tests.quizzes.formats.sheets import GOOD, HEAD, from_csv, from_xlsx, only, refused, right


def with_right(mark, *, kind=""):
    return [kind, *GOOD[1:5], mark, *GOOD[6:]]


@pytest.mark.parametrize("read", [from_csv, from_xlsx])
def test_a_row_becomes_a_question(read):
    sheet = read(HEAD, GOOD)

    draft = only(sheet)
    assert (draft.line, draft.type, draft.key) == (2, "single_choice", "")
    assert draft.value == {
        "name": "",
        "text": "Soal?",
        "choices": [
            {"text": "satu", "right": False, "feedback": ""},
            {"text": "dua", "right": True, "feedback": ""},
            {"text": "tiga", "right": False, "feedback": ""},
        ],
        "explanation": "Karena.",
        "skill": "foto",
    }
    assert sheet.warnings == ()


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("1", ["satu"]),
        ("B", ["dua"]),
        ("c", ["tiga"]),
        ("2.0", ["dua"]),
        ("2,0", ["dua"]),
        ("'2", ["dua"]),
        ("\xa02\xa0", ["dua"]),
        ("1;3", ["satu", "tiga"]),
        ("A,C", ["satu", "tiga"]),
        ("A, C", ["satu", "tiga"]),
        ("1 dan 2", ["satu", "dua"]),
        ("A and B", ["satu", "dua"]),
        ("(a) (b) (c)", ["satu", "dua", "tiga"]),
    ],
)
def test_right_choices_have_numbers_or_letters(mark, expected):
    draft = only(from_xlsx(HEAD, with_right(mark)))

    assert right(draft) == expected
    assert draft.type == ("single_choice" if len(expected) == 1 else "multiple_choice")


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("", "No choice is named as right"),
        ("4", "“4” names no choice"),
        ("0", "names no choice"),
        ("D", "names no choice"),
        ("satu", "names no choice"),
        ("1.2", "names no choice"),
        ("-1", "names no choice"),
        ("A,A", "twice"),
    ],
)
def test_what_names_no_choice_is_refused(mark, reason):
    refusal = refused(from_xlsx(HEAD, with_right(mark)))

    assert refusal.line == 2
    assert reason in refusal.reason


@pytest.mark.parametrize(
    ("word", "answer"),
    [("betul", True), ("Benar", True), ("TRUE", True), ("salah", False), ("Tidak.", False)],
)
@pytest.mark.parametrize("kind", ["", "Betul atau tidak", "true/false", "true_false"])
def test_a_row_without_choices_is_true_or_false(word, answer, kind):
    head = [*HEAD, "Balasan 1", "Feedback B"]

    draft = only(from_csv(head, [kind, "Soal?", "", "", "", word, "x", "foto", "ya", "bukan"]))

    assert draft.type == "true_false"
    assert draft.value["answer"] is answer
    assert (draft.value["feedback_true"], draft.value["feedback_false"]) == ("ya", "bukan")


@pytest.mark.parametrize(
    ("kind", "mark", "expected"),
    [
        ("Pilih satu", "1", "single_choice"),
        ("pilih beberapa", "1;2", "multiple_choice"),
        ("multiple choice", "1", "single_choice"),
        ("Pilihan Ganda", "1;2", "multiple_choice"),
        ("single_choice", "3", "single_choice"),
    ],
)
def test_a_type_may_be_named(kind, mark, expected):
    assert only(from_csv(HEAD, with_right(mark, kind=kind))).type == expected


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (with_right("1", kind="essay"), "no question type for “essay”"),
        (with_right("1;2", kind="pilih satu"), "Exactly one choice is right, not 2"),
        (with_right("1", kind="pilih beberapa"), "at least two"),
        (with_right("betul", kind="betul/salah"), "no choices"),
        (["", "Soal?", "", "", "", "mungkin", "", ""], "Write betul or salah"),
        (["", "", "a", "b", "", "1", "", ""], "no text"),
        (["", "Soal?", "a", "", "", "1", "", ""], "at least two choices"),
        (["", "Soal?", "a", "A", "", "1", "", ""], "the same"),
        (["", "x" * 241, "a", "b", "", "1", "", ""], "241 characters"),
        (["", "Soal?", "a", "b" * 161, "", "1", "", ""], "161 characters"),
        (["", "Soal?", "a", "b", "", "1", "p" * 401, ""], "401 characters"),
    ],
)
@pytest.mark.parametrize("read", [from_csv, from_xlsx])
def test_what_cannot_be_asked_is_refused_with_its_row(read, row, reason):
    sheet = read(HEAD, GOOD, [], row, GOOD)

    (refusal,) = sheet.refusals
    assert reason in refusal.reason
    assert refusal.line == 4
    assert [draft.line for draft in sheet.drafts] == [2, 5]


def test_feedback_belongs_to_a_filled_choice():
    head = [*HEAD, "Balasan 2", "Feedback 3"]

    draft = only(from_csv(head, [*GOOD, "dekat", ""]))
    refusal = refused(from_csv(head, ["", "Soal?", "a", "b", "", "1", "", "", "", "hilang"]))

    assert [choice["feedback"] for choice in draft.value["choices"]] == ["", "dekat", ""]
    assert "Feedback 3 belongs to no choice" in refusal.reason


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_english_heads_in_any_order_and_case(separator):
    head = ["SKILL", "Right", "choice B", "Choice A", "question", "Name", "ID", "explanation "]

    row = ["foto", "a", "dua", "satu", "Q?", "N", "7", "E"]

    draft = only(from_csv(head, row, separator=separator))

    assert right(draft) == ["satu"]
    assert (draft.key, draft.value["name"], draft.value["explanation"]) == ("7", "N", "E")


@pytest.mark.parametrize("separator", [";", ","])
def test_excel_names_its_separator(separator):
    source = "\n".join([f"sep={separator}", separator.join(HEAD), separator.join(GOOD)])

    assert only(read_csv(source.encode())).line == 3


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (["Soal", "Pilihan 1"], "no column benar"),
        (["Benar", "Pilihan 1"], "no column soal"),
        (["Soal", "question", "Benar"], "Two columns"),
        (["Soal", "Benar", "Pilihan 1", "Choice A"], "Two columns"),
    ],
)
def test_a_head_that_says_too_little_or_twice_is_refused_whole(head, reason):
    sheet = from_csv(head, ["x"] * len(head), ["y"] * len(head))

    assert reason in refused(sheet).reason


def test_columns_that_are_not_read_are_said():
    sheet = from_csv([*HEAD, "Catatan"], [*GOOD, "rahasia"])

    assert [(w.line, w.reason) for w in sheet.warnings] == [
        (1, "The column “Catatan” is not read.")
    ]


def test_a_missing_explanation_or_skill_is_a_warning():
    sheet = from_csv(HEAD, [*GOOD[:6], "", ""])

    assert [warning.line for warning in sheet.warnings] == [2, 2]
    assert only(sheet)


def test_quoted_cells_hold_lines_and_separators():
    first = b'"Baris 1,\r\n\r\nbaris ""2""",a,b,1'
    rows = [b"\xef\xbb\xbfsoal,pilihan 1,pilihan 2,benar", first, b",,,", b"Dua?,a,b,2"]

    sheet = read_csv(b"\r\n".join(rows))

    assert sheet.drafts[0].value["text"] == 'Baris 1,\n\nbaris "2"'
    assert [draft.line for draft in sheet.drafts] == [2, 4]


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (b"", 1, "empty"),
        (b"\n\n", 1, "empty"),
        ("soal,benar\nKafé,betul".encode("latin-1"), 2, "not UTF-8"),
        ("soal,benar\nx,betul".encode("utf-16"), 1, "not UTF-8"),
        (b'soal,benar\n"a,betul\nb,salah\n', 2, "quotation mark"),
        (b"x" * (5 * 1024 * 1024 + 1), 1, "5 MB"),
    ],
)
def test_csv_files_that_cannot_be_read(source, line, reason):
    refusal = refused(read_csv(source))

    assert refusal.line == line
    assert reason in refusal.reason


def test_a_row_with_a_bad_quotation_mark_does_not_hide_the_next():
    sheet = read_csv(b'soal,benar\n"a"b,betul\nc,salah\n')

    assert [refusal.line for refusal in sheet.refusals] == [2]
    assert [draft.line for draft in sheet.drafts] == [3]


TEXT = st.text("soalbenr,;\t\n\r\"'\\0 12AB\x00\xa0=\u2028", max_size=80)


@given(st.binary(max_size=200) | TEXT.map(lambda text: f"soal,benar,pilihan 1\n{text}".encode()))
def test_no_csv_file_raises(source):
    sheet = read_csv(source)

    assert all(found.line >= 1 for found in (*sheet.drafts, *sheet.refusals, *sheet.warnings))
