"""Reads of the framework and of what persons have shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils.timezone import localtime
from django.utils.translation import get_language

from people.models import User
from skills.models import Evidence, Skill
from skills.rules import Shown


@dataclass(frozen=True)
class SkillProgress:
    """One skill of the current framework as one person stands to it."""

    code: str
    title: str
    title_id: str
    title_en: str
    area: str
    shown: Shown


def skill_choices() -> list[tuple[str, str]]:
    """Return (code, Indonesian title) of the current framework, for authors' forms."""
    skills = Skill.objects.filter(framework__is_current=True)
    return list(skills.values_list("code", "title_id"))


def shown_by(persons: Iterable[User]) -> dict[int, dict[str, Shown]]:
    """Return what each person has gathered, by person key and skill code. One query."""
    rows = (
        Evidence.objects.filter(person__in=persons)
        .values("person_id", "skill_code")
        .annotate(
            lessons=Count("pk", filter=Q(source=Evidence.Source.LESSON)),
            right_answers=Count("pk", filter=Q(source=Evidence.Source.ANSWER)),
            latest=Max("at"),
        )
    )
    gathered: dict[int, dict[str, Shown]] = defaultdict(dict)
    for row in rows:
        gathered[row["person_id"]][row["skill_code"]] = Shown(
            lessons=row["lessons"],
            right_answers=row["right_answers"],
            latest_on=localtime(row["latest"]).date(),
        )
    return gathered


def skill_progress(person: User) -> list[SkillProgress]:
    """Return every skill of the current framework with the person's progress. Two queries."""
    gathered = shown_by([person]).get(person.pk, {})
    in_english = get_language() == "en"
    skills = Skill.objects.filter(framework__is_current=True).select_related("area")
    return [
        SkillProgress(
            code=skill.code,
            title=skill.title_en if in_english else skill.title_id,
            title_id=skill.title_id,
            title_en=skill.title_en,
            area=skill.area.title_en if in_english else skill.area.title_id,
            shown=gathered.get(skill.code, Shown()),
        )
        for skill in skills
    ]
