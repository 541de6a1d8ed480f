"""Take back what should not have been issued."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.actions.guards import NeedsAnotherPerson, require, required_reason
from certificates.actions.register import lock_register, write_entry
from certificates.models import Certificate, Revocation
from certificates.rules import EntryKind
from common import audit
from common.errors import DomainError
from people.models import User
from people.rules import Action


@transaction.atomic
def revoke(*, certificate: Certificate, by: User, reason: str, at: datetime) -> Revocation:
    """Revoke a certificate for ever; its number is never used again.

    Repeated, it returns the first revocation unchanged.
    Raises NotAllowed, NeedsAnotherPerson, DomainError without a reason or if it was replaced.
    """
    agency = lock_register(certificate.agency_id)
    require(Action.REVOKE, by=by, agency=agency, at=at)
    reason = required_reason(reason)
    if certificate.award.person_id == by.pk:
        raise NeedsAnotherPerson(_("Sertifikat sendiri perlu diurus orang lain."))
    if Certificate.objects.filter(supersedes=certificate).exists():
        raise DomainError(_("Sertifikat ini sudah diganti. Cabut yang baru."))
    revocation, made = Revocation.objects.get_or_create(
        certificate=certificate, defaults={"reason": reason, "by": by, "at": at}
    )
    if made:
        write_entry(kind=EntryKind.REVOKED, certificate=certificate, at=at, reason=reason, by=by.pk)
        audit.record(
            by=by, action="certificate.revoked", about=f"certificate:{certificate.pk}", at=at
        )
    return revocation
