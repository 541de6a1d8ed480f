"""Reads of courses."""

from courses.queries.checks import (
    Check,
    LessonReport,
    lesson_checks,
    lesson_minutes,
    lesson_refusals,
    lesson_report,
)
from courses.queries.outlines import (
    Outline,
    OutlineLesson,
    OutlineModule,
    catalogues_around,
    course_pages_around,
    lesson_html,
    outline,
    shown_title,
)
from courses.queries.previews import (
    PreviewQuestion,
    preview_questions,
)
from courses.queries.translations import (
    LessonWords,
    LiveTitles,
    changes_since_translation,
    lesson_words,
    live_titles,
    translated_lesson,
    translation_of,
)
from courses.queries.words import Words

__all__ = [
    "Check",
    "LessonReport",
    "LessonWords",
    "LiveTitles",
    "Outline",
    "OutlineLesson",
    "OutlineModule",
    "PreviewQuestion",
    "Words",
    "catalogues_around",
    "changes_since_translation",
    "course_pages_around",
    "lesson_checks",
    "lesson_html",
    "lesson_minutes",
    "lesson_refusals",
    "lesson_report",
    "lesson_words",
    "live_titles",
    "outline",
    "preview_questions",
    "shown_title",
    "translated_lesson",
    "translation_of",
]
