"""Writes of evidence and of the framework."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from people.models import User
from skills.models import Area, Evidence, Framework, Skill


@transaction.atomic
def add_evidence(
    *, person: User, skill_codes: Iterable[str], source: str, source_key: str, at: datetime
) -> None:
    """Record signs of skills; the same sign twice is one row.

    source: one of Evidence.Source; source_key: what showed it, such as a lesson's id.
    """
    Evidence.objects.bulk_create(
        [
            Evidence(person=person, skill_code=code, source=source, source_key=source_key, at=at)
            for code in skill_codes
            if code
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def load_framework(*, content: dict[str, Any]) -> Framework:
    """Store one framework version and make it current; loading it again changes nothing.

    content: {"slug", "version", "title", "areas": [{"code", "title_id", "title_en",
    "skills": [{"code", "title_id", "title_en", "digcomp", "skkni"}]}]}.
    """
    framework, is_new = Framework.objects.get_or_create(
        slug=content["slug"], version=content["version"], defaults={"title": content["title"]}
    )
    if not is_new:
        return framework
    for position, area_content in enumerate(content["areas"]):
        area = Area.objects.create(
            framework=framework,
            code=area_content["code"],
            title_id=area_content["title_id"],
            title_en=area_content["title_en"],
            position=position,
        )
        Skill.objects.bulk_create(
            [
                Skill(framework=framework, area=area, position=place, **skill)
                for place, skill in enumerate(area_content["skills"])
            ]
        )
    Framework.objects.filter(is_current=True).update(is_current=False)
    Framework.objects.filter(pk=framework.pk).update(is_current=True)
    return framework
