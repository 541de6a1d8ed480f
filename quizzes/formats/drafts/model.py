"""Questions as an author writes them, whatever file they came in."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

# What the forms of the question types allow; tests/quizzes compares the two.
MAX_NAME = 255
MAX_TEXT = 240
MAX_CHOICE = 160
MAX_FEEDBACK = 400
MAX_EXPLANATION = 400
MAX_SKILL = 50
MAX_CHOICES = 8
MAX_FILE = 5 * 1024 * 1024
TOO_LARGE = "The file is larger than 5 MB. Make two files of it."
NOT_UTF8 = "The file is not UTF-8. Save it as UTF-8 and try again."

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_ANY_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Draft:
    """One question as an author writes it.

    line: where it stands in its file, from 1; a spreadsheet's row. key: the id that it came with.
    type: single_choice, multiple_choice or true_false. value: what the author's form holds:
    "name", "text", "explanation", "skill" and
    - of choices: "choices": [{"text", "right", "feedback"}]
    - of true_false: "answer", "feedback_true", "feedback_false"
    Names and choices are one line; texts are trimmed; what is unused is "".
    """

    line: int
    key: str
    type: str
    value: dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """Why something was not read as written. reason: one sentence, what and how to mend."""

    line: int
    reason: str


@dataclass(frozen=True)
class Sheet:
    """A file of questions: what was read, what was refused, and what deserves a look."""

    drafts: tuple[Draft, ...]
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Refusal, ...] = ()


class UnreadableError(Exception):
    """A question that cannot become a draft. reason: one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(text: str) -> str:
    """Return a text as it is stored: plain line ends, no control characters, trimmed."""
    # A byte order mark is no text: at the start of a file it would be lost anyway.
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace("\ufeff", "")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc").strip()


def one_line(text: str) -> str:
    """Return a tidy text on one line, for fields that hold one."""
    return _ANY_BREAK.sub(" ", tidy(text))


def faults(draft: Draft) -> list[str]:
    """Return why a draft cannot be asked or stored, each with the way to mend it."""
    value = draft.value
    found = [] if value["text"] else ["The question has no text."]
    found += _too_long("question", value["text"], MAX_TEXT)
    found += _too_long("explanation", value["explanation"], MAX_EXPLANATION)
    found += _too_long("name", value["name"], MAX_NAME)
    found += _too_long("skill", value["skill"], MAX_SKILL)
    if draft.type == "true_false":
        for field in ("feedback_true", "feedback_false"):
            found += _too_long("feedback", value[field], MAX_FEEDBACK)
        return found
    return found + _faulty_choices(draft)


def missing(draft: Draft) -> list[str]:
    """Return warnings about what a draft still needs before it is published."""
    found = []
    if not draft.value["explanation"]:
        found.append("There is no explanation. Write why the answer is right.")
    if not draft.value["skill"]:
        found.append("There is no skill. Name one that the question shows.")
    return found


def too_large(source: bytes) -> Refusal | None:
    """Return the refusal of a file that is too large to be read at all."""
    return Refusal(1, TOO_LARGE) if len(source) > MAX_FILE else None


def _faulty_choices(draft: Draft) -> list[str]:
    choices = draft.value["choices"]
    right = sum(choice["right"] for choice in choices)
    texts = [choice["text"].casefold() for choice in choices]
    found = []
    if len(choices) < 2:
        found.append("A choice question needs at least two choices.")
    if len(choices) > MAX_CHOICES:
        found.append(f"There are {len(choices)} choices. Keep at most {MAX_CHOICES}.")
    if not all(texts):
        found.append("A choice is empty.")
    if len(set(texts)) < len(texts):
        found.append("Two choices are the same. Change or remove one.")
    if draft.type == "single_choice" and right != 1:
        found.append(f"Exactly one choice is right, not {right}.")
    if draft.type == "multiple_choice" and right < 2:
        found.append("Several choices are asked for: mark at least two as right.")
    for choice in choices:
        found += _too_long("choice", choice["text"], MAX_CHOICE)
        found += _too_long("feedback", choice["feedback"], MAX_FEEDBACK)
    return found


def _too_long(what: str, text: str, limit: int) -> list[str]:
    if len(text) <= limit:
        return []
    return [f"The {what} has {len(text)} characters. Shorten it to {limit} or fewer."]
