"""CSV and Excel: one row a question, and each refusal with its row."""

import datetime
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from quizzes.formats.drafts import read_csv, read_xlsx
from quizzes.formats.drafts.xlsx_reading import MAX_ROWS

HEAD = ["Jenis", "Soal", "Pilihan 1", "Pilihan 2", "Pilihan 3", "Benar", "Penjelasan", "Kemampuan"]
GOOD = ["", "Soal?", "satu", "dua", "tiga", "2", "Karena.", "foto"]


def from_csv(*rows, separator=","):
    return read_csv("\n".join(separator.join(row) for row in rows).encode())


def workbook(*rows, sheets=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title in sheets:
        book.create_sheet(title)
    return book


def packed(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def from_xlsx(*rows, **kwargs):
    return read_xlsx(packed(workbook(*rows, **kwargs)))


def only(sheet):
    assert sheet.refusals == ()
    (draft,) = sheet.drafts
    return draft


def refused(sheet):
    assert sheet.drafts == ()
    (refusal,) = sheet.refusals
    return refusal


def right(draft):
    return [choice["text"] for choice in draft.value["choices"] if choice["right"]]


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


def test_excel_numbers_and_truths_are_read_as_shown():
    book = workbook(HEAD, ["", "Berapa?", 2.0, 0.25, 5000, 3, "x", "foto"], ["", "S", None, None])
    book.active["D2"].number_format = "0%"
    book.active["F3"] = False

    first, second = read_xlsx(packed(book)).drafts

    assert [choice["text"] for choice in first.value["choices"]] == ["2", "25%", "5000"]
    assert right(first) == ["5000"]
    assert second.value["answer"] is False


@pytest.mark.parametrize(
    ("value", "shape", "reason"),
    [
        (datetime.date(2026, 1, 2), None, "C2 holds a date"),
        (datetime.time(1, 2), None, "holds a date or a time"),
        (5000, '"Rp"#,##0', "C2 holds a number in the format"),
        (10**15, "0", "too long"),
        ("=1+1", None, "formula without a value"),
        ("#N/A", None, "the error #N/A"),
    ],
)
def test_excel_cells_that_show_something_else_are_refused(value, shape, reason):
    book = workbook(HEAD, GOOD)
    book.active["C2"] = value
    if shape:
        book.active["C2"].number_format = shape

    refusal = refused(read_xlsx(packed(book)))

    assert refusal.line == 2
    assert reason in refusal.reason


def test_a_float_is_kept_and_said():
    sheet = from_xlsx(HEAD, ["", "S", 1.5, "b", "c", 1, "x", "foto"])

    assert right(only(sheet)) == ["1.5"]
    assert "1.5" in sheet.warnings[0].reason


def test_only_the_first_sheet_is_read_and_that_is_said():
    sheet = from_xlsx(HEAD, GOOD, sheets=["Lain"])

    assert only(sheet)
    assert "first sheet" in sheet.warnings[0].reason


def test_two_thousand_rows_and_no_more():
    assert len(from_xlsx(HEAD, *[GOOD] * MAX_ROWS).drafts) == MAX_ROWS

    sheet = from_xlsx(HEAD, *[GOOD] * (MAX_ROWS + 1))

    assert "2,000" in refused(sheet).reason


def bomb(**parts):
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packed(workbook(HEAD, GOOD)))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            name = part.filename.rsplit("/", 1)[-1].partition(".")[0]
            new.writestr(part.filename, parts.get(name, old.read(part)))
    return stream.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
FAR = LAUGHS.replace(LAUGHS[21 : LAUGHS.index(b"<worksheet")], b"").replace(b"&b;", b"x")


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORDS = (b"Soal", b"Benar", b"Pilihan 1", b"Pilihan 2", b"Soal?", b"A", b"a", b"b")
STRINGS = b"<sst %s>%s</sst>" % (MAIN, b"".join(b"<si><t>%s</t></si>" % word for word in WORDS))
KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
OVERRIDE = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % KIND


def shared(strings):
    """Return a workbook as Excel writes it: the words stand apart from the cells."""
    cell = b'<c r="%c%d" t="s"><v>%d</v></c>'
    cells = [
        b"".join(cell % (65 + place, row + 1, 4 * row + place) for place in range(4))
        for row in range(2)
    ]
    rows = b"".join(b'<row r="%d">%s</row>' % (n, row) for n, row in enumerate(cells, start=1))
    sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (MAIN, rows)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(bomb(sheet1=sheet))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(b"</Types>", OVERRIDE))
        new.writestr("xl/sharedStrings.xml", strings)
    return stream.getvalue()


def test_words_that_stand_apart_are_read():
    draft = only(read_xlsx(shared(STRINGS)))

    assert draft.value["text"] == "Soal?"
    assert right(draft) == ["a"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (bomb(sheet1=b" " * (50 * 1024 * 1024)), "larger than 50 MB"),
        (bomb(styles=b" " * (5 * 1024 * 1024)), "overloaded"),
        (bomb(sheet1=LAUGHS), "no Excel workbook"),
        (bomb(sheet1=FAR.replace(b'row r="1"', b'row r="99999999999"')), "below row 20000"),
        (bomb(workbook=b"<x"), "no Excel workbook"),
        (shared(b"<x"), "no Excel workbook"),
        (shared(STRINGS.replace(b"Soal", b"<q>")), "no Excel workbook"),
        (shared(STRINGS.replace(b"<t>a</t>", b"")), "names no choice"),
        (shared(b"<sst/>"), "no Excel workbook"),
        (b"PK", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0old xls or a password", "no Excel workbook"),
        (b"soal,benar", "no Excel workbook"),
        (b"", "no Excel workbook"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
    ids=range(14),
)
def test_workbooks_that_cannot_be_read(source, reason):
    assert reason in refused(read_xlsx(source)).reason


TEXT = st.text("soalbenr,;\t\n\r\"'\\0 12AB\x00\xa0=\u2028", max_size=80)


@given(st.binary(max_size=200) | TEXT.map(lambda text: f"soal,benar,pilihan 1\n{text}".encode()))
def test_no_csv_file_raises(source):
    sheet = read_csv(source)

    assert all(found.line >= 1 for found in (*sheet.drafts, *sheet.refusals, *sheet.warnings))


WHOLE = packed(workbook(HEAD, GOOD))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_no_broken_workbook_raises(place, garbage):
    sheet = read_xlsx(WHOLE[:place] + garbage + WHOLE[place + len(garbage) :])

    assert sheet.drafts or sheet.refusals


CELLS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["=A1", "#N/A", "A"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, max_size=8))
def test_no_cell_raises(cells):
    sheet = from_xlsx(HEAD, cells)

    assert {found.line for found in (*sheet.drafts, *sheet.refusals)} <= {2}
