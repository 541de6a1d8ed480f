"""From translated pages to facts: lessons in other languages."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from common.errors import DomainError
from common.rules import digest_of
from courses.actions.publishing import body_html, questions_of, rebuild_edition
from courses.actions.reviewing import submit
from courses.models import Lesson, LessonPage, LessonTranslation, LessonVersion
from courses.queries import course_pages_around, translation_of
from people.models import User
from quizzes.actions import DraftQuestion
from quizzes.models import QuestionVersion
from quizzes.rules import in_other_words


class CannotSubmit(DomainError):
    """The translation cannot be reviewed as it stands."""


@transaction.atomic
def publish_translations(*, page: LessonPage, at: datetime) -> None:
    """Freeze what is live of a lesson in other languages: they may have been there before it."""
    for translated in page.get_translations().live().filter(alias_of=None):
        publish_translation(page=translated, at=at)


@transaction.atomic
def renew_translations(*, source: TranslationSource) -> None:
    """Let the translations of a page follow what it says now; what did not change stays translated.

    Learners keep the published translation until the new one is published.
    """
    source.update_from_db()


@transaction.atomic
def submit_translation(*, translation: Translation, by: User) -> None:
    """Hand a complete translation to the agency's reviewers, as it stands now.

    Raises CannotSubmit while words are missing, or where nobody reviews or a review is under way.
    """
    page: LessonPage = translation.get_target_instance()
    if _misses_words(translation):
        raise CannotSubmit(_("Masih ada teks yang belum diterjemahkan."))
    if not page.permissions_for_user(by).can_submit_for_moderation():
        raise CannotSubmit(_("Halaman ini sedang ditinjau, atau tidak perlu ditinjau."))
    translation.save_target(user=by, publish=False)
    page.refresh_from_db()
    submit(page=page, by=by)


@transaction.atomic
def rebuild_editions_around(*, page: Page, at: datetime) -> None:
    """Make the outlines anew that show a page, or its original."""
    for course in course_pages_around(page):
        rebuild_edition(page=course, at=at)


@transaction.atomic
def publish_translation(*, page: LessonPage, at: datetime) -> LessonTranslation | None:
    """Make the immutable translation of a live translated lesson, and a new edition.

    The same words make nothing new. Returns None, and learners keep what they had, while the
    lesson itself was never published, while words are missing (half of a lesson in another
    language helps nobody), and for a page that only repeats its original.
    """
    original = page.original
    lessons = Lesson.objects.select_for_update(of=("self",)).filter(page=original)
    lesson = lessons.first() if original and not page.alias_of_id else None
    translation = translation_of(page)
    if original is None or lesson is None or _is_unfinished(page, original, translation):
        return None
    source: LessonPage = translation.source.as_instance() if translation else original
    content = {
        "title": page.title,
        "summary": page.summary,
        "html": body_html(page, page.locale.language_code),
        "questions": _questions(page, source=source, lesson=lesson),
    }
    of_version = _translated_version(lesson, source, original=original, translation=translation)
    newest = _freeze(page, lesson=lesson, of_version=of_version, content=content, at=at)
    rebuild_editions_around(page=original, at=at)
    return newest


def _freeze(
    page: LessonPage,
    *,
    lesson: Lesson,
    of_version: LessonVersion,
    content: dict[str, Any],
    at: datetime,
) -> LessonTranslation:
    language = page.locale.language_code
    digest = digest_of({**content, "of_version": of_version.pk})
    newest = lesson.translations.filter(language=language).order_by("-number").first()
    if newest and newest.digest == digest:
        return newest
    return LessonTranslation.objects.create(
        lesson=lesson,
        language=language,
        number=newest.number + 1 if newest else 1,
        of_version=of_version,
        digest=digest,
        made_at=at,
        **content,
    )


def _is_unfinished(page: LessonPage, original: LessonPage, translation: Translation | None) -> bool:
    if translation is None:
        return _same_text(page, original)
    return _misses_words(translation)


def _misses_words(translation: Translation) -> bool:
    total, done = translation.get_progress()
    return bool(done < total)


def _questions(page: LessonPage, *, source: LessonPage, lesson: Lesson) -> dict[str, Any]:
    """Return the contents in another language of exactly those wordings that were translated."""
    words = {question.key: question for question in questions_of(page, lesson=lesson)}
    written = {question.key: question for question in questions_of(source, lesson=lesson)}
    versions = QuestionVersion.objects.filter(question__key__in=written.keys() & words.keys())
    found = {}
    for version in versions.select_related("question"):
        key = version.question.key
        content = _reworded(version, words[key])
        if content and _reworded(version, written[key]) == version.content:
            found[str(version.pk)] = content
    return found


def _reworded(version: QuestionVersion, words: DraftQuestion) -> dict[str, Any] | None:
    """Return a question's content in other words; None if these are of another question."""
    try:
        content: dict[str, Any] = in_other_words(version.content, words.content)
    except ValueError:
        return None
    return content if words.type == version.type else None


def _translated_version(
    lesson: Lesson,
    source: LessonPage,
    *,
    original: LessonPage,
    translation: Translation | None,
) -> LessonVersion:
    """Return the version of a lesson that a translation was made of."""
    newest: LessonVersion = lesson.versions.order_by("-number")[0]
    if translation is None or _same_text(source, original):
        return newest
    seen = lesson.versions.filter(made_at__lte=translation.source.last_updated_at)
    return seen.order_by("-number").first() or lesson.versions.order_by("number")[0]


def _same_text(one: LessonPage, other: LessonPage) -> bool:
    return list(one.body.raw_data) == list(other.body.raw_data)
