"""The body of a lesson as Wagtail stores it: blocks {"type", "value", "id"} as plain values."""

from typing import Any

from common.rules import digest_of
from courses.formats.typed import typed_of

type Block = dict[str, Any]


def find_card(blocks: list[Block], card_id: str) -> Block | None:
    """Return a block of the body, or a question inside its quiz; None if nothing has the id."""
    return next((one for one in (*blocks, *questions_of(blocks)) if one.get("id") == card_id), None)


def quiz_of(blocks: list[Block]) -> Block | None:
    """Return the quiz of the lesson, None without one."""
    return next((one for one in blocks if one["type"] == "quiz"), None)


def questions_of(blocks: list[Block]) -> list[Block]:
    """Return the quiz's own list of questions; an empty list without a quiz."""
    quiz = quiz_of(blocks)
    held: list[Block] = quiz["value"]["questions"] if quiz else []
    return held


def column_of(blocks: list[Block], card_id: str) -> list[Block]:
    """Return the list in which a card stands: the quiz's own questions, or the body itself."""
    questions = questions_of(blocks)
    return questions if any(one.get("id") == card_id for one in questions) else blocks


def end_of(blocks: list[Block]) -> int:
    """Return the place behind the last card: before a quiz that ends the body."""
    return len(blocks) - 1 if blocks and blocks[-1]["type"] == "quiz" else len(blocks)


def place_behind(column: list[Block], card_id: str, *, otherwise: int) -> int:
    """Return the place just behind a card of the column."""
    places = (place for place, one in enumerate(column, 1) if one.get("id") == card_id)
    return next(places, otherwise)


def token_of(stored: Any) -> str:
    """Return a short mark of a stored value; another content has another mark."""
    return digest_of(stored)[:20]


def merged(old: Any, new: Any) -> Any:
    """Return the new value; what it does not name, and what reads the same, stays as it was.

    Dictionaries are merged by name, lists by the ids of their items, rich text by what it says.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{name: merged(old.get(name), one) for name, one in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        known = {one["id"]: one for one in old if isinstance(one, dict) and "id" in one}
        return [merged(known.get(one["id"]), one) if _has_id(one) else one for one in new]
    if isinstance(old, str) and isinstance(new, str) and old != new:
        typed = typed_of(old)
        return old if typed is not None and typed == typed_of(new) else new
    return new


def _has_id(one: Any) -> bool:
    return isinstance(one, dict) and "id" in one
