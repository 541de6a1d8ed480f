"""The trainer's view of a cohort: who needs help, and everybody lesson by lesson."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from courses.models import Course, Lesson
from courses.queries import Outline, outline
from learning.models import CohortCourse, Enrolment
from learning.rules import final_score
from office.queries.learners import (
    HelpCard,
    Learner,
    days_idle,
    help_card,
    is_away,
    learners_of,
    needing_help,
    needs_help,
    stuck_lesson,
)
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place
from people.models import Cohort, User
from people.permissions import agencies_where, cohorts_visible_to
from people.rules import Action


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
    needs_help: tuple[HelpCard, ...]

    @property
    def help_count(self) -> int:
        return len(self.needs_help)

    def is_running(self, day: date) -> bool:
        """Whether the cohort has not ended before the day."""
        return self.ends_on is None or self.ends_on >= day


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


def cohorts_screen(person: User, *, at: datetime) -> CohortsScreen:
    """Return the cohorts that a person may see. A fixed number of queries."""
    today = localtime(at).date()
    cards = cohort_cards(person, at=at)
    return CohortsScreen(
        frame=office_frame(person, current=Place.COHORTS, on=today),
        running=tuple(card for card in cards if card.is_running(today)),
        past=tuple(card for card in cards if not card.is_running(today)),
    )


def cohort_cards(person: User, *, at: datetime) -> list[CohortCard]:
    """Return the cohorts that a person may see, the newest first. A fixed number of queries."""
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
    helped = needing_help([cohort.pk for cohort in cohorts], at=at)
    return [
        _card(cohort, tuple(help_card(learner, at=at) for learner in helped.get(cohort.pk, [])))
        for cohort in cohorts
    ]


def _card(cohort: Cohort, needs_help: tuple[HelpCard, ...]) -> CohortCard:
    return CohortCard(
        pk=cohort.pk,
        name=cohort.name,
        courses=tuple(_titles(cohort)),
        place=cohort.place.name if cohort.place else "",
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        learner_count=cohort.learners,  # type: ignore[attr-defined]
        finished_count=cohort.finished,  # type: ignore[attr-defined]
        needs_help=needs_help,
    )


def _titles(cohort: Cohort) -> list[str]:
    return [
        outline(taken.course.edition_id).title
        for taken in cohort.cohort_courses.all()
        if taken.course.edition_id
    ]


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
    learners = learners_of(
        list(enrolments.select_related("course", "person").order_by("person__name"))
    )
    learners.sort(key=lambda learner: not needs_help(learner, at=at))
    return replace(
        screen,
        course=shown.title,
        needs_help=tuple(
            help_card(learner, at=at) for learner in learners if needs_help(learner, at=at)
        ),
        lessons=_columns(shown, learners, may_edit=may_edit),
        learners=tuple(_row(learner, shown, at=at) for learner in learners),
    )


def _may_edit(person: User, cohort: Cohort, *, on: date) -> bool:
    writing = agencies_where(person, Action.WRITE_LESSONS, on=on)
    return writing.filter(pk=cohort.agency_id).exists()


def _columns(
    shown: Outline, learners: list[Learner], *, may_edit: bool
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
            stuck_count=sum(stuck_lesson(learner) == lesson.id for learner in learners),
        )
        for number, lesson in enumerate(shown.lessons, start=1)
    )


def _row(learner: Learner, shown: Outline, *, at: datetime) -> LearnerRow:
    graded = [tries.best for tries in learner.tries.values() if tries.count]
    return LearnerRow(
        name=learner.enrolment.person.get_full_name(),
        marks=tuple(_mark(learner, lesson.id) for lesson in shown.lessons),
        finished_count=sum(lesson.id in learner.done for lesson in shown.lessons),
        score=final_score(graded),
        has_started=learner.has_started(),
        days_idle=days_idle(learner, at=at),
        is_idle=is_away(learner, at=at),
    )


def _mark(learner: Learner, lesson: int) -> Mark:
    is_done = lesson in learner.done
    is_stuck = not is_done and stuck_lesson(learner) == lesson
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
