"""Reads of courses."""

from courses.queries.checks import (
    Check,
    LessonReport,
    lesson_checks,
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

__all__ = [
    "Check",
    "LessonReport",
    "Outline",
    "OutlineLesson",
    "OutlineModule",
    "course_pages_around",
    "lesson_checks",
    "lesson_html",
    "lesson_refusals",
    "lesson_report",
    "outline",
]
