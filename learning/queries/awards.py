"""How far a certificate is, who holds it and for how many days: the learner's view."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Award, Certificate, CertificateFile
from certificates.queries.qr import public_url, qr_code
from certificates.rules import (
    AwardState,
    Holder,
    Progress,
    RenderingState,
    Status,
    Step,
    grouped_code,
    local_date,
    status_of,
    step_of,
)
from learning.queries.journey import ask_url
from learning.rules import State
from people.models import User


@dataclass(frozen=True)
class AwardCard:
    """One award in a list; exactly one of the six states holds."""

    course_title: str
    url: str
    needs_name: bool
    awaits_proposal: bool
    awaits_approval: bool
    is_being_made: bool
    is_ready: bool
    is_revoked: bool
    holder: str
    days: int


@dataclass(frozen=True)
class StepView:
    """One of the five steps. days: how long it has been waiting, when it is now."""

    state: str
    on: date | None
    holder: str
    days: int


@dataclass(frozen=True)
class CertificatesScreen:
    """Every award of a person."""

    awards: list[AwardCard]
    ask_url: str


@dataclass(frozen=True)
class Issued:
    """What an issued certificate says; empty before."""

    number: str = ""
    code: str = ""
    agency: str = ""
    skills: tuple[str, ...] = ()
    issued_on: date | None = None
    qr: SafeString | str = ""
    pdf_url: str = ""
    pdf_size: int = 0
    verify_url: str = ""
    share_text: str = ""
    reason: str = ""
    ended_on: date | None = None
    replaces_number: str = ""


@dataclass(frozen=True)
class CertificateScreen:
    """One award with its five steps, and the certificate once it is there.

    was_returned: its list came back. The reason stays with the officials: it may name others.
    """

    card: AwardCard
    issued: Issued
    name: str
    ask_url: str
    confirm_url: str
    was_returned: bool
    learned: StepView
    named: StepView
    proposed: StepView
    approved: StepView
    made: StepView


@dataclass(frozen=True)
class ConfirmNameScreen:
    """The name as it will be printed."""

    course_title: str
    back_url: str
    ask_url: str
    name: str
    has_changed: bool


def own_awards(person: User) -> QuerySet[Award]:
    """Return the person's own awards with what is needed to tell how far they are."""
    return (
        Award.objects.filter(person=person)
        .select_related("agency", "person", "batch")
        .prefetch_related(
            "certificates__batch",
            "certificates__rendering",
            "certificates__file",
            "certificates__revocation",
            "certificates__supersedes",
        )
        .order_by("-since")
    )


def award_cards(person: User, *, at: datetime) -> list[AwardCard]:
    """Return the person's awards, the latest touched first; a fixed number of queries."""
    return [_card(award, at=at) for award in own_awards(person)]


def certificates_screen(person: User, *, at: datetime) -> CertificatesScreen:
    """Return the list of a person's awards."""
    return CertificatesScreen(awards=award_cards(person, at=at), ask_url=ask_url(person))


def certificate_screen(person: User, award: Award, *, at: datetime) -> CertificateScreen:
    """Return one award with its steps. award: out of own_awards."""
    certificate = newest(award)
    progress = _progress(award, certificate)
    on = _dates(award, certificate)
    steps = {
        step: _step(step, place, progress=progress, award=award, on=on[step], at=at)
        for place, step in enumerate(Step, start=1)
    }
    may_name = award.state in (AwardState.ELIGIBLE, AwardState.NAMED) and certificate is None
    return CertificateScreen(
        card=_card(award, at=at),
        issued=_issued(certificate, award) if certificate else Issued(),
        name=certificate.payload["name"] if certificate else award.printed_name,
        ask_url=ask_url(person),
        confirm_url=reverse("learning:confirm_name", args=[award.pk]) if may_name else "",
        was_returned=bool(may_name and award.returned_reason),
        learned=steps[Step.LEARNED],
        named=steps[Step.NAMED],
        proposed=steps[Step.PROPOSED],
        approved=steps[Step.APPROVED],
        made=steps[Step.MADE],
    )


def confirm_name_screen(person: User, award: Award, *, name: str, was: str) -> ConfirmNameScreen:
    """Return the name to confirm. was: the name that the person saw before, or empty."""
    return ConfirmNameScreen(
        course_title=_title(award),
        back_url=reverse("learning:certificate", args=[award.pk]),
        ask_url=ask_url(person),
        name=name,
        has_changed=bool(was) and was != name,
    )


