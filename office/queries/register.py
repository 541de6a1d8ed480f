"""The register of an agency, and one certificate of it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from certificates.models import Certificate
from certificates.queries import status_now, with_status
from certificates.rules import Status, read_code
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place
from people.models import User
from people.permissions import agencies_where
from people.rules import Action

PAGE = 50
MAX_QUERY = 100


@dataclass(frozen=True)
class StateFlags:
    """What a certificate is worth; exactly one is true."""

    is_being_made: bool
    is_valid: bool
    is_replaced: bool
    is_revoked: bool
    is_failed: bool


@dataclass(frozen=True)
class RegisterRow(StateFlags):
    """One certificate in the list."""

    pk: int
    number: str
    name: str
    course: str
    issued_on: date


@dataclass(frozen=True)
class RegisterScreen:
    """One page of the register."""

    frame: OfficeFrame
    query: str
    total: int
    rows: tuple[RegisterRow, ...]
    newer_url: str
    older_url: str


def register_screen(person: User, *, on: date, query: str, page: int) -> RegisterScreen:
    """Return one page of the certificates, the newest first. Three queries.

    query: part of a name or number, or a code; page: 1 is the newest.
    """
    query = "".join(c for c in query if c.isprintable()).strip()[:MAX_QUERY]
    page = min(max(1, page), 10_000)
    found = with_status(_registered(person, on=on)).order_by("-approved_at", "-pk")
    if query:
        matches = Q(number__icontains=query) | Q(payload__name__icontains=query)
        if code := read_code(query):
            matches |= Q(code=code)
        found = found.filter(matches)
    total = found.count()
    rows = found[(page - 1) * PAGE : page * PAGE]
    return RegisterScreen(
        frame=office_frame(person, current=Place.REGISTER, on=on),
        query=query,
        total=total,
        rows=tuple(_row(certificate) for certificate in rows),
        newer_url=_page_url(query, page - 1) if page > 1 else "",
        older_url=_page_url(query, page + 1) if total > page * PAGE else "",
    )


def _registered(person: User, *, on: date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(agency__in=agencies_where(person, Action.SEE_REGISTER, on=on))


def _page_url(query: str, page: int) -> str:
    asked = {"q": query} if query else {}
    return f"{reverse('office:register')}?{urlencode({**asked, 'halaman': page})}"


def _row(certificate: Certificate) -> RegisterRow:
    return RegisterRow(
        **flags_of(status_now(certificate)),
        pk=certificate.pk,
        number=certificate.number,
        name=certificate.payload["name"],
        course=certificate.payload[title_key()],
        issued_on=date.fromisoformat(certificate.payload["issued_on"]),
    )


def flags_of(status: Status) -> dict[str, bool]:
    """Return the status as the flags of a screen."""
    return {
        "is_being_made": status is Status.MAKING,
        "is_valid": status is Status.VALID,
        "is_replaced": status is Status.REPLACED,
        "is_revoked": status is Status.REVOKED,
        "is_failed": status is Status.FAILED,
    }


def title_key() -> str:
    """Return which title the reader understands."""
    return "title_en" if get_language() == "en" else "title_id"
