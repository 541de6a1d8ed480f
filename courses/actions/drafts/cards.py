"""Cards of a lesson: blocks of its body, and the questions inside its quiz."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import DomainError
from courses.actions.drafts.opening import CardChanged, open_draft, save_draft
from courses.actions.uploads import Upload, keep_document, keep_image
from courses.formats.stored import (
    Block,
    column_of,
    end_of,
    find_card,
    merged,
    place_behind,
    questions_of,
    quiz_of,
    token_of,
)
from courses.models import LessonPage
from people.models import User
from quizzes.question_types import QUESTION_TYPES

QUESTION_KINDS = frozenset(kind.key for kind in QUESTION_TYPES)
QUIZ_TITLE, QUIZ_PASS_PERCENT = "Kuis", 60


class NothingToRestore(DomainError):
    """That version of the lesson holds no such card."""


@dataclass(frozen=True)
class Card:
    """A card as it was written. id: made by the client; value: as Wagtail stores it.

    images, documents: files that came with it, by the name of their field in the value.
    """

    id: uuid.UUID
    kind: str
    value: Any
    images: Mapping[str, Upload] = field(default_factory=dict)
    documents: Mapping[str, Upload] = field(default_factory=dict)


@transaction.atomic
def add_card(*, page: LessonPage, card: Card, by: User, after: str = "") -> None:
    """Put a new card behind another, or last; the same card twice is once.

    after: the id of a card, "" for the end. Raises MayNotWrite, LessonLocked, FileRefused,
    CardChanged if the id is taken by a card of other content.
    """
    draft, blocks = open_draft(page, by=by)
    value = _with_files(draft, card, by=by)
    if known := find_card(blocks, str(card.id)):
        if merged(known["value"], value) != known["value"]:
            raise CardChanged(_("Kartu ini sudah ada dengan isi lain."), known)
        return
    is_question = card.kind in QUESTION_KINDS
    column = _questions(blocks) if is_question else blocks
    place = place_behind(column, after, otherwise=len(column) if is_question else end_of(column))
    column.insert(place, {"type": card.kind, "value": value, "id": str(card.id)})
    save_draft(draft, blocks, by=by)


@transaction.atomic
def change_card(*, page: LessonPage, card: Card, seen: str, by: User) -> None:
    """Write a card anew; what its form did not show stays. The same change twice is once.

    seen: the token of the card as its author saw it. Raises MayNotWrite, LessonLocked,
    FileRefused, CardChanged.
    """
    draft, blocks = open_draft(page, by=by)
    known = find_card(blocks, str(card.id))
    if known is None:
        raise CardChanged(_("Kartu ini sudah dihapus orang lain."), None)
    value = merged(known["value"], _with_files(draft, card, by=by))
    if value == known["value"]:
        return
    if token_of(known) != seen:
        raise CardChanged(_("Kartu ini sudah diubah orang lain."), known)
    known["value"] = value
    save_draft(draft, blocks, by=by)


@transaction.atomic
def move_card(*, page: LessonPage, card_id: str, after: str, by: User) -> None:
    """Put a card behind another of its column, "" for first; there already, nothing happens.

    Raises MayNotWrite, LessonLocked, CardChanged.
    """
    draft, blocks = open_draft(page, by=by)
    column = column_of(blocks, card_id)
    places = {one.get("id"): place for place, one in enumerate(column)}
    if card_id not in places or (after and after not in places):
        raise CardChanged(_("Susunannya sudah berubah. Lihat dulu, lalu coba lagi."), None)
    card = column[places[card_id]]
    others = [one for one in column if one is not card]
    place = place_behind(others, after, otherwise=0)
    moved = [*others[:place], card, *others[place:]]
    if moved == column:
        return
    column[:] = moved
    save_draft(draft, blocks, by=by)


@transaction.atomic
def remove_card(*, page: LessonPage, card_id: str, seen: str, by: User) -> int | None:
    """Take a card out; return the revision that still holds it, None if it was gone already.

    The last question takes the quiz with it. Raises MayNotWrite, LessonLocked, CardChanged.
    """
    draft, blocks = open_draft(page, by=by)
    known = find_card(blocks, card_id)
    if known is None:
        return None
    if token_of(known) != seen:
        raise CardChanged(_("Kartu ini sudah diubah orang lain."), known)
    # A page that was never saved as a draft has no revision yet: make the one to come back to.
    before = draft.latest_revision or draft.save_revision(user=by, clean=False)
    column = column_of(blocks, card_id)
    column.remove(known)
    if column is not blocks and not column:
        blocks[:] = [one for one in blocks if one["type"] != "quiz"]
    save_draft(draft, blocks, by=by)
    key: int = before.pk
    return key


@transaction.atomic
def restore_card(*, page: LessonPage, card_id: str, revision: int, by: User) -> None:
    """Put a removed card back as a revision of this page holds it; there already, nothing happens.

    It stands again behind the card that it stood behind, if that is still there. Raises
    MayNotWrite, LessonLocked, NothingToRestore.
    """
    draft, blocks = open_draft(page, by=by)
    if find_card(blocks, card_id):
        return
    held = draft.revisions.filter(pk=revision).first()
    earlier = held.as_object().stored_blocks if held else []
    card = find_card(earlier, card_id)
    if card is None:
        raise NothingToRestore(_("Kartu ini tidak ada lagi di versi itu."))
    before = column_of(earlier, card_id)
    behind = {one.get("id") for one in before[: before.index(card)]}
    is_question = before is not earlier
    quiz = quiz_of(earlier)
    if is_question and quiz and not quiz_of(blocks):
        blocks.append({**quiz, "value": {**quiz["value"], "questions": []}})
    column = _questions(blocks) if is_question else blocks
    place = max((n for n, one in enumerate(column, 1) if one.get("id") in behind), default=0)
    column.insert(place, card)
    save_draft(draft, blocks, by=by)


def _with_files(draft: LessonPage, card: Card, *, by: User) -> Any:
    if not card.images and not card.documents:
        return card.value
    kept = {name: keep_image(page=draft, upload=one, by=by) for name, one in card.images.items()}
    kept |= {
        name: keep_document(page=draft, upload=one, by=by) for name, one in card.documents.items()
    }
    return {**card.value, **{name: file.pk for name, file in kept.items()}}


def _questions(blocks: list[Block]) -> list[Block]:
    """Return the quiz's own list of questions; a lesson without a quiz gets one at its end."""
    if quiz_of(blocks) is None:
        value = {"title": QUIZ_TITLE, "pass_percent": QUIZ_PASS_PERCENT, "questions": []}
        blocks.append({"type": "quiz", "value": value, "id": str(uuid.uuid4())})
    return questions_of(blocks)
