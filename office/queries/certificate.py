"""One certificate of the register: what it says, its history, and what may be done with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.queries import status_now, with_status
from certificates.rules import AwardState, RenderingState, Status, grouped_code
from office.queries.nav import OfficeFrame, office_frame
from office.queries.register import StateFlags, flags_of, title_key
from office.rules import Place
from people.models import User
from people.permissions import agencies_where
from people.rules import Action


@dataclass(frozen=True)
class HistoryEntry:
    """One step in the life of a certificate; exactly one of the seven is true."""

    is_named: bool = False
    is_proposed: bool = False
    is_approved: bool = False
    is_made: bool = False
    is_failed: bool = False
    is_replaced: bool = False
    is_revoked: bool = False
    by: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class LinkedCertificate:
    """The certificate before or after this one."""

    pk: int
    number: str


@dataclass(frozen=True)
class CertificateScreen(StateFlags):
    """One certificate with its history and what may be done with it."""

    frame: OfficeFrame
    pk: int
    number: str
    code: str
    name: str
    course: str
    agency: str
    issued_on: date
    score: int | None
    skills: tuple[str, ...]
    reason: str
    has_pdf: bool
    pdf_bytes: int
    history: tuple[HistoryEntry, ...]
    older: LinkedCertificate | None
    newer: LinkedCertificate | None
    may_revoke: bool
    may_replace: bool
    may_retry: bool


def certificate_screen(person: User, certificate: Certificate, *, on: date) -> CertificateScreen:
    """Return one certificate. certificate: out of for_screen(...)."""
    payload, status = certificate.payload, status_now(certificate)
    may = {
        action
        for action in (Action.REVOKE, Action.PROPOSE, Action.APPROVE)
        if agencies_where(person, action, on=on).filter(pk=certificate.agency_id).exists()
    }
    is_alive = status not in (Status.REVOKED, Status.REPLACED)
    is_free = certificate.award.state == AwardState.APPROVED
    file = getattr(certificate, "file", None)
    newer = getattr(certificate, "superseded_by", None)
    return CertificateScreen(
        **flags_of(status),
        frame=office_frame(person, current=Place.REGISTER, on=on),
        pk=certificate.pk,
        number=certificate.number,
        code=grouped_code(certificate.code),
        name=payload["name"],
        course=payload[title_key()],
        agency=payload["agency"],
        issued_on=date.fromisoformat(payload["issued_on"]),
        score=payload["score"],
        skills=tuple(skill[title_key()] for skill in payload["skills"]),
        reason=_reason(certificate, status),
        has_pdf=file is not None,
        pdf_bytes=file.size if file else 0,
        history=tuple(_history(certificate)),
        older=_link(certificate.supersedes),
        newer=_link(newer),
        may_revoke=Action.REVOKE in may and is_alive,
        may_replace=Action.PROPOSE in may and is_alive and is_free,
        may_retry=bool(may & {Action.PROPOSE, Action.APPROVE}) and status is Status.FAILED,
    )


def for_screen(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return certificates with all that their screen shows, in one query."""
    return with_status(certificates).select_related(
        "award__person",
        "batch",
        "proposed_by",
        "approved_by",
        "revocation__by",
        "superseded_by__approved_by",
        "agency",
        "rendering",
        "file",
        "supersedes",
    )


def _link(certificate: Certificate | None) -> LinkedCertificate | None:
    return LinkedCertificate(certificate.pk, certificate.number) if certificate else None


def _reason(certificate: Certificate, status: Status) -> str:
    if status is Status.REVOKED:
        return certificate.revocation.reason
    if status is Status.REPLACED:
        return _("Diganti sertifikat baru dengan nama yang diperbaiki.")
    if status is Status.FAILED:
        return _("PDF belum bisa dibuat. Coba buat lagi.")
    if certificate.award.state == AwardState.PROPOSED:
        return _("Ganti nama sudah diusulkan. Menunggu persetujuan.")
    return ""


def _history(certificate: Certificate) -> list[HistoryEntry]:
    award, batch, rendering = certificate.award, certificate.batch, certificate.rendering
    file = getattr(certificate, "file", None)
    past = []
    if certificate.supersedes is None:
        learner = award.person.get_full_name()
        past.append(HistoryEntry(is_named=True, by=learner, at=award.name_confirmed_at))
    past += [
        HistoryEntry(
            is_proposed=True,
            by=certificate.proposed_by.get_full_name(),
            at=batch.proposed_at,
            note=batch.reason,
        ),
        HistoryEntry(
            is_approved=True,
            by=certificate.approved_by.get_full_name(),
            at=certificate.approved_at,
        ),
    ]
    if rendering.state == RenderingState.FAILED:
        past.append(HistoryEntry(is_failed=True, at=rendering.since))
    else:
        past.append(HistoryEntry(is_made=True, at=file.made_at if file else None))
    return past + _ending(certificate)


def _ending(certificate: Certificate) -> list[HistoryEntry]:
    newer = getattr(certificate, "superseded_by", None)
    revocation = getattr(certificate, "revocation", None)
    end = []
    if newer is not None:
        by = newer.approved_by.get_full_name()
        end.append(HistoryEntry(is_replaced=True, by=by, at=newer.approved_at))
    if revocation is not None:
        end.append(
            HistoryEntry(
                is_revoked=True,
                by=revocation.by.get_full_name(),
                at=revocation.at,
                note=revocation.reason,
            )
        )
    return end
