"""From an Excel workbook to drafts. Whoever made the file is not trusted."""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from quizzes.formats.drafts.columns import MAX_COLUMNS
from quizzes.formats.drafts.model import Refusal, Sheet, UnreadableError, too_large
from quizzes.formats.drafts.rows import Row, sheet_of

MAX_UNPACKED = 50 * 1024 * 1024
# What a part may hold unpacked. openpyxl takes all words into memory, and formats as objects.
MAX_PART = 4 * 1024 * 1024
MAX_BULK = 10 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 2000
# Rows that only look empty may lie between those with words.
LAST_ROW = 20_000
LONGEST_EXACT = 10**15
_BULK = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedStrings\.xml)")
_PICTURE = re.compile(r"xl/media/.+")
_PLAIN_FORMATS = ("General", "@", "0")
_PERCENT = re.compile(r"0(\.0+)?%")
NOT_A_WORKBOOK = "This is no Excel workbook (.xlsx). Save it as .xlsx, without a password."
AS_TEXT = "Format the cell as text and type it again."


def read_xlsx(source: bytes) -> Sheet:
    """Read the first sheet of a workbook, one row a question."""
    if refusal := too_large(source):
        return Sheet((), (refusal,))
    try:
        _look_into(source)
        return _sheet(source)
    except UnreadableError as error:
        return Sheet((), (Refusal(1, error.reason),))


def _look_into(source: bytes) -> None:
    """Raise UnreadableError for what would not fit into memory; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            parts = archive.infolist()
    except Exception as error:
        raise UnreadableError(NOT_A_WORKBOOK) from error
    # What a part holds beyond the size that it declares is never read.
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableError("Unpacked, the workbook is larger than 50 MB. Remove its pictures.")
    if len(parts) > MAX_PARTS or any(part.file_size > _limit(part.filename) for part in parts):
        raise UnreadableError("The workbook is overloaded. Copy the cells into a new one.")


def _limit(name: str) -> int:
    if _PICTURE.fullmatch(name):
        return MAX_UNPACKED
    return MAX_BULK if _BULK.fullmatch(name) else MAX_PART


def _sheet(source: bytes) -> Sheet:
    with warnings.catch_warnings():
        # openpyxl warns of what it does not know (charts, validations): only cells matter here.
        warnings.simplefilter("ignore")
        with _opened(source, data_only=False) as formulas, _opened(source) as values:
            more = len(values.worksheets) > 1
            found = sheet_of(_rows(values.worksheets[0], formulas.worksheets[0]))
    if more:
        only = Refusal(1, "Only the first sheet of the workbook is read.")
        found = Sheet(found.drafts, found.refusals, (only, *found.warnings))
    return found


@contextmanager
def _opened(source: bytes, *, data_only: bool = True) -> Iterator[Any]:
    try:
        book = load_workbook(BytesIO(source), read_only=True, data_only=data_only)
    except Exception as error:
        # A broken file breaks openpyxl in any way: KeyError, ParseError, EntitiesForbidden, ...
        raise UnreadableError(NOT_A_WORKBOOK) from error
    try:
        if not book.worksheets:
            raise UnreadableError("The workbook has no sheet.")
        yield book
    finally:
        book.close()


def _rows(values: Any, formulas: Any) -> Iterator[Row]:
    filled = 0
    cells = _cells(values)
    written = _cells(formulas)
    for number, (row, formula_row) in enumerate(zip(cells, written, strict=False), start=1):
        if number > LAST_ROW:
            raise UnreadableError(f"The sheet goes on below row {LAST_ROW}. Delete what is there.")
        if all(cell.value is None for cell in formula_row):
            continue
        filled += 1
        if filled > MAX_ROWS + 1:
            raise UnreadableError("The sheet has more than 2,000 rows. Make two files of it.")
        yield _row(number, row, formula_row)


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(max_col=MAX_COLUMNS)
    except Exception as error:
        raise UnreadableError(NOT_A_WORKBOOK) from error


def _row(number: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> Row:
    texts: list[str] = []
    said: list[str] = []
    for value, formula in zip(values, formulas, strict=False):
        try:
            if value.value is None and formula.data_type == "f":
                raise UnreadableError("holds a formula without a value. Type the text itself.")
            texts.append(_text(value, said))
        except UnreadableError as error:
            return Row(number, (), f"Cell {value.coordinate} {error.reason}")
    return Row(number, texts, "", tuple(said))


def _text(cell: Any, said: list[str]) -> str:
    """Return what a cell shows. Raises UnreadableError where that cannot be known."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if cell.data_type == "e":
        raise UnreadableError(f"holds the error {str(value)[:20]}. Type the text itself.")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise UnreadableError(f"holds a date or a time. {AS_TEXT}")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format), cell.coordinate, said)
    return str(value)


def _number(value: float, shape: str, coordinate: str, said: list[str]) -> str:
    if abs(value) >= LONGEST_EXACT or value != value:
        raise UnreadableError(f"holds a number too long to be exact. {AS_TEXT}")
    if percent := _PERCENT.fullmatch(shape):
        digits = len(percent.group(1) or ".") - 1
        return f"{value * 100:.{digits}f}%"
    if shape not in _PLAIN_FORMATS:
        raise UnreadableError(f"holds a number in the format {shape[:20]}. {AS_TEXT}")
    if value == int(value):
        return str(int(value))
    shown = f"{value:.15g}"
    said.append(f"Cell {coordinate} holds the number {shown}. To keep a comma, type it as text.")
    return shown