def newest(award: Award) -> Certificate | None:
    """Return the award's newest certificate."""
    return max(award.certificates.all(), key=lambda c: c.edition, default=None)


def newest_file(award: Award) -> CertificateFile | None:
    """Return the PDF of the award's newest certificate, once it is made."""
    certificate = newest(award)
    return getattr(certificate, "file", None) if certificate else None


def _progress(award: Award, certificate: Certificate | None) -> Progress:
    return step_of(state=award.state, status=_status(certificate))


def _status(certificate: Certificate | None) -> Status:
    if certificate is None:
        return Status.UNKNOWN
    return status_of(
        rendering=RenderingState(certificate.rendering.state),
        is_revoked=hasattr(certificate, "revocation"),
        is_replaced=False,
    )


def _card(award: Award, *, at: datetime) -> AwardCard:
    certificate = newest(award)
    progress = _progress(award, certificate)
    status = _status(certificate)
    return AwardCard(
        course_title=_title(award),
        url=reverse("learning:certificate", args=[award.pk]),
        needs_name=progress.waits_for is Step.NAMED,
        awaits_proposal=progress.waits_for is Step.PROPOSED,
        awaits_approval=progress.waits_for is Step.APPROVED,
        is_being_made=progress.waits_for is Step.MADE,
        is_ready=status is Status.VALID,
        is_revoked=status is Status.REVOKED,
        holder=_holder(progress.holder, award),
        days=_days_waiting(award, at),
    )


def _title(award: Award) -> str:
    return award.title_en if get_language() == "en" else award.title_id


def _holder(holder: Holder, award: Award) -> str:
    words = {
        Holder.OFFICIAL: _("Petugas %(agency)s"),
        Holder.HEAD: _("Kepala %(agency)s"),
        Holder.LEARNER: award.person.called,
        Holder.SYSTEM: _("Mesin Bekal"),
    }
    return words.get(holder, "") % {"agency": award.agency.name}


def _days_waiting(award: Award, at: datetime) -> int:
    zone = award.agency.time_zone
    return max(0, (local_date(at, zone) - local_date(award.since, zone)).days)


def _dates(award: Award, certificate: Certificate | None) -> dict[Step, date | None]:
    # While a replacement waits, the award is in its list, and the certificate in the one before.
    batch = certificate.batch if certificate else award.batch
    file = getattr(certificate, "file", None) if certificate else None
    moments = {
        Step.LEARNED: award.earned_at,
        Step.NAMED: award.name_confirmed_at,
        Step.PROPOSED: batch.proposed_at if batch else None,
        Step.APPROVED: certificate.approved_at if certificate else None,
        Step.MADE: file.made_at if file else None,
    }
    return {
        step: local_date(moment, award.agency.time_zone) if moment else None
        for step, moment in moments.items()
    }


def _step(
    step: Step, place: int, *, progress: Progress, award: Award, on: date | None, at: datetime
) -> StepView:
    if place <= progress.done:
        return StepView(state=State.DONE, on=on, holder="", days=0)
    if step is not progress.waits_for:
        return StepView(state=State.OPEN, on=None, holder="", days=0)
    holder = _holder(progress.holder, award)
    return StepView(state=State.NOW, on=None, holder=holder, days=_days_waiting(award, at))


def _issued(certificate: Certificate, award: Award) -> Issued:
    file = getattr(certificate, "file", None)
    revocation = getattr(certificate, "revocation", None)
    verify_url = public_url(certificate)
    language = "title_en" if get_language() == "en" else "title_id"
    older = certificate.supersedes
    return Issued(
        number=certificate.number,
        code=grouped_code(certificate.code),
        agency=certificate.payload["agency"],
        skills=tuple(skill[language] for skill in certificate.payload["skills"]),
        issued_on=date.fromisoformat(certificate.payload["issued_on"]),
        qr=qr_code(certificate),
        pdf_url=reverse("learning:certificate_pdf", args=[certificate.award_id]) if file else "",
        pdf_size=file.size if file else 0,
        verify_url=verify_url,
        share_text=_("Ini sertifikat saya: %(url)s") % {"url": verify_url},
        reason=revocation.reason if revocation else "",
        ended_on=local_date(revocation.at, award.agency.time_zone) if revocation else None,
        replaces_number=older.number if older else "",
    )
