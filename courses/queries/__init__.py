"""Reads of courses."""

from courses.queries.outlines import (
    Outline,
    OutlineLesson,
    OutlineModule,
    course_pages_around,
    lesson_html,
    outline,
)

__all__ = [
    "Outline",
    "OutlineLesson",
    "OutlineModule",
    "course_pages_around",
    "lesson_html",
    "outline",
]
