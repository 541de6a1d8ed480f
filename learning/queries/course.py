"""The catalogue, and the landing page of one course."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from certificates.models import Award
from courses.models import Course
from courses.queries import Outline, outline
from learning.queries.journey import (
    Journey,
    ask_url,
    ask_url_of,
    journey,
    journeys_of,
    screen_language,
)
from learning.queries.outlines import (
    CourseCard,
    OutlineItem,
    joined_card,
    open_courses,
    outline_items,
)
from learning.rules import State
from people.models import User
from skills.models import Skill


@dataclass(frozen=True)
class CatalogueScreen:
    """Every course that a person follows or may join."""

    courses: list[CourseCard]
    ask_url: str


@dataclass(frozen=True)
class OutlineSection:
    """One module; without a title when the course has only one."""

    title: str
    language: str
    lessons: list[OutlineItem]


@dataclass(frozen=True)
class CourseScreen:
    """The landing page of one course. language: that of title and summary."""

    title: str
    language: str
    agency: str
    summary: SafeString
    lessons: int
    minutes: int
    skills: list[str]
    outline: list[OutlineSection]
    is_joined: bool
    is_complete: bool
    enrol_url: str
    resume_url: str
    award_url: str
    tiers: list[str]
    tiers_done: int
    tiers_total: int
    ask_url: str


def catalogue_screen(person: User) -> CatalogueScreen:
    """Return the courses that a person follows, then those that she may join."""
    followed = journeys_of(person)
    others = open_courses(besides=[j.course for j in followed])
    latest = followed[0].helper if followed else None
    return CatalogueScreen(
        courses=[joined_card(j) for j in followed] + others, ask_url=ask_url_of(latest, person)
    )


def course_screen(person: User, course: str) -> CourseScreen | None:
    """Return the landing page of an open course, None if there is no such course."""
    found = Course.objects.select_related("agency").filter(slug=course).first()
    if found is None or found.edition_id is None:
        return None
    mine = journey(person, course)
    shown = outline(found.edition_id, screen_language())
    current = mine.next_lesson if mine else None
    tiers = mine.tiers if mine else []
    return CourseScreen(
        title=shown.title,
        language=shown.language,
        agency=found.agency.name,
        summary=mark_safe(linebreaks(shown.summary, autoescape=True)),  # noqa: S308  escaped
        lessons=len(shown.lessons),
        minutes=shown.minutes,
        skills=_skill_titles(shown.skills),
        outline=_sections(shown, mine=mine, current=current.id if current else None),
        is_joined=mine is not None,
        is_complete=mine is not None and mine.is_complete,
        enrol_url=reverse("learning:enrol", args=[course]),
        resume_url=mine.lesson_url(current) if mine and current else "",
        award_url=award_url(person, found.pk),
        tiers=tiers,
        tiers_done=tiers.count(State.DONE),
        tiers_total=len(tiers),
        ask_url=ask_url_of(mine.helper, person) if mine else ask_url(person),
    )


def _sections(shown: Outline, *, mine: Journey | None, current: int | None) -> list[OutlineSection]:
    has_titles = len(shown.modules) > 1
    return [
        OutlineSection(
            title=module.title if has_titles else "",
            language=module.language,
            lessons=outline_items(module.lessons, journey=mine, current=current),
        )
        for module in shown.modules
    ]


def _skill_titles(codes: list[str]) -> list[str]:
    field = "title_en" if get_language() == "en" else "title_id"
    skills = Skill.objects.filter(framework__is_current=True, code__in=codes)
    return list(skills.values_list(field, flat=True))


def award_key(course_id: int, person_id: int) -> str:
    """Return the reason for which a certificate of a course exists: one course, one person."""
    return f"course:{course_id}:person:{person_id}"


def award_url(person: User, course_id: int) -> str:
    """Return where the certificate of a course stands, empty before it is earned. One query."""
    award = Award.objects.filter(key=award_key(course_id, person.pk)).first()
    return reverse("learning:certificate", args=[award.pk]) if award else ""
