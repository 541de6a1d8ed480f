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
from courses.rules.translations import (
    TextChange,
    changed_texts,
)

__all__ = [
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
    "measure",
    "measure_readability",
    "plain_text",
    "reading_minutes",
    "sentences_of",
]
