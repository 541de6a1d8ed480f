"""Excel workbooks: what a cell shows, and files that nobody should trust."""

import datetime
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.drafts import read_xlsx
from quizzes.formats.drafts.xlsx_reading import MAX_ROWS
from tests.quizzes.formats.sheets import (
    GOOD,
    HEAD,
    from_xlsx,
    only,
    packed,
    refused,
    right,
    workbook,
)


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
DEFLATED = zipfile.ZIP_DEFLATED
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
    with (
        zipfile.ZipFile(BytesIO(bomb(sheet1=sheet))) as old,
        zipfile.ZipFile(stream, "w", DEFLATED) as new,
    ):
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
        (bomb(sheet1=b" " * (11 * 1024 * 1024)), "overloaded"),
        (shared(b" " * (11 * 1024 * 1024)), "overloaded"),
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
    ids=range(16),
)
def test_workbooks_that_cannot_be_read(source, reason):
    assert reason in refused(read_xlsx(source)).reason


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
