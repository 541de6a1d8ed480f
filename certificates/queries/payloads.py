"""What a certificate will say: the wording that a head sees, and that is frozen on approval."""

from collections.abc import Iterable
from typing import Any

from certificates.models import Award, Batch
from certificates.rules import batch_digest


def wording_of(award: Award) -> dict[str, Any]:
    """Return what an award's certificate says before it has a number; its agency is loaded."""
    facts = award.facts
    return {
        "name": award.printed_name,
        "title_id": award.title_id,
        "title_en": award.title_en,
        "course_title": facts.get("course_title", ""),
        "skills": facts.get("skills", []),
        "score": facts.get("score"),
        "finished_on": facts.get("finished_on", ""),
        "agency": award.agency.name,
        "is_demo": award.agency.is_demo,
    }


def waiting_awards(batch: Batch) -> list[Award]:
    """Return the awards of a list in a fixed order, in one query."""
    return list(
        batch.awards.select_related("agency", "person", "replaces").order_by("printed_name", "pk")
    )


def digest_of_list(awards: Iterable[Award]) -> str:
    """Return the digest of a proposed list: the approver signs exactly what was shown."""
    return batch_digest(
        {"award": award.pk, "replaces": award.replaces_id, **wording_of(award)} for award in awards
    )
