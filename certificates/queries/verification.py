"""What anybody may know who holds the code of a certificate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.queries.qr import qr_code
from certificates.rules import RenderingState, Status, grouped_code, read_code, status_of
from common.clean import plain


@dataclass(frozen=True)
class Compared:
    """How a handed-in file compares with the stored one; exactly one of the three is true."""

    is_same: bool
    is_different: bool
    is_unreadable: bool
    file_name: str


@dataclass(frozen=True)
class VerifyScreen:
    """The public page of one code; without personal data when it is unknown."""

    is_valid: bool
    is_replaced: bool
    is_revoked: bool
    is_unknown: bool
    is_sample: bool
    checked_at: datetime
    zone: str
    address: str
    code: str
    name: str = ""
    course_title: str = ""
    number: str = ""
    agency: str = ""
    skills: tuple[str, ...] = ()
    issued_on: date | None = None
    qr: SafeString | str = ""
    ended_on: date | None = None
    reason: str = ""
    replacement_url: str = ""
    compared: Compared | None = None


def address() -> str:
    """Return where codes are typed, as people read it: "bekal.example/v"."""
    base: str = settings.BASE_URL
    return base.split("://", 1)[-1] + "/v"


def with_status(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return certificates with all that tells their status, in one query."""
    return certificates.select_related(
        "agency", "rendering", "file", "revocation", "superseded_by", "supersedes"
    )


def status_now(certificate: Certificate) -> Status:
    """Return the status of a certificate that came out of with_status; asks nothing more."""
    return status_of(
        rendering=RenderingState(certificate.rendering.state),
        is_revoked=hasattr(certificate, "revocation"),
        is_replaced=hasattr(certificate, "superseded_by"),
    )


def find(text: str) -> Certificate | None:
    """Return the certificate whose code was meant; one query for every code that can be one."""
    code = read_code(text)
    return with_status(Certificate.objects.filter(code=code)).first() if code else None


def verify_screen(
    *, text: str, certificate: Certificate | None, at: datetime, compared: Compared | None = None
) -> VerifyScreen:
    """Return the public page of a typed or scanned code.

    A certificate whose PDF is still being made has a number already: it is valid.
    """
    if certificate is None:
        return VerifyScreen(
            is_valid=False,
            is_replaced=False,
            is_revoked=False,
            is_unknown=True,
            is_sample=False,
            checked_at=at.astimezone(ZoneInfo(settings.TIME_ZONE)),
            zone=_zone_name(settings.TIME_ZONE),
            address=address(),
            code=_shown_code(text),
        )
    status, zone = status_now(certificate), certificate.agency.time_zone
    payload = certificate.payload
    language = "title_en" if get_language() == "en" else "title_id"
    return VerifyScreen(
        is_valid=status not in (Status.REPLACED, Status.REVOKED),
        is_replaced=status is Status.REPLACED,
        is_revoked=status is Status.REVOKED,
        is_unknown=False,
        is_sample=payload["is_demo"],
        checked_at=at.astimezone(ZoneInfo(zone)),
        zone=_zone_name(zone),
        address=address(),
        code=grouped_code(certificate.code),
        name=payload["name"],
        course_title=payload[language],
        number=certificate.number,
        agency=payload["agency"],
        skills=tuple(skill[language] for skill in payload["skills"]),
        issued_on=date.fromisoformat(payload["issued_on"]),
        qr=qr_code(certificate),
        **_ending(certificate, status),
        compared=compared,
    )


def _ending(certificate: Certificate, status: Status) -> dict[str, Any]:
    zone = ZoneInfo(certificate.agency.time_zone)
    if status is Status.REVOKED:
        # The reason may name somebody: it is for the register, the public learns only the fact.
        moment, reason, url = certificate.revocation.at, _("Tanya lembaga penerbitnya."), ""
    elif status is Status.REPLACED:
        newer = certificate.superseded_by
        moment, reason = newer.approved_at, _("Namanya sudah diperbarui.")
        url = reverse("certificates:verify", args=[newer.code])
    else:
        return {}
    ended_on = moment.astimezone(zone).date()
    return {"ended_on": ended_on, "reason": reason, "replacement_url": url}


def _shown_code(text: str) -> str:
    code = read_code(text)
    return grouped_code(code) if code else plain(text)[:40]


def _zone_name(zone: str) -> str:
    return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(zone, zone)


def compare(certificate: Certificate, *, sha256: str, is_pdf: bool, file_name: str) -> Compared:
    """Return how a handed-in file, known by its SHA-256, compares with the stored one."""
    file = getattr(certificate, "file", None)
    is_same = file is not None and file.sha256 == sha256
    return Compared(
        is_same=is_same,
        is_different=is_pdf and not is_same,
        is_unreadable=not is_pdf and not is_same,
        file_name=plain(file_name)[:80],
    )
