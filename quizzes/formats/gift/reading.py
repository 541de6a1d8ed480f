"""From the bytes of a GIFT file to its questions and refusals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.formats.gift.answers import TRUTHS, AnswerReader
from quizzes.formats.gift.marks import PRIVATE, formatted, plain, set_aside
from quizzes.formats.gift.model import (
    Answer,
    File,
    Kind,
    Pair,
    Question,
    Refusal,
    RefusedError,
    Text,
)

# Bounded: comments without an end must not be searched again and again.
_COMMENT_KEY = re.compile(r"\[id:((?:\\\]|[^]]){1,255})\]")
_COMMENT_TAG = re.compile(r"\[tag:((?:\\\]|[^]]){1,255})\]")
_GAP = "_____"
_MAX_NAME = 255
# Far above any real file; a file made to exhaust us ends here.
MAX_QUESTIONS = 20_000
TOO_MANY = "The file holds more than 20,000 questions. Make several files of it."
_MAX_COMMENT = 4_000


@dataclass(frozen=True)
class _Block:
    """Lines between blank lines: the text without comments, and what the comments said."""

    line: int
    text: str
    key: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class _Braces:
    """What stands around and between the first braces."""

    before: str
    inside: str
    after: str


def read(source: bytes) -> File:
    """Read a GIFT file; what cannot be read as it was meant is refused, never guessed."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        return File((), (Refusal(line, "The file is not UTF-8. Save it as UTF-8 and try again."),))
    questions: list[Question] = []
    refusals: list[Refusal] = []
    category = ""
    for number, block in enumerate(_blocks(text)):
        if number == MAX_QUESTIONS:
            refusals.append(Refusal(block.line, TOO_MANY))
            break
        try:
            if block.text.startswith("$CATEGORY:"):
                category = _category(block.text)
            else:
                questions.append(_question(block, category))
        except RefusedError as refused:
            refusals.append(Refusal(block.line, refused.reason))
    return File(tuple(questions), tuple(refusals))


def _blocks(text: str) -> Iterator[_Block]:
    """Yield what stands between blank lines; a blank line ends a question even in braces."""
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            comments.append(stripped)
            start = start or number
        elif stripped:
            if not any(lines):
                start = number
            lines.append(line.rstrip())
        else:
            if lines:
                yield _block(start, lines, comments)
                comments = []
            lines, start = [], 0


def _block(line: int, lines: list[str], comments: list[str]) -> _Block:
    said = " ".join(comments)[:_MAX_COMMENT]
    keys = [_bracketed(found) for found in _COMMENT_KEY.findall(said)]
    return _Block(
        line=line,
        text="\n".join(lines).strip(),
        key=keys[-1] if keys else "",
        tags=tuple(_bracketed(found) for found in _COMMENT_TAG.findall(said)),
    )


def _bracketed(text: str) -> str:
    return text.replace("\\]", "]").strip()


def _category(text: str) -> str:
    if "\n" in text:
        raise RefusedError("A $CATEGORY line stands alone: put a blank line after it.")
    return text.removeprefix("$CATEGORY:").strip()


def _question(block: _Block, category: str) -> Question:
    if PRIVATE.search(block.text):
        raise RefusedError("The question holds characters of no script. Type them again.")
    text = set_aside(block.text)
    name, text = _named(text)
    question_format, text = formatted(text, "moodle")
    braces = _split(text)
    inside, general = _general_feedback(braces.inside if braces else "")
    whole = text.strip() if braces is None else _joined(braces)
    if not plain(whole):
        raise RefusedError("The question has no text.")
    kind = Kind.DESCRIPTION if braces is None else _kind(inside)
    reader = AnswerReader(question_format)
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    if kind is Kind.MATCH:
        pairs = reader.pairs(inside)
    elif kind not in (Kind.DESCRIPTION, Kind.ESSAY):
        answers = reader.answers(kind, inside)
    return Question(
        line=block.line,
        kind=kind,
        name=plain(name) or _shortened(plain(whole)),
        text=Text(plain(whole), question_format),
        general_feedback=reader.text(general),
        answers=answers,
        pairs=pairs,
        is_single=kind is not Kind.MULTICHOICE or "=" in inside,
        key=block.key,
        tags=block.tags,
        category=category,
        has_name=bool(plain(name)),
    )


def _named(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, found, rest = text[2:].partition("::")
    if not found:
        raise RefusedError("The name begins with :: but does not end with ::.")
    return name, rest.strip()


def _split(text: str) -> _Braces | None:
    if "{" not in text and "}" not in text:
        return None
    before, opened, rest = text.partition("{")
    inside, closed, after = rest.partition("}")
    if not opened or not closed or "}" in before:
        raise RefusedError("A brace is missing: answers stand between { and }.")
    if "{" in inside or "{" in after or "}" in after:
        raise RefusedError("There is a second pair of braces: is a blank line missing above it?")
    return _Braces(before, inside.strip(), after)


def _joined(braces: _Braces) -> str:
    gap = _GAP if braces.after.strip() else ""
    return f"{braces.before}{gap}{braces.after}".strip()


def _general_feedback(inside: str) -> tuple[str, str]:
    text, found, feedback = inside.rpartition("####")
    return (text.strip(), feedback.strip()) if found else (inside, "")


def _kind(inside: str) -> Kind:
    truth = inside.partition("#")[0].strip()
    if not inside:
        return Kind.ESSAY
    if inside.startswith("#"):
        return Kind.NUMERICAL
    if "~" in inside:
        return Kind.MULTICHOICE
    if "=" in inside and "->" in inside:
        return Kind.MATCH
    if truth in TRUTHS:
        return Kind.TRUEFALSE
    if truth.upper() in TRUTHS:
        raise RefusedError(f"{truth} is no answer: write {truth.upper()} in capital letters.")
    return Kind.SHORTANSWER


def _shortened(text: str) -> str:
    return " ".join(text.split())[:_MAX_NAME]
