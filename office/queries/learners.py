"""What is known about learners on a course, and who of them needs help."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localtime

from courses.models import Lesson
from courses.queries import outline
from learning.models import Enrolment, LessonCompletion
from learning.rules import is_idle
from quizzes.models import Attempt


@dataclass(frozen=True)
class HelpCard:
    """One learner who needs help, and why."""

    name: str
    stuck_lesson: str
    tries: int
    has_started: bool
    days_idle: int


@dataclass
class _Tries:
    """What one learner did at one quiz."""

    count: int = 0
    is_open: bool = False
    is_passed: bool = False
    best: float = 0.0
    latest: datetime | None = None


@dataclass
class Learner:
    """What is known about one learner on the course."""

    enrolment: Enrolment
    done: dict[int, datetime] = field(default_factory=dict)
    tries: dict[int, _Tries] = field(default_factory=dict)

    def latest(self) -> datetime:
        """Return the moment of the last thing that she did."""
        moments = [*self.done.values(), *(t.latest for t in self.tries.values() if t.latest)]
        return max(moments, default=self.enrolment.at)

    def has_started(self) -> bool:
        """Whether she did anything after joining."""
        return bool(self.done or self.tries)


def needing_help(cohorts: Collection[int], *, at: datetime) -> dict[int, list[Learner]]:
    """Return the learners of each cohort (by key) who need help: a fixed number of queries."""
    enrolments = Enrolment.objects.filter(cohort__in=cohorts).select_related("course", "person")
    found: dict[int, list[Learner]] = {}
    for learner in learners_of(list(enrolments.order_by("person__name"))):
        if learner.enrolment.cohort_id and needs_help(learner, at=at):
            found.setdefault(learner.enrolment.cohort_id, []).append(learner)
    return found


def learners_of(enrolments: list[Enrolment]) -> list[Learner]:
    """Return what each enrolled person did on her course. Three queries."""
    learners = {e.pk: Learner(e) for e in enrolments}
    by_person_course = {(e.person_id, e.course_id): learners[e.pk] for e in enrolments}
    for key, lesson, at in LessonCompletion.objects.filter(enrolment__in=learners).values_list(
        "enrolment_id", "lesson_id", "at"
    ):
        learners[key].done[lesson] = at
    course_ids = {e.course_id for e in enrolments}
    lesson_of = {
        quiz: (lesson, course)
        for quiz, lesson, course in Lesson.objects.filter(
            course__in=course_ids, versions__quiz__isnull=False
        )
        .values_list("versions__quiz__quiz_id", "pk", "course_id")
        .distinct()
    }
    attempts = (
        Attempt.objects.filter(
            person__in={e.person_id for e in enrolments}, quiz__in=list(lesson_of)
        )
        .annotate(answered=Max("answers__at"))
        .order_by("number")
    )
    for attempt in attempts:
        lesson, course = lesson_of[attempt.quiz_id]
        learner = by_person_course.get((attempt.person_id, course))
        if learner:
            _add_try(learner.tries.setdefault(lesson, _Tries()), attempt)
    return list(learners.values())


def _add_try(tries: _Tries, attempt: Attempt) -> None:
    tries.is_open = attempt.is_open
    tries.count += not attempt.is_open
    tries.is_passed = tries.is_passed or bool(attempt.passed)
    tries.best = max(tries.best, float(attempt.grade or 0))
    moment = attempt.submitted_at or attempt.answered or attempt.started_at  # type: ignore[attr-defined]
    tries.latest = max(tries.latest or moment, moment)


def stuck_lesson(learner: Learner) -> int | None:
    """Return the lesson whose quiz she tried and did not pass."""
    return next(
        (
            lesson
            for lesson, tries in learner.tries.items()
            if tries.count >= 2 and not tries.is_passed and lesson not in learner.done
        ),
        None,
    )


def days_idle(learner: Learner, *, at: datetime) -> int:
    """Return the whole days since she last did something."""
    return max(0, (localtime(at).date() - localtime(learner.latest()).date()).days)


def is_away(learner: Learner, *, at: datetime) -> bool:
    """Whether she has been away for too long."""
    return is_idle(
        days=days_idle(learner, at=at),
        is_complete=learner.enrolment.completed_at is not None,
    )


def needs_help(learner: Learner, *, at: datetime) -> bool:
    """Whether she is stuck, or away for too long."""
    return stuck_lesson(learner) is not None or is_away(learner, at=at)


def help_card(learner: Learner, *, at: datetime) -> HelpCard:
    """Return why a learner needs help."""
    stuck = stuck_lesson(learner)
    edition = learner.enrolment.course.edition_id
    taught = outline(edition).lessons if edition else ()
    title = next((lesson.title for lesson in taught if lesson.id == stuck), "")
    return HelpCard(
        name=learner.enrolment.person.get_full_name(),
        stuck_lesson=title,
        tries=learner.tries[stuck].count if stuck else 0,
        has_started=learner.has_started(),
        days_idle=days_idle(learner, at=at) if is_away(learner, at=at) else 0,
    )
