"""What a GIFT file says, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a question is, by the look of its braces."""

    DESCRIPTION = "description"
    ESSAY = "essay"
    NUMERICAL = "numerical"
    MULTICHOICE = "multichoice"
    MATCH = "match"
    TRUEFALSE = "truefalse"
    SHORTANSWER = "shortanswer"


@dataclass(frozen=True)
class Text:
    """A text and its format: moodle, html, markdown or plain."""

    text: str
    format: str = "moodle"


@dataclass(frozen=True)
class Answer:
    """One answer. fraction: -1..1 of the mark; tolerance: of a number, else None."""

    text: Text
    fraction: float
    feedback: Text
    tolerance: float | None = None


@dataclass(frozen=True)
class Pair:
    """One pair to match; with an empty stem the answer is a distractor."""

    stem: Text
    answer: str


@dataclass(frozen=True)
class Question:
    """One question as it stands in the file, from `line` on (1 is the first).

    has_name: false if the name was made from the text.
    """

    line: int
    kind: Kind
    name: str
    text: Text
    general_feedback: Text
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    is_single: bool = True
    key: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""
    has_name: bool = False


@dataclass(frozen=True)
class Refusal:
    """Why a question was not read. reason: one sentence."""

    line: int
    reason: str


@dataclass(frozen=True)
class File:
    """Everything in a file: what was read, and what was refused."""

    questions: tuple[Question, ...]
    refusals: tuple[Refusal, ...]


class RefusedError(Exception):
    """A question that would not come out as it was written. reason: one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
