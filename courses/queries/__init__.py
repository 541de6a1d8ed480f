"""Reads of courses."""

from courses.queries.outlines import (
    Outline,
    OutlineLesson,
    OutlineModule,
    Words,
    course_pages_around,
    lesson_html,
    outline,
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

__all__ = [
    "LessonWords",
    "LiveTitles",
    "Outline",
    "OutlineLesson",
    "OutlineModule",
    "Words",
    "changes_since_translation",
    "course_pages_around",
    "lesson_html",
    "lesson_words",
    "live_titles",
    "outline",
    "translated_lesson",
    "translation_of",
]
