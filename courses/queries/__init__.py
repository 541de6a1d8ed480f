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
    course_pages_around,
    lesson_html,
    outline,
)
from courses.queries.previews import (
    PreviewQuestion,
    preview_questions,
)

__all__ = [
    "Check",
    "LessonReport",
    "Outline",
    "OutlineLesson",
    "OutlineModule",
    "PreviewQuestion",
    "course_pages_around",
    "lesson_checks",
    "lesson_html",
    "lesson_minutes",
    "lesson_refusals",
    "lesson_report",
    "outline",
    "preview_questions",
]
