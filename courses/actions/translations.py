"""From translated pages to facts: lessons in other languages."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from common.rules import digest_of
from courses.actions.publishing import body_html, questions_of, rebuild_edition
from courses.models import Lesson, LessonPage, LessonTranslation, LessonVersion
from courses.queries import course_pages_around, translation_of
from quizzes.actions import DraftQuestion
from quizzes.models import QuestionVersion
from quizzes.rules import in_other_words


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
    total, done = translation.get_progress()
    return bool(done < total)


def _questions(page: LessonPage, *, source: LessonPage, lesson: Lesson) -> dict[str, Any]:
    """Return the contents in another language of exactly those versions that were translated."""
    words = {question.key: question for question in questions_of(page, lesson=lesson)}
    written = {question.key: question for question in questions_of(source, lesson=lesson)}
    versions = QuestionVersion.objects.filter(question__key__in=written).select_related("question")
    found = {}
    for version in versions:
        key = version.question.key
        if key in words and (version.type, version.content) == _said(written[key]):
            content = _in_other_words(version, words[key])
            if content is not None:
                found[str(version.pk)] = content
    return found


def _said(question: DraftQuestion) -> tuple[str, dict[str, Any]]:
    return question.type, question.content


def _in_other_words(version: QuestionVersion, words: DraftQuestion) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = in_other_words(version.content, words.content)
    except ValueError:
        # A choice was added to the translation alone: this question stays as it was written.
        return None
    return content


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
