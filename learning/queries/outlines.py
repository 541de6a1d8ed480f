"""Outlines and course cards as several screens show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from courses.models import Course
from courses.queries import OutlineLesson, outline
from learning.queries.journey import Journey, screen_language


@dataclass(frozen=True)
class OutlineItem:
    """One lesson in a list; without an address while the course is not joined.

    language: that of the title, which may not be the screen's.
    """

    title: str
    language: str
    url: str
    number: int
    minutes: int
    is_done: bool
    is_current: bool
    is_updated: bool
    has_quiz: bool


@dataclass(frozen=True)
class CourseCard:
    """One course in a list. language: that of the title, which may not be the screen's."""

    title: str
    language: str
    url: str
    agency: str
    lessons: int
    minutes: int
    done: int
    updated: int
    is_joined: bool
    is_complete: bool


def outline_items(
    lessons: Sequence[OutlineLesson], *, journey: Journey | None, current: int | None
) -> list[OutlineItem]:
    """Return the lessons as a list; current: a lesson id."""
    return [
        OutlineItem(
            title=lesson.title,
            language=lesson.language,
            url=journey.lesson_url(lesson) if journey else "",
            number=number,
            minutes=lesson.minutes,
            is_done=journey is not None and lesson.id in journey.done,
            is_current=lesson.id == current,
            is_updated=journey is not None and journey.is_updated(lesson),
            has_quiz=lesson.quiz is not None,
        )
        for number, lesson in enumerate(lessons, start=1)
    ]


def joined_card(journey: Journey) -> CourseCard:
    """Return the card of a course that the person follows."""
    return CourseCard(
        title=journey.outline.title,
        language=journey.outline.language,
        url=journey.course_url,
        agency=journey.agency,
        lessons=len(journey.outline.lessons),
        minutes=journey.outline.minutes,
        done=sum(lesson in journey.done for lesson in journey.lesson_ids),
        updated=sum(map(journey.is_updated, journey.outline.lessons)),
        is_joined=True,
        is_complete=journey.is_complete,
    )


def open_card(course: Course) -> CourseCard:
    """Return the card of a course that may be joined. course: with agency and an edition."""
    shown = outline(course.edition_id or 0, screen_language())
    return CourseCard(
        title=shown.title,
        language=shown.language,
        url=reverse("learning:course", args=[course.slug]),
        agency=course.agency.name,
        lessons=len(shown.lessons),
        minutes=shown.minutes,
        done=0,
        updated=0,
        is_joined=False,
        is_complete=False,
    )


def open_courses(*, besides: Sequence[int]) -> list[CourseCard]:
    """Return every open course except those given by id. One query."""
    courses = (
        Course.objects.exclude(edition=None)
        .exclude(pk__in=besides)
        .select_related("agency")
        .order_by("slug")
    )
    return [open_card(course) for course in courses]
