"""From the rows of a spreadsheet to drafts, one row a question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.formats.drafts.columns import LETTERS, Columns, columns_of
from quizzes.formats.drafts.gathering import Gathering
from quizzes.formats.drafts.model import Draft, Sheet, UnreadableError, one_line, tidy
from quizzes.formats.gift.reading import MAX_QUESTIONS, TOO_MANY

TRUE_WORDS = ("betul", "benar", "true", "ya", "yes", "t")
FALSE_WORDS = ("salah", "tidak", "tidak betul", "tidak benar", "false", "no", "f")
# "multiple choice" names both kinds in everyday English: how many are right decides.
OPEN_TYPES = ("", "pilihan ganda", "multiple choice", "multichoice", "choice")
TYPES = {
    "single_choice": ("pilih satu", "single choice", "single", "satu"),
    "multiple_choice": ("pilih beberapa", "beberapa", "several choices", "several", "multiple"),
    "true_false": ("betul atau tidak", "betul salah", "benar salah", "true false", "truefalse"),
}
_TYPE_OF = {name: kind for kind, names in TYPES.items() for name in (*names, kind)}
_BETWEEN = re.compile(r"[\s,;/&+]+(?:dan|and)?[\s,;/&+]*")
_WHOLE = re.compile(r"([0-9]{1,2})(?:[.,]0+)?")
# What spreadsheets put before a text that looks like a formula or a number.
_TEXT_MARK = re.compile(r"^'(?=[=+\-@0-9])")


@dataclass(frozen=True)
class Row:
    """One row. number: from 1; trouble: why its cells cannot be read, or empty."""

    number: int
    cells: Sequence[str]
    trouble: str = ""
    warnings: tuple[str, ...] = ()


def sheet_of(rows: Iterable[Row]) -> Sheet:
    """Return what the rows say; the first that is not empty is the head."""
    found = Gathering()
    columns: Columns | None = None
    filled = 0
    for row in rows:
        if not row.trouble and not any(cell.strip() for cell in row.cells):
            continue
        filled += 1
        if filled > MAX_QUESTIONS:
            found.refuse(row.number, TOO_MANY)
            break
        try:
            if columns is None:
                columns = _columns(row, found)
            else:
                found.add(_draft(row, columns), row.warnings)
        except UnreadableError as error:
            found.refuse(row.number, error.reason)
            if columns is None:
                return found.sheet()
    if columns is None:
        found.refuse(1, "The file is empty.")
    return found.sheet()


def _columns(row: Row, found: Gathering) -> Columns:
    if row.trouble:
        raise UnreadableError(row.trouble)
    columns = columns_of([_cell(cell) for cell in row.cells])
    for name in columns.unknown:
        found.warn(row.number, f"The column “{name[:60]}” is not read.")
    return columns


def _cell(text: str) -> str:
    """Return a cell's text without what spreadsheets add: marks, hard spaces."""
    return _TEXT_MARK.sub("", tidy(text.replace("\xa0", " ")))


@dataclass(frozen=True)
class _Cells:
    """The cells of one row by what they hold."""

    cells: Sequence[str]
    columns: Columns

    def field(self, name: str) -> str:
        place = self.columns.fields.get(name)
        return "" if place is None else self._at(place)

    def numbered(self, places: dict[int, int]) -> dict[int, str]:
        """Return the filled cells by number."""
        filled = {number: self._at(place) for number, place in sorted(places.items())}
        return {number: text for number, text in filled.items() if text}

    def _at(self, place: int) -> str:
        return _cell(self.cells[place]) if place < len(self.cells) else ""


def _draft(row: Row, columns: Columns) -> Draft:
    """Return the draft of a row. Raises UnreadableError."""
    if row.trouble:
        raise UnreadableError(row.trouble)
    cells = _Cells(row.cells, columns)
    choices, feedback = cells.numbered(columns.choices), cells.numbered(columns.feedback)
    kind = _named_type(cells.field("type"))
    value: dict[str, object] = {
        "name": one_line(cells.field("name")),
        "text": cells.field("text"),
        "explanation": cells.field("explanation"),
        "skill": one_line(cells.field("skill")),
    }
    if kind == "true_false" or (not kind and not choices):
        kind = "true_false"
        value |= _truth(cells.field("right"), choices, feedback)
    else:
        right = _right(cells.field("right"), choices)
        kind = kind or ("single_choice" if len(right) == 1 else "multiple_choice")
        value["choices"] = _choices(choices, right, feedback)
    return Draft(row.number, one_line(cells.field("key")), kind, value)


def _named_type(text: str) -> str:
    """Return the type that a cell names, "" if the row itself decides."""
    name = re.sub(r"[\s/|-]+", " ", text.casefold()).strip()
    if name in OPEN_TYPES:
        return ""
    kind = _TYPE_OF.get(name)
    if kind is None:
        raise UnreadableError(f"There is no question type for “{text[:40]}” yet.")
    return kind


def _truth(text: str, choices: dict[int, str], feedback: dict[int, str]) -> dict[str, object]:
    word = text.casefold().strip(" .")
    if choices:
        raise UnreadableError("A true/false question has no choices. Empty their cells.")
    if word not in (*TRUE_WORDS, *FALSE_WORDS):
        raise UnreadableError(
            f"“{text[:40]}” is no answer. Write betul or salah; or fill in the choices."
        )
    if extra := [number for number in feedback if number > 2]:
        raise UnreadableError(f"Feedback {extra[0]} belongs to no answer. 1 is true, 2 is false.")
    return {
        "answer": word in TRUE_WORDS,
        "feedback_true": feedback.get(1, ""),
        "feedback_false": feedback.get(2, ""),
    }


def _right(text: str, choices: dict[int, str]) -> set[int]:
    """Return the numbers of the right choices. Raises UnreadableError."""
    if not text:
        raise UnreadableError("No choice is named as right. Write its number or letter.")
    whole = _WHOLE.fullmatch(text)
    marks = [whole.group(1)] if whole else [mark for mark in _BETWEEN.split(text) if mark]
    numbers = [_number(mark.strip("().")) for mark in marks]
    for mark, number in zip(marks, numbers, strict=True):
        if number not in choices:
            raise UnreadableError(
                f"“{mark[:40]}” names no choice. Write numbers or letters, such as 2 or A;C."
            )
    if len(set(numbers)) < len(numbers):
        raise UnreadableError(f"“{text[:40]}” names a choice twice.")
    return set(numbers)


def _number(mark: str) -> int:
    """Return the number of a choice, 0 for what is none."""
    if whole := _WHOLE.fullmatch(mark):
        return int(whole.group(1))
    return LETTERS.find(mark.upper()) + 1 if len(mark) == 1 else 0


def _choices(
    choices: dict[int, str], right: set[int], feedback: dict[int, str]
) -> list[dict[str, object]]:
    for number in feedback:
        if number not in choices:
            raise UnreadableError(f"Feedback {number} belongs to no choice. Fill in the choice.")
    return [
        {
            "text": one_line(text),
            "right": number in right,
            "feedback": feedback.get(number, ""),
        }
        for number, text in choices.items()
    ]
