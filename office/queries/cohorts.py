"""The trainer's view of a cohort: who needs help, and everybody lesson by lesson."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from courses.models import Course, Lesson
from courses.queries import Outline, outline
from learning.models import CohortCourse, Enrolment, LessonCompletion
from learning.rules import final_score, is_idle
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place
from people.models import Cohort, User
from people.permissions import agencies_where, cohorts_visible_to
from people.rules import Action
from quizzes.models import Attempt


@dataclass(frozen=True)
class CohortCard:
    """One cohort in a list."""

    pk: int
    name: str
    courses: tuple[str, ...]
    place: str
    starts_on: date
    ends_on: date | None
    learner_count: int
    finished_count: int
    help_count: int


@dataclass(frozen=True)
class CohortsScreen:
    """The cohorts that a person may see: running, and past."""

    frame: OfficeFrame
    running: tuple[CohortCard, ...]
    past: tuple[CohortCard, ...]


@dataclass(frozen=True)
class CourseLink:
    """Another course of the same cohort."""

    title: str
    url: str


@dataclass(frozen=True)
class HelpCard:
    """One learner who needs help, and why."""

    name: str
    stuck_lesson: str
    tries: int
    has_started: bool
    days_idle: int


@dataclass(frozen=True)
class LessonColumn:
    """One lesson in the table."""

    number: int
    title: str
    edit_url: str
    finished_count: int
    stuck_count: int


@dataclass(frozen=True)
class Mark:
    """One learner at one lesson: at most one holds; none means not opened."""

    is_done: bool
    is_open: bool
    is_stuck: bool


@dataclass(frozen=True)
class LearnerRow:
    """One learner in the table."""

    name: str
    marks: tuple[Mark, ...]
    finished_count: int
    score: int | None
    has_started: bool
    days_idle: int
    is_idle: bool


@dataclass(frozen=True)
class CohortScreen:
    """One cohort on one course; without any open course, course is empty and nothing follows."""

    frame: OfficeFrame
    name: str
    place: str
    starts_on: date
    ends_on: date | None
    helper: str
    course: str = ""
    other_courses: tuple[CourseLink, ...] = ()
    needs_help: tuple[HelpCard, ...] = ()
    lessons: tuple[LessonColumn, ...] = ()
    learners: tuple[LearnerRow, ...] = ()


@dataclass
class _Tries:
    """What one learner did at one quiz."""

    count: int = 0
    is_open: bool = False
    is_passed: bool = False
    best: float = 0.0
    latest: datetime | None = None


@dataclass
class _Learner:
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


def cohorts_screen(person: User, *, at: datetime) -> CohortsScreen:
    """Return the cohorts that a person may see. A fixed number of queries."""
    today = localtime(at).date()
    cohorts = (
        cohorts_visible_to(person, on=today)
        .select_related("place")
        .prefetch_related("cohort_courses__course")
        .annotate(
            learners=Count("enrolments__person", distinct=True),
            finished=Count("enrolments", filter=~Q(enrolments__completed_at=None), distinct=True),
        )
        .order_by("-starts_on", "name")
    )
    help_counts = _help_counts([cohort.pk for cohort in cohorts], at=at)
    cards = [_card(cohort, help_counts.get(cohort.pk, 0)) for cohort in cohorts]
    return CohortsScreen(
        frame=office_frame(person, current=Place.COHORTS, on=today),
        running=tuple(c for c in cards if c.ends_on is None or c.ends_on >= today),
        past=tuple(c for c in cards if c.ends_on is not None and c.ends_on < today),
    )


def _card(cohort: Cohort, help_count: int) -> CohortCard:
    return CohortCard(
        pk=cohort.pk,
        name=cohort.name,
        courses=tuple(_titles(cohort)),
        place=cohort.place.name if cohort.place else "",
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        learner_count=cohort.learners,  # type: ignore[attr-defined]
        finished_count=cohort.finished,  # type: ignore[attr-defined]
        help_count=help_count,
    )


def _titles(cohort: Cohort) -> list[str]:
    return [
        outline(taken.course.edition_id).title
        for taken in cohort.cohort_courses.all()
        if taken.course.edition_id
    ]


def _help_counts(cohorts: Sequence[int], *, at: datetime) -> dict[int, int]:
    """Return how many learners of each cohort (by key) need help: a fixed number of queries."""
    enrolments = Enrolment.objects.filter(cohort__in=cohorts)
    counts: dict[int, int] = {}
    for learner in _learners(list(enrolments.select_related("course", "person"))):
        if learner.enrolment.cohort_id and _needs_help(learner, at=at):
            key = learner.enrolment.cohort_id
            counts[key] = counts.get(key, 0) + 1
    return counts


def cohort_screen(
    person: User, cohort: Cohort, *, course_slug: str, at: datetime
) -> CohortScreen | None:
    """Return one cohort on one of its courses (the first without a slug); None for another slug.

    cohort: out of cohorts_visible_to. A fixed number of queries for any number of learners.
    """
    today = localtime(at).date()
    screen = CohortScreen(
        frame=office_frame(person, current=Place.COHORTS, on=today),
        name=cohort.name,
        place=cohort.place.name if cohort.place else "",
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        helper=cohort.helper_name,
    )
    taken = list(
        CohortCourse.objects.filter(cohort=cohort, course__edition__isnull=False)
        .select_related("course")
        .order_by("pk")
    )
    course = next((t.course for t in taken if course_slug in ("", t.course.slug)), None)
    if course is None:
        return None if course_slug else screen
    return _on_course(
        replace(screen, other_courses=_other_courses(cohort, taken, besides=course)),
        Enrolment.objects.filter(cohort=cohort, course=course),
        outline(course.edition_id or 0),
        may_edit=_may_edit(person, cohort, on=today),
        at=at,
    )


def _on_course(
    screen: CohortScreen,
    enrolments: QuerySet[Enrolment],
    shown: Outline,
    *,
    may_edit: bool,
    at: datetime,
) -> CohortScreen:
    learners = _learners(
        list(enrolments.select_related("course", "person").order_by("person__name"))
    )
    learners.sort(key=lambda learner: not _needs_help(learner, at=at))
    return replace(
        screen,
        course=shown.title,
        needs_help=tuple(
            _help_card(learner, shown, at=at) for learner in learners if _needs_help(learner, at=at)
        ),
        lessons=_columns(shown, learners, may_edit=may_edit),
        learners=tuple(_row(learner, shown, at=at) for learner in learners),
    )


def _learners(enrolments: list[Enrolment]) -> list[_Learner]:
    """Return what each enrolled person did on her course. Three queries."""
    learners = {e.pk: _Learner(e) for e in enrolments}
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


def _stuck_lesson(learner: _Learner) -> int | None:
    """Return the lesson whose quiz she tried and did not pass."""
    return next(
        (
            lesson
            for lesson, tries in learner.tries.items()
            if tries.count >= 2 and not tries.is_passed and lesson not in learner.done
        ),
        None,
    )


def _days_idle(learner: _Learner, *, at: datetime) -> int:
    return max(0, (localtime(at).date() - localtime(learner.latest()).date()).days)


def _is_idle(learner: _Learner, *, at: datetime) -> bool:
    return is_idle(
        days=_days_idle(learner, at=at),
        is_complete=learner.enrolment.completed_at is not None,
    )


def _needs_help(learner: _Learner, *, at: datetime) -> bool:
    return _stuck_lesson(learner) is not None or _is_idle(learner, at=at)


def _help_card(learner: _Learner, shown: Outline, *, at: datetime) -> HelpCard:
    stuck = _stuck_lesson(learner)
    title = next((lesson.title for lesson in shown.lessons if lesson.id == stuck), "")
    return HelpCard(
        name=learner.enrolment.person.get_full_name(),
        stuck_lesson=title,
        tries=learner.tries[stuck].count if stuck else 0,
        has_started=learner.has_started(),
        days_idle=_days_idle(learner, at=at) if _is_idle(learner, at=at) else 0,
    )


def _may_edit(person: User, cohort: Cohort, *, on: date) -> bool:
    writing = agencies_where(person, Action.WRITE_LESSONS, on=on)
    return writing.filter(pk=cohort.agency_id).exists()


def _columns(
    shown: Outline, learners: list[_Learner], *, may_edit: bool
) -> tuple[LessonColumn, ...]:
    pages = dict(
        Lesson.objects.filter(pk__in=[lesson.id for lesson in shown.lessons]).values_list(
            "pk", "page_id"
        )
    )
    return tuple(
        LessonColumn(
            number=number,
            title=lesson.title,
            edit_url=reverse("wagtailadmin_pages:edit", args=[pages[lesson.id]])
            if may_edit and pages.get(lesson.id)
            else "",
            finished_count=sum(lesson.id in learner.done for learner in learners),
            stuck_count=sum(_stuck_lesson(learner) == lesson.id for learner in learners),
        )
        for number, lesson in enumerate(shown.lessons, start=1)
    )


def _row(learner: _Learner, shown: Outline, *, at: datetime) -> LearnerRow:
    graded = [tries.best for tries in learner.tries.values() if tries.count]
    return LearnerRow(
        name=learner.enrolment.person.get_full_name(),
        marks=tuple(_mark(learner, lesson.id) for lesson in shown.lessons),
        finished_count=sum(lesson.id in learner.done for lesson in shown.lessons),
        score=final_score(graded),
        has_started=learner.has_started(),
        days_idle=_days_idle(learner, at=at),
        is_idle=_is_idle(learner, at=at),
    )


def _mark(learner: _Learner, lesson: int) -> Mark:
    is_done = lesson in learner.done
    is_stuck = not is_done and _stuck_lesson(learner) == lesson
    return Mark(
        is_done=is_done,
        is_open=not is_done and not is_stuck and lesson in learner.tries,
        is_stuck=is_stuck,
    )


def _other_courses(
    cohort: Cohort, taken: list[CohortCourse], *, besides: Course
) -> tuple[CourseLink, ...]:
    url = reverse("office:cohort", args=[cohort.pk])
    return tuple(
        CourseLink(
            title=outline(t.course.edition_id or 0).title, url=f"{url}?kelas={t.course.slug}"
        )
        for t in taken
        if t.course_id != besides.pk
    )
