"""Characters that mean something, escapes, and text formats."""

import re

from quizzes.formats.gift.model import RefusedError

MAX_ANSWERS = 100
_ESCAPED = {
    "~": "\ue000",
    "=": "\ue001",
    "#": "\ue002",
    "{": "\ue003",
    "}": "\ue004",
    ":": "\ue005",
}
_UNESCAPED = {mark: character for character, mark in _ESCAPED.items()} | {"\ue006": "\\"}
# Escaped characters are set aside in the private use area while a question is taken apart.
PRIVATE = re.compile("[\ue000-\ue006]")
_BACKSLASH = re.compile(r"\\([~=#{}:n\\])")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"%(-?[0-9]+(?:\.[0-9]+)?)%")


def set_aside(text: str) -> str:
    """Return a text whose escaped characters mean nothing any more."""
    return _BACKSLASH.sub(_one_aside, text)


def _one_aside(match: re.Match[str]) -> str:
    character = match.group(1)
    if character == "n":
        return "\n"
    return "\ue006" if character == "\\" else _ESCAPED[character]


def plain(text: str) -> str:
    """Return a text with the characters that were set aside."""
    return PRIVATE.sub(lambda match: _UNESCAPED[match.group()], text).strip()


def formatted(text: str, inherited: str) -> tuple[str, str]:
    """Return (format, text without its format tag); an unknown tag stays text."""
    match = _FORMAT.match(text)
    return (match.group(1), text[match.end() :]) if match else (inherited, text)


def weighted(part: str) -> tuple[float | None, str]:
    """Return (weight -1..1 or None, the rest) of an answer. Raises RefusedError."""
    match = _WEIGHT.match(part)
    if match is None:
        if part.startswith("%"):
            raise RefusedError("A weight looks like %50%.")
        return None, part
    percent = float(match.group(1))
    if not -100 <= percent <= 100:
        raise RefusedError(f"A weight lies between -100 and 100, not {match.group(1)[:20]}.")
    return percent / 100, part[match.end() :].strip()


def parts(text: str, mark: str) -> list[str]:
    """Return the parts after each mark; text before the first mark is a part of its own."""
    first, *others = text.split(mark)
    found = [part.strip() for part in ([first] if first.strip() else []) + others]
    if not found or not all(found):
        raise RefusedError("An answer is empty.")
    if len(found) > MAX_ANSWERS:
        raise RefusedError(f"There are {len(found)} answers. Keep at most {MAX_ANSWERS}.")
    return found
