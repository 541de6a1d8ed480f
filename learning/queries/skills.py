"""What a learner can do, by her own evidence."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.queries.journey import Journey, ask_url_of, journeys_of
from people.models import User
from skills.queries import SkillProgress, skill_progress


@dataclass(frozen=True)
class SkillItem:
    """One skill: shown, on the way (with what is missing), or not begun.

    is_taught: whether a course that the person follows has a lesson for it.
    """

    title: str
    is_shown: bool
    is_on_the_way: bool
    is_taught: bool
    missing: str
    shown_on: date | None
    source: str
    url: str


@dataclass(frozen=True)
class SkillArea:
    """The skills of one area."""

    title: str
    shown: int
    total: int
    skills: list[SkillItem]


@dataclass(frozen=True)
class SkillsScreen:
    """All skills of the framework as one person stands to them."""

    shown: int
    total: int
    ask_url: str
    areas: list[SkillArea]


def skills_screen(person: User) -> SkillsScreen:
    """Return the skills of a person by area. Four queries."""
    progress = skill_progress(person)
    journeys = journeys_of(person)
    areas = []
    for title, group in groupby(progress, key=lambda skill: skill.area):
        items = [_item(skill, journeys) for skill in group]
        areas.append(
            SkillArea(
                title=title,
                shown=sum(item.is_shown for item in items),
                total=len(items),
                skills=items,
            )
        )
    latest = journeys[0].helper if journeys else None
    return SkillsScreen(
        shown=sum(area.shown for area in areas),
        total=sum(area.total for area in areas),
        ask_url=ask_url_of(latest, person),
        areas=areas,
    )


def _item(skill: SkillProgress, journeys: list[Journey]) -> SkillItem:
    is_shown = skill.shown.is_shown
    url = _lesson_url(skill.code, journeys)
    return SkillItem(
        title=skill.title,
        is_shown=is_shown,
        is_on_the_way=skill.shown.is_begun and not is_shown,
        is_taught=bool(url),
        missing=_missing(skill) if not is_shown else "",
        shown_on=skill.shown.shown_on if is_shown else None,
        source=_("Pelajaran dan kuis") if is_shown else "",
        url=url,
    )


def _missing(skill: SkillProgress) -> str:
    lessons, answers = skill.shown.lessons_missing, skill.shown.answers_missing
    parts = []
    if lessons:
        parts.append(ngettext("%d pelajaran lagi", "%d pelajaran lagi", lessons) % lessons)
    if answers:
        parts.append(ngettext("%d jawaban betul lagi", "%d jawaban betul lagi", answers) % answers)
    return ", ".join(parts)


def _lesson_url(code: str, journeys: list[Journey]) -> str:
    for journey in journeys:
        teaching = [lesson for lesson in journey.outline.lessons if lesson.skill == code]
        open_ones = [lesson for lesson in teaching if lesson.id not in journey.done]
        if teaching:
            return journey.lesson_url((open_ones or teaching)[0])
    return ""
