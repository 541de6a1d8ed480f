"""How an award begins: somebody earned it, and says which name is printed."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.formats import certificate_pdf
from certificates.models import Award
from certificates.rules import AwardState, clean_name, name_problem
from common import audit
from common.errors import DomainError
from people.models import Agency, User


@dataclass(frozen=True)
class AwardSkill:
    """A skill as it stands on the certificate."""

    code: str
    title_id: str
    title_en: str


@dataclass(frozen=True)
class AwardFacts:
    """What was earned: score is 0..100 or None, finished_on an ISO date."""

    course_title: str
    skills: tuple[AwardSkill, ...]
    score: int | None
    finished_on: str

    def as_json(self) -> dict[str, Any]:
        """Return plain values, ready to be stored."""
        return {**asdict(self), "skills": [asdict(skill) for skill in self.skills]}


class NameRefused(DomainError):
    """The name cannot be printed on a certificate."""


class AwardMoved(DomainError):
    """The award is no longer where the person who acts saw it."""


@transaction.atomic
def make_eligible(
    *,
    person: User,
    agency: Agency,
    key: str,
    title_id: str,
    title_en: str,
    facts: AwardFacts,
    at: datetime,
) -> Award:
    """Record once that a person earned a certificate, under a key that says for what.

    key: unique, such as "course:3:person:9". Called again, it returns the same award unchanged.
    """
    award, made = Award.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "agency": agency,
            "title_id": title_id,
            "title_en": title_en,
            "facts": facts.as_json(),
            "earned_at": at,
            "since": at,
        },
    )
    if made:
        audit.record(by=None, action="award.earned", about=f"award:{award.pk}", at=at, key=key)
    return award


@transaction.atomic
def confirm_name(*, award: Award, by: User, name: str, at: datetime) -> Award:
    """Confirm the name that is printed; may be repeated until the award is proposed.

    Raises NameRefused for a name that cannot be printed, AwardMoved once it is proposed,
    DomainError for somebody else's award.
    """
    if award.person_id != by.pk:
        raise DomainError(_("Hanya pemiliknya yang bisa memastikan nama."))
    printed = printable_name(name)
    open_states = (AwardState.ELIGIBLE, AwardState.NAMED)
    moved = Award.objects.filter(pk=award.pk, state__in=open_states).update(
        printed_name=printed,
        name_confirmed_at=at,
        state=AwardState.NAMED,
        returned_reason="",
        since=at,
    )
    if not moved:
        raise AwardMoved(_("Nama tidak bisa diganti lagi. Sertifikat sudah diusulkan."))
    audit.record(by=by, action="award.named", about=f"award:{award.pk}", at=at)
    award.refresh_from_db()
    return award


def printable_name(text: str) -> str:
    """Return a name in the form that is printed.

    Raises NameRefused in plain words.
    """
    name = clean_name(text)
    problem = name_problem(name)
    if not problem and certificate_pdf.missing_characters(name):
        problem = "letters"
    if problem:
        raise NameRefused(_name_refusals()[problem])
    return name


def _name_refusals() -> dict[str, str]:
    return {
        "empty": _("Tulis nama lengkap dulu."),
        "invisible": _("Ada karakter tak terlihat. Ketik ulang namanya."),
        "letters": _("Pakai huruf Latin saja. Boleh ada titik, petik dan tanda hubung."),
        "long": _("Namanya terlalu panjang. Paling banyak 100 huruf."),
    }
