"""What a lesson weighs on the line, and how long it takes. Budgets in bytes, 1 KB is 1,000."""

from dataclasses import dataclass
from math import ceil

from courses.rules.checks import HTML_BUDGET, PICTURES_BUDGET, LessonFacts
from courses.rules.readability import Readability, measure_readability, word_count

# Slow on purpose: small screen, many breaks, often a second reading.
WORDS_PER_MINUTE = 120
QUESTION_SECONDS = 30


@dataclass(frozen=True)
class Weight:
    """One kind of bytes in a lesson. budget: bytes, None where the learner asks for it herself."""

    kind: str
    bytes: int
    budget: int | None

    @property
    def is_over(self) -> bool:
        return self.budget is not None and self.bytes > self.budget


@dataclass(frozen=True)
class Meter:
    """What a lesson costs its learners: weights by kind, minutes, and how it reads."""

    weights: tuple[Weight, ...]
    minutes: int
    words: int
    readability: Readability


def reading_minutes(*, words: int, questions: int = 0, seconds: int = 0) -> int:
    """Return the minutes that a lesson takes, at least one.

    seconds: of sound and film; who listens does not read, so the longer of both counts.
    """
    reading = max(words * 60 / WORDS_PER_MINUTE, seconds)
    return max(1, ceil((reading + questions * QUESTION_SECONDS) / 60))


def measure(facts: LessonFacts, *, html_bytes: int) -> Meter:
    """Return the meter of a lesson. html_bytes: its body as it travels, compressed."""
    text = "\n".join(part.text for part in facts.parts)
    words = word_count(text)
    seconds = sum(part.seconds for part in facts.parts)
    return Meter(
        weights=_weights(facts, html_bytes),
        minutes=reading_minutes(words=words, questions=len(facts.questions), seconds=seconds),
        words=words,
        readability=measure_readability(text),
    )


def _weights(facts: LessonFacts, html_bytes: int) -> tuple[Weight, ...]:
    sums = {kind: _sum(facts, kind) for kind in ("picture", "audio", "video", "download")}
    return (
        Weight("html", html_bytes, HTML_BUDGET),
        Weight("picture", sums["picture"], PICTURES_BUDGET),
        *(Weight(kind, sums[kind], None) for kind in ("audio", "video", "download") if sums[kind]),
    )


def _sum(facts: LessonFacts, kind: str) -> int:
    return sum(part.bytes for part in facts.parts if part.kind == kind)
