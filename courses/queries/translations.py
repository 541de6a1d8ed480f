"""Lessons in other languages: what learners read, and what translators have left to do."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import SourceDeletedError, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.models import LessonTranslation, LessonVersion
from courses.rules import TextChange, changed_texts


@dataclass(frozen=True)
class Translated:
    """A lesson in another language: its body, and its questions by question version."""

    html: str
    questions: dict[int, dict[str, Any]]


@lru_cache(maxsize=512)
def translated_lesson(translation_id: int) -> Translated:
    """Return a lesson in another language. One query the first time, none later."""
    stored = LessonTranslation.objects.only("html", "questions").get(pk=translation_id)
    questions = {int(version): content for version, content in stored.questions.items()}
    return Translated(html=stored.html, questions=questions)


def translation_of(page: Page) -> Translation | None:
    """Return how a translated page follows its original; None if it goes its own way."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )


type LiveTitles = dict[uuid.UUID, dict[str, dict[str, str]]]
type LessonWords = dict[int, dict[str, dict[str, Any]]]


def live_titles(pages: Iterable[Page]) -> LiveTitles:
    """Return {translation key: {language: {"title", "summary"}}} of live translations. One query.

    Wagtail's placeholders (aliases) are none. A summary is a course's, else empty.
    """
    originals = {page.translation_key: page.locale_id for page in pages}
    found: LiveTitles = defaultdict(dict)
    # A page that is being deleted loses its own row before that of Wagtail.
    is_there = Q(coursepage__isnull=False) | Q(modulepage__isnull=False)
    for key, locale, code, title, summary in (
        Page.objects.filter(is_there | Q(lessonpage__isnull=False))
        .filter(translation_key__in=originals, alias_of=None)
        .live()
        .values_list(
            "translation_key", "locale", "locale__language_code", "title", "coursepage__summary"
        )
    ):
        if locale != originals[key]:
            found[key][code] = {"title": title, "summary": summary or ""}
    return found


def lesson_words(versions: Iterable[LessonVersion]) -> LessonWords:
    """Return {lesson id: {language: {"id", "title", "summary", "is_behind"}}}. Two queries.

    The newest translation of each counts. versions: the lessons as they are now, with quizzes.
    """
    now = {version.lesson_id: version for version in versions}
    rows = (
        LessonTranslation.objects.filter(lesson__in=now)
        .select_related("of_version__quiz")
        .defer("html", "questions")
        .order_by("number")
    )
    newest = {(row.lesson_id, row.language): row for row in rows}
    bodies = dict(
        LessonVersion.objects.filter(pk__in={now[lesson].pk for lesson, _ in newest}).values_list(
            "pk", "html"
        )
    )
    found: LessonWords = defaultdict(dict)
    for (lesson, language), row in newest.items():
        found[lesson][language] = {
            "id": row.pk,
            "title": row.title,
            "summary": row.summary,
            "is_behind": _teaches_more(now[lesson], bodies[now[lesson].pk], row.of_version),
        }
    return found


def _teaches_more(version: LessonVersion, html: str, translated: LessonVersion) -> bool:
    """Whether a version says what the translated one did not; a new pass mark is not that."""
    if version.pk == translated.pk:
        return False
    asked = version.quiz.slots if version.quiz else []
    return html != translated.html or asked != (translated.quiz.slots if translated.quiz else [])


def changes_since_translation(source: TranslationSource) -> list[TextChange]:
    """Return which texts of a page are other than when they were sent to translation.

    Empty when nothing changed, or when the page is gone.
    """
    try:
        then, now = source.as_instance(), source.get_source_instance()
    except SourceDeletedError:
        return []
    return changed_texts(_texts(then), _texts(now))


def _texts(page: Page) -> dict[str, list[str]]:
    """Return the texts of a page as translators meet them, by their place on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.render_text())
    return found
