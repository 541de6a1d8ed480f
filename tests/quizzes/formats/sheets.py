"""Small spreadsheets, and what came out of them."""

from io import BytesIO

from openpyxl import Workbook

from quizzes.formats.drafts import read_csv, read_xlsx

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
