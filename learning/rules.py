"""Decisions about the journey: what is next, what is finished, what it was worth. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote


class State(StrEnum):
    """How one part of a course stands."""

    DONE = "done"
    NOW = "now"
    OPEN = "open"


def states_of(parts: Sequence[int], *, done: Collection[int], now: int | None) -> list[str]:
    """Return the state of each part (lesson ids) in order; `now` wins over done."""
    return [
        State.NOW if part == now else State.DONE if part in done else State.OPEN for part in parts
    ]


def module_states(
    modules: Sequence[Sequence[int]], *, done: Collection[int], now: int | None
) -> list[str]:
    """Return the state of each module, given the lesson ids of each."""
    return [
        State.DONE
        if all(lesson in done for lesson in lessons)
        else State.NOW
        if now in lessons
        else State.OPEN
        for lessons in modules
    ]


def next_part(parts: Sequence[int], *, done: Collection[int]) -> int | None:
    """Return the first unfinished part, None when all are finished."""
    return next((part for part in parts if part not in done), None)


def is_course_complete(lessons: Sequence[int], *, done: Collection[int]) -> bool:
    """Whether every lesson of the outline is finished. An empty course never is."""
    return bool(lessons) and all(lesson in done for lesson in lessons)


def is_updated(*, news: int, seen: int | None) -> bool:
    """Whether a finished lesson has news since. seen: None for a lesson that is not finished."""
    return seen is not None and news > seen


def final_score(best_grades: Collection[float]) -> int | None:
    """Return 0..100 from the best grade 0..1 of each quiz; None in a course without quizzes."""
    if not best_grades:
        return None
    return round(100 * sum(best_grades) / len(best_grades))


@dataclass(frozen=True)
class Greeting:
    """A part of the day: from this hour on."""

    from_hour: int
    key: str


GREETINGS = (
    Greeting(from_hour=18, key="malam"),
    Greeting(from_hour=15, key="sore"),
    Greeting(from_hour=11, key="siang"),
    Greeting(from_hour=4, key="pagi"),
)


def part_of_day(hour: int) -> str:
    """Return pagi, siang, sore or malam for a local hour 0..23."""
    return next((g.key for g in GREETINGS if hour >= g.from_hour), "malam")


IDLE_DAYS = 7


def is_idle(*, days: int, is_complete: bool) -> bool:
    """Whether somebody on the way has been away for too long."""
    return not is_complete and days >= IDLE_DAYS


def whatsapp_url(phone: str, *, text: str) -> str:
    """Return the address that opens a WhatsApp chat.

    Without a number WhatsApp asks whom to write to: the helper stands in her contacts.
    """
    digits = "".join(c for c in phone if c in "0123456789")
    return f"https://wa.me/{digits}?text={quote(text)}"
