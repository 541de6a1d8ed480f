"""From CSV to drafts."""

import csv
from collections.abc import Iterator
from io import StringIO

from quizzes.formats.drafts.columns import known_names
from quizzes.formats.drafts.model import NOT_UTF8, Refusal, Sheet, too_large
from quizzes.formats.drafts.rows import Row, sheet_of

SEPARATORS = ",;\t"
BAD_QUOTES = 'A quotation mark is not closed, or stands inside a cell. There, write it twice: "".'
_SAID_BY_EXCEL = "sep="


def read_csv(source: bytes) -> Sheet:
    """Read a CSV file in UTF-8, one row a question; comma, semicolon or tab between cells."""
    if refusal := too_large(source):
        return Sheet((), (refusal,))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = source[: error.start].count(b"\n") + 1
        return Sheet((), (Refusal(row, NOT_UTF8),))
    return sheet_of(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    separator = _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(number, (), BAD_QUOTES)
        else:
            is_said = number == 1 and cells and cells[0].casefold().startswith(_SAID_BY_EXCEL)
            yield Row(number, [] if is_said else cells)


def _separator(text: str) -> str:
    """Return the separator that makes the most of the head."""
    lines = (line.strip() for line in StringIO(text[:20_000]))
    head = next((line for line in lines if line), "")
    if head.casefold().startswith(_SAID_BY_EXCEL) and head[4:5] in tuple(SEPARATORS):
        return head[4]
    return max(SEPARATORS, key=lambda mark: known_names(_cells(head, mark)))


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(separator)]
