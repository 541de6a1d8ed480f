"""A lesson as its author sees it while she writes."""

import gzip
from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from courses.models import LessonPage
from courses.queries import (
    LessonReport,
    PreviewQuestion,
    lesson_report,
    preview_questions,
)

register = template.Library()


@dataclass(frozen=True)
class LessonPreview:
    """What the preview shows: the body as learners get it, the quiz, and the report."""

    body: SafeString
    quiz_title: str
    questions: list[PreviewQuestion]
    report: LessonReport


@register.simple_tag
def lesson_preview(page: LessonPage) -> LessonPreview:
    """Return the preview of a lesson page as it stands. Its pictures are made on the way."""
    html = render_to_string("courses/_body.html", {"page": page}).strip()
    quiz = page.quiz_block
    return LessonPreview(
        body=mark_safe(html),  # noqa: S308  (a template's own output)
        quiz_title=quiz.value["title"] if quiz else "",
        questions=preview_questions(page),
        report=lesson_report(page, html_bytes=len(gzip.compress(html.encode()))),
    )
