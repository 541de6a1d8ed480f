"""Between drafts and the blocks that a page stores for them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from quizzes.formats.drafts.model import Draft, one_line, tidy

type StoredBlock = dict[str, Any]

OPTIONAL = ("name", "explanation", "skill", "feedback_true", "feedback_false")


def block_id(key: str, *, quiz: str) -> str:
    """Return the id of the block that a question's key names in a quiz; quiz: the quiz block's id.

    A key that is no UUID, as other systems have them, gives the same UUID each time.
    """
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(UUID(quiz), key))


def stored_question(draft: Draft, *, id: str, earlier: StoredBlock | None = None) -> StoredBlock:
    """Return the block of a draft. A choice whose text `earlier` has too keeps its id."""
    value = dict(draft.value)
    if "choices" in value:
        value["choices"] = _stored_choices(value["choices"], id, _choices_of(earlier))
    return {"type": draft.type, "value": value, "id": id}


def draft_of(block: StoredBlock, *, line: int = 1) -> Draft:
    """Return the draft of a stored block; what it was stored without is empty."""
    stored = block["value"]
    value: dict[str, Any] = {"text": tidy(stored.get("text") or "")}
    for field in OPTIONAL:
        if not field.startswith("feedback_") or block["type"] == "true_false":
            value[field] = tidy(stored.get(field) or "")
    value["name"] = one_line(value["name"])
    if block["type"] == "true_false":
        value["answer"] = bool(stored.get("answer"))
    else:
        value["choices"] = [
            {
                "text": one_line(choice.get("text") or ""),
                "right": bool(choice.get("right")),
                "feedback": tidy(choice.get("feedback") or ""),
            }
            for _id, choice in _choices_of(block)
        ]
    return Draft(line, str(block.get("id") or ""), block["type"], value)


def _choices_of(block: StoredBlock | None) -> list[tuple[str, dict[str, Any]]]:
    """Return (id, value) of each stored choice; lists of old pages have no ids."""
    items = ((block or {}).get("value") or {}).get("choices") or []
    return [(str(item.get("id") or ""), item.get("value", item)) for item in items]


def _stored_choices(
    choices: Iterable[dict[str, Any]], question: str, earlier: list[tuple[str, dict[str, Any]]]
) -> list[StoredBlock]:
    known = {one_line(value.get("text") or ""): key for key, value in earlier if key}
    taken = set(known.values())
    items = []
    for choice in choices:
        key = known.pop(choice["text"], "") or _new_id(question, choice["text"], taken)
        taken.add(key)
        items.append({"type": "item", "value": dict(choice), "id": key})
    return items


def _new_id(question: str, text: str, taken: set[str]) -> str:
    key = str(uuid5(UUID(question), text))
    while key in taken:
        key = str(uuid5(UUID(question), key))
    return key
