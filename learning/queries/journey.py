"""What every learner screen starts from: one enrolment with its outline and what is finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from courses.queries import Outline, OutlineLesson, outline
from learning.models import Enrolment
from learning.permissions import is_own_enrolment, own_enrolments
from learning.rules import (
    is_course_complete,
    is_updated,
    module_states,
    next_part,
    states_of,
    whatsapp_url,
)
from people.models import User
from quizzes.models import Attempt
from quizzes.permissions import is_visible_attempt


class Helper(NamedTuple):
    """Whom the people of a cohort ask. Each may be empty."""

    cohort: str
    name: str
    phone: str


class Try(NamedTuple):
    """One attempt at a quiz as lists show it."""

    id: UUID
    quiz: int
    submitted_at: datetime | None
    grade: float
    is_passed: bool
    right: int
    asked: int

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None


@dataclass(frozen=True)
class Journey:
    """One person on one course. enrolment, course: ids.

    done: the finished lessons by id, each with the number of the last news seen of it.
    """

    enrolment: int
    course: int
    slug: str
    agency: str
    helper: Helper
    outline: Outline
    done: dict[int, int]

    @property
    def lesson_ids(self) -> list[int]:
        return [lesson.id for lesson in self.outline.lessons]

    @property
    def is_complete(self) -> bool:
        return is_course_complete(self.lesson_ids, done=self.done)

    def is_updated(self, lesson: OutlineLesson) -> bool:
        """Whether a finished lesson has news that she has not opened."""
        return is_updated(news=lesson.news_number, seen=self.done.get(lesson.id))

    @property
    def next_lesson(self) -> OutlineLesson | None:
        """The first unfinished lesson."""
        key = next_part(self.lesson_ids, done=self.done)
        return next((lesson for lesson in self.outline.lessons if lesson.id == key), None)

    @property
    def tiers(self) -> list[str]:
        """One tier a module; in a course of one module, one a lesson."""
        current = self.next_lesson
        now = current.id if current else None
        if len(self.outline.modules) == 1:
            return states_of(self.lesson_ids, done=self.done, now=now)
        modules = [[lesson.id for lesson in module.lessons] for module in self.outline.modules]
        return module_states(modules, done=self.done, now=now)

    @property
    def course_url(self) -> str:
        return reverse("learning:course", args=[self.slug])

    def lesson_url(self, lesson: OutlineLesson) -> str:
        """Return where a lesson of this course is studied."""
        return _lesson_url(self.slug, lesson.slug)

    def module_lessons(self, lesson: OutlineLesson) -> tuple[OutlineLesson, ...]:
        """Return the lessons of the module to which a lesson belongs."""
        return self.outline.modules[self.outline.module_of[lesson.id]].lessons

    def after(self, lesson: OutlineLesson) -> OutlineLesson | None:
        """Return the lesson that follows in the course."""
        place = self.outline.place_of[lesson.slug] + 1
        return self.outline.lessons[place] if place < len(self.outline.lessons) else None

    def before(self, lesson: OutlineLesson) -> OutlineLesson | None:
        """Return the lesson that comes before in the course."""
        place = self.outline.place_of[lesson.slug] - 1
        return self.outline.lessons[place] if place >= 0 else None


_ROW = (
    "pk",
    "course_id",
    "course__edition_id",
    "completions__lesson_id",
    "completions__seen_news",
    "course__slug",
    "course__agency__name",
    "cohort__name",
    "cohort__helper_name",
    "cohort__helper_phone",
)


@cache
def _rows(*more: str) -> QuerySet[Enrolment, tuple[Any, ...]]:
    """Return enrolments in open courses: a row for each finished lesson, or one without.

    Plain values, put together once: every page of a learner starts here.
    """
    return Enrolment.objects.filter(course__edition__isnull=False).values_list(*_ROW, *more)


def journeys_of(person: User) -> list[Journey]:
    """Return the person's open courses, the latest touched first. One query."""
    rows: dict[int, list[tuple[Any, ...]]] = {}
    touched: dict[int, datetime] = {}
    for *row, joined, at in _rows("at", "completions__at").filter(is_own_enrolment(person)):
        rows.setdefault(row[0], []).append(tuple(row))
        touched[row[0]] = max(touched.get(row[0], joined), at or joined)
    return [_journey(rows[key]) for key in sorted(rows, key=touched.__getitem__, reverse=True)]


def journey(person: User, course: str) -> Journey | None:
    """Return the person's journey on an open course, None if she is not in it. One query."""
    rows = list(_rows().filter(is_own_enrolment(person), course__slug=course))
    return _journey(rows) if rows else None


def _journey(rows: list[tuple[Any, ...]]) -> Journey:
    enrolment, course, edition, _lesson, _news, slug, agency, *helper = rows[0]
    return Journey(
        enrolment=enrolment,
        course=course,
        slug=slug,
        agency=agency,
        helper=Helper(*(part or "" for part in helper)),
        outline=outline(edition, screen_language()),
        done={row[3]: row[4] for row in rows if row[3] is not None},
    )


def screen_language() -> str:
    """Return the language that this screen is in."""
    return get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=4096)
def _lesson_url(course: str, lesson: str) -> str:
    return reverse("learning:lesson", args=[course, lesson])


@cache
def _tries() -> QuerySet[Attempt, tuple[Any, ...]]:
    """Return attempts as plain values in the order of `Try`, put together once."""
    return Attempt.objects.values_list(
        "pk", "quiz_id", "submitted_at", "grade", "passed", "right", "asked"
    )


def tries_at(person: User, quizzes: Sequence[int]) -> list[Try]:
    """Return a person's attempts at quizzes, by id. One query."""
    rows = _tries().filter(is_visible_attempt(person), quiz__in=quizzes)
    return [
        Try(key, quiz, at, float(grade or 0), bool(passed), right or 0, asked)
        for key, quiz, at, grade, passed, right, asked in rows
    ]


def greeted_name(person: User) -> str:
    """Return how a screen speaks to a person; empty until she has said how."""
    return person.called if person.call_form or person.short_name else ""


def ask_url_of(helper: Helper | None, person: User) -> str:
    """Return the WhatsApp address of the cohort's helper, empty without one."""
    if helper is None or not (helper.name or helper.phone):
        return ""
    # The helper reads it, whatever language the learner's screen is in.
    text = f"Halo, saya {person.get_full_name()} dari {helper.cohort}. Saya mau tanya: "
    return whatsapp_url(helper.phone, text=text)


def ask_url(person: User) -> str:
    """Return the address of the helper of the person's latest cohort. One query."""
    cohorts = own_enrolments(person).exclude(cohort=None).order_by("-at")
    names = ("cohort__name", "cohort__helper_name", "cohort__helper_phone")
    latest = cohorts.values_list(*names).first()
    return ask_url_of(Helper(*latest) if latest else None, person)
