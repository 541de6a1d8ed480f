"""One card of a lesson as it is typed on a phone; made from the block in which it is stored."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.actions.drafts import Card
from courses.actions.uploads import Upload
from courses.formats.typed import html_of, typed_of
from courses.models import LessonPage
from office.forms.fields import PhotoField, SoundField, field_of, fields_of, sound_seconds
from quizzes.question_types import QUESTION_TYPES
from quizzes.question_types.base import MAX_CHOICES

QUESTION_KINDS = tuple(kind.key for kind in QUESTION_TYPES)
BODY_KINDS = ("picture", "text", "audio", "tip")
# What a card is nothing without, even in a draft.
ESSENTIAL = {"picture": "image", "audio": "file"}
MISSING = {
    "image": _("Pilih foto dulu."),
    "file": _("Rekam atau pilih suara dulu."),
    "text": _("Tulis isinya dulu."),
}
# Types of which one choice is right: the phone lets one be marked.
ONE_RIGHT = frozenset(("single_choice",))
SHOWN_ROWS = 4


def block_of(kind: str) -> blocks.Block:
    """Return the block in which a card of this kind is stored. Raises KeyError."""
    body = LessonPage._meta.get_field("body").stream_block
    if kind in QUESTION_KINDS:
        return body.child_blocks["quiz"].child_blocks["questions"].child_blocks[kind]
    return body.child_blocks[kind]


def is_typable(kind: str, value: Any) -> bool:
    """Return whether a phone shows all of a stored card, so that nothing is lost in writing it."""
    if kind not in (*BODY_KINDS, *QUESTION_KINDS) or not can_be_written(kind):
        return False
    return all(
        typed_of(_part(value, name) or "") is not None
        for name, block in fields_of(block_of(kind)).items()
        if isinstance(block, blocks.RichTextBlock)
    )


def can_be_written(kind: str) -> bool:
    """Return whether every part of a kind has a field here; a type without is for the laptop."""
    return all(
        _is_choices(block) if isinstance(block, blocks.ListBlock) else hasattr(block, "field")
        for block in fields_of(block_of(kind)).values()
    )


def _is_choices(block: blocks.ListBlock) -> bool:
    child = block.child_block
    return isinstance(child, blocks.StructBlock) and {"text", "right"} <= set(child.child_blocks)


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else value


@dataclass(frozen=True)
class Row:
    """One item of a list inside a card, such as a choice. number: from 1."""

    number: int
    id: str
    field: forms.BoundField
    is_right: bool


class CardForm(forms.Form):
    """A card's fields, by the names of its block's parts; lists have a field a row.

    kind: of the card; value: as stored, None for a new one. Hidden beside them: who wrote it
    (person), which card it is, and the state in which its author saw it (seen).
    """

    def __init__(
        self,
        kind: str,
        *,
        card_id: str,
        value: Any = None,
        skills: list[tuple[str, str]],
        skill: str = "",
        data: Any = None,
        files: Any = None,
    ) -> None:
        self.kind, self.card_id, self.value = kind, card_id, value
        self.parts = fields_of(block_of(kind))
        self.is_new = value is None
        super().__init__(data, files, auto_id=f"k{card_id}_%s")
        for name, block in self.parts.items():
            if isinstance(block, blocks.ListBlock):
                self._add_rows(name, block)
            else:
                self.fields[name] = field_of(block, skills=skills)
                self.initial[name] = self._initial(name, block, skill)
        if kind == "audio":
            self.fields["seconds"] = forms.IntegerField(
                required=False, min_value=1, max_value=3600, widget=forms.HiddenInput
            )

    def _initial(self, name: str, block: blocks.Block, skill: str) -> Any:
        if self.is_new:
            return skill if name == "skill" else _default(block)
        stored = _part(self.value, name)
        return typed_of(stored or "") if isinstance(block, blocks.RichTextBlock) else stored

    def _add_rows(self, name: str, block: blocks.ListBlock) -> None:
        most = MAX_CHOICES
        for number in range(1, most + 1):
            child = block.child_block.child_blocks["text"]
            field = field_of(child, skills=[])
            field.label = _("Pilihan %(number)d") % {"number": number}
            self.fields[f"{name}-{number}"] = field
        for number, item in enumerate(self._items(name), 1):
            self.initial[f"{name}-{number}"] = item["value"].get("text", "")

    def _items(self, name: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (_part(self.value, name) or []) if self.value else []
        return items

    @property
    def is_one_right(self) -> bool:
        return self.kind in ONE_RIGHT

    @property
    def parts_shown(self) -> list[tuple[str, forms.BoundField | None]]:
        """The parts as the block orders them: (photo, sound, tick, rows or plain, its field)."""
        return [
            ("rows", None) if name not in self.fields else (_look(self.fields[name]), self[name])
            for name in self.parts
        ]

    @property
    def rows(self) -> list[Row]:
        """The rows of the card's list: those that hold something, and some to spare."""
        if "choices" not in self.parts:
            return []
        items = self._items("choices")
        used = len(items)
        if self.is_bound:
            posted = [n for n in range(1, MAX_CHOICES + 1) if self.data.get(f"choices-{n}")]
            used = max([used, *posted])
        right = self._right(items)
        return [
            Row(
                number=number,
                id=self._row_id(number),
                field=self[f"choices-{number}"],
                is_right=number in right,
            )
            for number in range(1, min(MAX_CHOICES, max(SHOWN_ROWS, used + 1)) + 1)
        ]

    def _right(self, items: list[dict[str, Any]]) -> set[int]:
        if self.is_bound:
            ticked = self.data.getlist("choices-right")  # type: ignore[attr-defined]
            return {number for number in range(1, MAX_CHOICES + 1) if str(number) in ticked}
        return {number for number, item in enumerate(items, 1) if item["value"].get("right")}

    def _row_id(self, number: int) -> str:
        """Return the id of a row: its own, or one that the same card gives it every time."""
        items = self._items("choices")
        if number <= len(items):
            return str(items[number - 1]["id"])
        return str(uuid.uuid5(uuid.UUID(self.card_id), f"choice {number}"))

    def clean(self) -> dict[str, Any]:
        """Ask for the one thing that makes the card, and read how long a sound is."""
        cleaned: dict[str, Any] = super().clean() or {}
        name = ESSENTIAL.get(self.kind, "text")
        is_kept = name in ("image", "file") and not self.is_new
        if not cleaned.get(name) and name not in self.errors and not is_kept:
            self.add_error(name, MISSING[name])
        if cleaned.get("file"):
            try:
                _content, sound = cleaned["file"]
                cleaned["seconds"] = sound_seconds(sound, cleaned.get("seconds"))
            except forms.ValidationError as error:
                self.add_error("file", error)
        return cleaned

    def card(self, *, title: str) -> Card:
        """Return the card as it is to be stored. title: for the lists of files in Wagtail."""
        value: dict[str, Any] = {}
        images, documents = {}, {}
        for name, block in self.parts.items():
            field = self.fields.get(name)
            if isinstance(field, PhotoField):
                if content := self.cleaned_data[name]:
                    words = self.cleaned_data.get("alt") or title
                    images[name] = Upload("foto.jpg", content, words)
            elif isinstance(field, SoundField):
                if kept := self.cleaned_data[name]:
                    content, sound = kept
                    documents[name] = Upload(f"suara.{sound.extension}", content, title)
                    value["seconds"] = self.cleaned_data["seconds"]
            elif isinstance(block, blocks.ListBlock):
                value[name] = self._list(name)
            else:
                written = self.cleaned_data[name]
                is_rich = isinstance(block, blocks.RichTextBlock)
                value[name] = html_of(written) if is_rich else written
        whole = value if isinstance(block_of(self.kind), blocks.StructBlock) else value["text"]
        return Card(uuid.UUID(self.card_id), self.kind, whole, images, documents)

    def _list(self, name: str) -> list[dict[str, Any]]:
        right = self._right([])
        written = [
            (number, self.cleaned_data[f"{name}-{number}"]) for number in range(1, MAX_CHOICES + 1)
        ]
        return [
            {
                "type": "item",
                "value": {"text": text, "right": number in right},
                "id": self._row_id(number),
            }
            for number, text in written
            if text
        ]


def _look(field: forms.Field) -> str:
    looks = {PhotoField: "photo", SoundField: "sound", forms.BooleanField: "tick"}
    return looks.get(type(field), "plain")


def _default(block: blocks.Block) -> Any:
    """Return what a new block begins with, as a form shows it."""
    default = block.get_default()
    return default if isinstance(default, str | int | bool) else None
