"""Rules of courses: plain values in, plain values out."""

from courses.rules.checks import (
    Code,
    Finding,
    LessonFacts,
    Level,
    Part,
    Question,
    check_lesson,
)
from courses.rules.meter import (
    Meter,
    measure,
    reading_minutes,
)
from courses.rules.readability import (
    Readability,
    measure_readability,
    plain_text,
    sentences_of,
)
from courses.rules.review import APPROVE, BOOKKEEPING, RETURN, draft_digest, review_actions
from courses.rules.translations import (
    TextChange,
    changed_texts,
)

__all__ = [
    "APPROVE",
    "BOOKKEEPING",
    "RETURN",
    "Code",
    "Finding",
    "LessonFacts",
    "Level",
    "Meter",
    "Part",
    "Question",
    "Readability",
    "TextChange",
    "changed_texts",
    "check_lesson",
    "draft_digest",
    "measure",
    "measure_readability",
    "plain_text",
    "reading_minutes",
    "review_actions",
    "sentences_of",
]
