"""Blocks of a course folder as the stored blocks of a lesson."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from courses.actions.folders.new_files import Storeroom
from courses.formats.course_folder.matching import matched
from courses.formats.course_folder.model import (
    Audio,
    Block,
    Checklist,
    Download,
    Example,
    Picture,
    Quiz,
    Steps,
    Text,
    Tip,
    Video,
)
from courses.queries.folders.links import stored_links
from courses.queries.folders.plans import BlockPlan
from quizzes.formats.drafts import stored_question

type Stored = dict[str, Any]


class BodyWriter:
    """Writes stored blocks. lessons: page keys by "module/lesson", for links."""

    def __init__(self, storeroom: Storeroom, lessons: Mapping[str, int]) -> None:
        self.storeroom, self.lessons = storeroom, lessons

    def body(self, plans: Sequence[BlockPlan]) -> list[Stored]:
        """Return the stored blocks of a lesson; what is the same stays to the byte."""
        return [
            plan.before if plan.is_same and plan.before else self._stored(plan) for plan in plans
        ]

    def _stored(self, plan: BlockPlan) -> Stored:
        before: Any = (plan.before or {}).get("value")
        value = self._value(plan.block, plan.id, before if isinstance(before, dict) else {})
        # Fields that a folder does not know stay as they were.
        if isinstance(value, dict) and isinstance(before, dict):
            value = {**before, **value}
        kind = type(plan.block).__name__.lower()
        return {"type": kind, "value": value, "id": plan.id}

    def _value(self, block: Block, key: str, before: Stored) -> Any:
        match block:
            case Text(html):
                return self._rich(html)
            case Picture(path, alt, caption):
                return {"image": self.storeroom.image(path), "alt": alt, "caption": caption}
            case Tip(title, html) | Example(title, html):
                return {"title": title, "text": self._rich(html)}
            case Steps(title, items, checked_on):
                day = checked_on.isoformat() if checked_on else None
                return {"title": title, "items": _items(items, key, before), "checked_on": day}
            case Checklist(title, items):
                return {"title": title, "items": _items(items, key, before)}
            case Quiz():
                return _quiz(block, before)
        return self._media(block)

    def _media(self, block: Block) -> Any:
        document = self.storeroom.document
        match block:
            case Audio():
                return {
                    "file": document(block.path),
                    "seconds": block.seconds,
                    "transcript": self._rich(block.transcript),
                    "is_machine": block.is_machine,
                }
            case Video():
                return {
                    "file": document(block.path),
                    "captions": document(block.captions),
                    "poster": self.storeroom.image(block.poster),
                    "seconds": block.seconds,
                    "transcript": self._rich(block.transcript),
                }
            case Download(path, title):
                return {"file": document(path), "title": title}
        raise TypeError(block)

    def _rich(self, html: str) -> str:
        return stored_links(html, lessons=self.lessons, documents=self._linked)

    def _linked(self, path: str) -> int:
        key = self.storeroom.document(path)
        if key is None:
            raise KeyError(path)
        return key


def _items(items: Sequence[str], block: str, before: Stored) -> list[Stored]:
    """Return stored points; a point of the same words keeps its id."""
    old = [item for item in before.get("items") or [] if isinstance(item, dict)]
    found = matched([str(item["value"]) for item in old], list(items), lambda text: text)
    used = {str(item["id"]) for item in old}
    return [
        {
            "type": "item",
            "value": text,
            "id": str(old[place]["id"]) if place is not None else _free(block, number, used),
        }
        for number, (text, place) in enumerate(zip(items, found, strict=True))
    ]


def _free(block: str, number: int, used: set[str]) -> str:
    key = str(uuid5(UUID(block), str(number)))
    while key in used:
        key = str(uuid5(UUID(block), key))
    used.add(key)
    return key


def _quiz(quiz: Quiz, before: Stored) -> Stored:
    old = {str(stored.get("id")): stored for stored in before.get("questions") or []}
    return {
        "title": quiz.title,
        "pass_percent": quiz.pass_percent,
        "questions": [
            stored_question(draft, id=draft.key, earlier=old.get(draft.key))
            for draft in quiz.questions
        ],
    }
