"""A lesson as a whole: made, described, sent to its learners or its reviewers."""

import uuid

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.actions.drafts.opening import CardChanged, MayNotWrite, open_draft, save_draft
from courses.actions.reviewing import NotYours, hand_in
from courses.formats.stored import token_of
from courses.models import LessonPage, ModulePage
from courses.queries import lesson_minutes
from people.models import User


@transaction.atomic
def create_lesson(
    *, module: ModulePage, key: uuid.UUID, title: str, skill: str, by: User
) -> LessonPage:
    """Return a new, empty lesson at the end of a module; the same key twice is one lesson.

    Raises MayNotWrite.
    """
    ModulePage.objects.select_for_update().get(pk=module.pk)
    if not module.permissions_for_user(by).can_add_subpage():
        raise MayNotWrite(_("Pelajaran ini bukan milik lembaga sendiri."))
    known = LessonPage.objects.child_of(module).filter(translation_key=key).first()
    if known:
        return known  # type: ignore[no-any-return]
    page = LessonPage(
        title=title, slug=_free_slug(module, title), skill=skill, live=False, owner=by
    )
    page.minutes = lesson_minutes(page)
    page.translation_key = key
    module.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


@transaction.atomic
def describe_lesson(
    *, page: LessonPage, title: str, summary: str, skill: str, seen: str, by: User
) -> None:
    """Change what stands above the cards. The same twice is once.

    seen: the token of the draft's head. Raises MayNotWrite, LessonLocked, CardChanged.
    """
    draft, blocks = open_draft(page, by=by)
    head = {"title": title, "summary": summary, "skill": skill}
    now = {name: getattr(draft, name) for name in head}
    if head == now:
        return
    if token_of(now) != seen:
        raise CardChanged(_("Judul pelajaran sudah diubah orang lain."), now)
    for name, words in head.items():
        setattr(draft, name, words)
    save_draft(draft, blocks, by=by)


@transaction.atomic
def send_lesson(*, page: LessonPage, seen: str, by: User) -> bool:
    """Publish the draft, or submit it to review if the person may not; True if it is public now.

    seen: the token of the draft as it was looked at. Raises MayNotWrite, LessonLocked,
    CardChanged, and what publishing refuses with.
    """
    draft, _blocks = open_draft(page, by=by)
    if draft.draft_token != seen:
        raise CardChanged(_("Pelajaran ini baru berubah. Baca dulu, lalu kirim."), None)
    if draft.latest_revision is None:
        draft.save_revision(user=by, clean=False)
    try:
        return hand_in(page=draft, by=by)
    except NotYours as refusal:
        words = _("Pelajaran ini belum bisa dikirim. Tanya admin lembaga.")
        raise MayNotWrite(words) from refusal


def _free_slug(module: ModulePage, title: str) -> str:
    base = slugify(title)[:200] or "pelajaran"
    taken = set(LessonPage.objects.child_of(module).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
