"""The head of a spreadsheet of questions: which column holds what, in Indonesian or English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.formats.drafts.model import UnreadableError

MAX_COLUMNS = 64
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES = {
    "type": ("jenis", "jenis soal", "type", "question type"),
    "text": ("soal", "pertanyaan", "question", "question text", "text"),
    "right": ("benar", "jawaban benar", "jawaban", "kunci", "right", "correct", "answer"),
    "explanation": ("penjelasan", "pembahasan", "explanation"),
    "skill": ("kemampuan", "skill"),
    "name": ("nama", "nama soal", "name"),
    "key": ("id", "key"),
}
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_NUMBERED = re.compile(r"(pilihan|choice|opsi|option|balasan|feedback) ?([0-9]{1,2}|[a-z])")
_FEEDBACK = ("balasan", "feedback")


@dataclass(frozen=True)
class Columns:
    """Where each field stands, from 0. choices, feedback: by the number of the choice, from 1."""

    fields: dict[str, int]
    choices: dict[int, int]
    feedback: dict[int, int]
    unknown: tuple[str, ...]


def columns_of(head: Sequence[str]) -> Columns:
    """Return what the head's cells name. Raises UnreadableError if the rest cannot be read."""
    if len(head) > MAX_COLUMNS:
        raise UnreadableError(f"There are {len(head)} columns. Keep at most {MAX_COLUMNS}.")
    found = Columns({}, {}, {}, tuple(cell for cell in head if cell and not _known(cell)))
    for place, cell in enumerate(head):
        known = _known(cell)
        if known is None:
            continue
        kind, key = known
        table: dict[int | str, int] = getattr(found, kind)
        if key in table:
            raise UnreadableError(f"Two columns are called “{cell[:40]}”. Keep one.")
        table[key] = place
    for field in ("text", "right"):
        if field not in found.fields:
            names = f"{NAMES[field][0]} ({field if field == 'right' else 'question'})"
            raise UnreadableError(f"The first row names no column {names}. Add it.")
    return found


def known_names(head: Sequence[str]) -> int:
    """Return how many of the cells name a column."""
    return sum(_known(cell) is not None for cell in head)


def _known(cell: str) -> tuple[str, int | str] | None:
    """Return (which table, key in it) of a head's cell."""
    name = re.sub(r"[\s_.-]+", " ", cell.casefold()).strip(" :*?")
    if name in _FIELD_OF:
        return "fields", _FIELD_OF[name]
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return None
    number = match.group(2)
    place = int(number) if number.isdigit() else LETTERS.index(number.upper()) + 1
    if not 1 <= place <= len(LETTERS):
        return None
    return ("feedback" if match.group(1) in _FEEDBACK else "choices"), place
