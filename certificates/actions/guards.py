"""Who may act, and what a person must give to act."""

from datetime import datetime

from django.utils.translation import gettext as _

from certificates.rules import local_date
from common.errors import DomainError
from people.models import Agency, User
from people.permissions import agencies_where
from people.rules import Action


class NotAllowed(DomainError):
    """The person's role does not allow this in this agency."""


class NeedsAnotherPerson(DomainError):
    """Four eyes: whoever proposed may not approve, and nobody decides about herself."""


def require(*actions: Action, by: User, agency: Agency, at: datetime) -> None:
    """Raise NotAllowed unless the person may do one of the actions in the agency on that day."""
    day = local_date(at, agency.time_zone)
    if not any(agencies_where(by, a, on=day).filter(pk=agency.pk).exists() for a in actions):
        raise NotAllowed(_("Peran ini tidak boleh melakukannya di lembaga ini."))


def required_reason(text: str) -> str:
    """Return a reason of 1..300 characters.

    Raises DomainError if there is none.
    """
    reason = " ".join(text.split())
    if not reason:
        raise DomainError(_("Tulis alasannya dulu."))
    if len(reason) > 300 or not reason.isprintable():
        raise DomainError(_("Alasan terlalu panjang atau ada karakter tak terlihat."))
    return reason
