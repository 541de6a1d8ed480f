"""Decisions about attempts: how often, when feedback appears, what a grade is. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

# Moodle 4.5.6 behaviour: the borders between wrong, partly right and right.
WRONG_BELOW = 1e-6
RIGHT_ABOVE = 0.999999


class Verdict(StrEnum):
    """How an answer is called."""

    WRONG = "wrong"
    PARTIAL = "partial"
    RIGHT = "right"


def verdict_of(fraction: float) -> Verdict:
    """Return the word for a fraction 0..1."""
    if fraction < WRONG_BELOW:
        return Verdict.WRONG
    return Verdict.RIGHT if fraction > RIGHT_ABOVE else Verdict.PARTIAL


@dataclass(frozen=True)
class AttemptPolicy:
    """What a quiz allows. pass_mark: grade 0..1 from which an attempt has passed."""

    pass_mark: float = 0.6

    def __post_init__(self) -> None:
        if not 0 <= self.pass_mark <= 1:
            raise ValueError("pass_mark lies between 0 and 1")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "AttemptPolicy":
        return cls(pass_mark=float(stored["pass_mark"]))

    def is_passed(self, grade: float) -> bool:
        """Whether a grade 0..1 passes; a rounding of the last bit never decides."""
        return grade >= self.pass_mark - 1e-9


def grade_of(fractions: Sequence[float | None]) -> float:
    """Return the grade 0..1: the mean of the fractions, an unanswered question counts 0.

    Raises ValueError without any question.
    """
    if not fractions:
        raise ValueError("a quiz has at least one question")
    return sum(fraction or 0.0 for fraction in fractions) / len(fractions)


KEPT_IN_OTHER_WORDS = frozenset({"skill"})


def in_other_words(content: Any, words: Any) -> Any:
    """Return a question's content with its texts taken from `words`, a translation of it.

    Ids, fractions and every other value stay the original's: it alone is marked.
    Raises ValueError where the two are not built alike, such as a choice more.
    """
    if isinstance(content, dict):
        if not isinstance(words, dict) or content.keys() - words.keys():
            raise ValueError("another question")
        if content.get("id") != words.get("id"):
            raise ValueError("another choice")
        return {
            key: value
            if key in KEPT_IN_OTHER_WORDS or key == "id"
            else in_other_words(value, words[key])
            for key, value in content.items()
        }
    if isinstance(content, list):
        if not isinstance(words, list) or len(content) != len(words):
            raise ValueError("another number of choices")
        return [in_other_words(*pair) for pair in zip(content, words, strict=True)]
    return words if isinstance(content, str) and isinstance(words, str) else content
