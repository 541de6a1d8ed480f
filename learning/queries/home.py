"""The first screen: what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from learning.queries.awards import AwardCard, award_cards
from learning.queries.journey import Journey, ask_url_of, greeted_name, journeys_of
from learning.queries.outlines import (
    CourseCard,
    OutlineItem,
    joined_card,
    open_courses,
    outline_items,
)
from learning.rules import State, part_of_day, states_of
from notifications.queries import unread_count
from people.models import User
from quizzes.models import Attempt
from quizzes.permissions import attempts_visible_to
from quizzes.queries import slots_of
from skills.queries import skill_progress


@dataclass(frozen=True)
class Resume:
    """The next thing to do. The two languages are those of the titles."""

    course_title: str
    course_language: str
    title: str
    language: str
    url: str
    minutes_left: int
    is_quiz: bool
    number: int
    total: int
    segments: list[str]
    tiers: list[str]
    tiers_done: int
    tiers_total: int
    outline: list[OutlineItem]


@dataclass(frozen=True)
class SkillsCard:
    """How many skills of the framework the person has shown, and which."""

    shown: int
    total: int
    names: list[str]


@dataclass(frozen=True)
class HomeScreen:
    """Everything on the learner's first screen."""

    greeting: str
    name: str
    ask_url: str
    unread: int
    resume: Resume | None
    award: AwardCard | None
    courses: list[CourseCard]
    open_courses: list[CourseCard]
    is_new: bool
    skills: SkillsCard


def home_screen(person: User, *, at: datetime) -> HomeScreen:
    """Return the home screen of a learner at a moment."""
    journeys = journeys_of(person)
    underway = next((j for j in journeys if not j.is_complete), None)
    awards = award_cards(person, at=at)
    latest = journeys[0] if journeys else None
    return HomeScreen(
        greeting=_greeting(at),
        name=greeted_name(person),
        ask_url=ask_url_of(latest.helper, person) if latest else "",
        unread=unread_count(person),
        resume=_resume(person, underway) if underway else None,
        award=awards[0] if awards else None,
        courses=[joined_card(j) for j in journeys if j is not underway],
        open_courses=open_courses(besides=[j.course for j in journeys]),
        is_new=not journeys,
        skills=_skills_card(person),
    )


def _greeting(at: datetime) -> str:
    return {
        "pagi": _("Selamat pagi"),
        "siang": _("Selamat siang"),
        "sore": _("Selamat sore"),
        "malam": _("Selamat malam"),
    }[part_of_day(localtime(at).hour)]


def _resume(person: User, journey: Journey) -> Resume:
    lesson = journey.next_lesson
    assert lesson is not None
    module = journey.module_lessons(lesson)
    siblings = [sibling.id for sibling in module]
    tiers = journey.tiers
    attempt = _open_attempt(person, lesson.quiz)
    return Resume(
        course_title=journey.outline.title,
        course_language=journey.outline.language,
        title=lesson.title,
        language=lesson.language,
        url=question_url(attempt) if attempt else journey.lesson_url(lesson),
        minutes_left=lesson.minutes,
        is_quiz=attempt is not None,
        number=siblings.index(lesson.id) + 1,
        total=len(siblings),
        segments=states_of(siblings, done=journey.done, now=lesson.id),
        tiers=tiers,
        tiers_done=tiers.count(State.DONE),
        tiers_total=len(tiers),
        outline=outline_items(module, journey=journey, current=lesson.id),
    )


def _open_attempt(person: User, quiz: int | None) -> Attempt | None:
    if quiz is None:
        return None
    return (
        attempts_visible_to(person)
        .filter(quiz=quiz, submitted_at=None)
        .prefetch_related("answers")
        .first()
    )


def question_url(attempt: Attempt) -> str:
    """Return where an open attempt goes on: its first open question, or the last one."""
    slots = slots_of(attempt)
    number = next((slot.number for slot in slots if not slot.is_answered), len(slots))
    return reverse("learning:question", args=[attempt.pk, number])


def _skills_card(person: User) -> SkillsCard:
    skills = skill_progress(person)
    shown = [skill.title for skill in skills if skill.shown.is_shown]
    return SkillsCard(shown=len(shown), total=len(skills), names=shown)
