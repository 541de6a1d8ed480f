"""Decisions about messages: what a text may hold, where it may lead, how long it is kept."""

from collections.abc import Mapping, Set
from datetime import timedelta

MAX_WORD_LENGTH = 300
READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)


def is_own_address(url: str) -> bool:
    """Whether a message may lead there: a path of this site, whatever a browser makes of it."""
    return (
        url.startswith("/") and not url.startswith("//") and url.isprintable() and "\\" not in url
    )


def fitting(params: Mapping[str, object], *, names: Set[str]) -> dict[str, str]:
    """Return the words of a message, each on one line and cut to what an inbox can show.

    Raises ValueError unless exactly the named words are given, each a text.
    """
    if set(params) != names:
        raise ValueError(f"a message of this kind takes {sorted(names)}, not {sorted(params)}")
    if not all(isinstance(word, str) for word in params.values()):
        raise ValueError("the words of a message are texts")
    return {name: _short(str(word)) for name, word in params.items()}


def _short(word: str) -> str:
    line = " ".join(word.split())
    return line if len(line) <= MAX_WORD_LENGTH else f"{line[: MAX_WORD_LENGTH - 1].rstrip()}…"
