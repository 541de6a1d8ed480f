"""The one way to a draft and back: who may write it, and the revision that keeps it."""

import copy

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from common.errors import DomainError
from courses.formats.stored import Block
from courses.models import LessonPage
from courses.queries import lesson_minutes
from people.models import User


class MayNotWrite(DomainError):
    """The person may not change this page."""


class LessonLocked(DomainError):
    """Nobody, or somebody else, may write this lesson now: it is locked or being reviewed."""


class CardChanged(DomainError):
    """The card is no longer as its author saw it. current: as stored now, None if removed."""

    def __init__(self, message: str, current: Block | None) -> None:
        super().__init__(message)
        self.current = current


def open_draft(page: LessonPage, *, by: User) -> tuple[LessonPage, list[Block]]:
    """Return the latest draft, whose writers wait for each other, and its blocks as stored."""
    row = LessonPage.objects.select_for_update().get(pk=page.pk)
    may = row.permissions_for_user(by)
    if not may.can_edit():
        raise MayNotWrite(_("Pelajaran ini bukan milik lembaga sendiri."))
    if may.page_locked():
        raise LessonLocked(_("Pelajaran ini sedang terkunci. Tulisan belum disimpan."))
    draft: LessonPage = row.get_latest_revision_as_object()
    return draft, copy.deepcopy(draft.stored_blocks)


def save_draft(draft: LessonPage, blocks: list[Block], *, by: User) -> Revision:
    is_counted = draft.minutes == lesson_minutes(draft)
    if is_counted:
        # Nobody wrote the minutes. Counting reads blocks, so it gets some that are not stored.
        draft.body = StreamValue(draft.body.stream_block, copy.deepcopy(blocks), is_lazy=True)
        draft.minutes = lesson_minutes(draft)
    draft.body = StreamValue(draft.body.stream_block, blocks, is_lazy=True)
    if not draft.live:
        # As Wagtail does: a page that nobody sees yet is its own draft.
        draft.save(clean=False)
    return draft.save_revision(user=by, log_action=True, clean=False)
