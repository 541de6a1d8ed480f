"""The second of two people: approves a list, or sends it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.actions.guards import NeedsAnotherPerson, require, required_reason
from certificates.actions.issuing import issue
from certificates.actions.register import lock_register
from certificates.models import Award, Batch, Certificate, Revocation
from certificates.queries.payloads import digest_of_list, waiting_awards
from certificates.rules import AwardState, BatchState
from common import audit
from common.errors import DomainError
from people.models import User
from people.rules import Action


class ListChanged(DomainError):
    """The list is no longer the one that was shown."""


class BatchDecided(DomainError):
    """Somebody has already decided about the list."""


@transaction.atomic
def approve(*, batch: Batch, by: User, seen: str, at: datetime) -> list[Certificate]:
    """Issue every certificate of a list, with numbers in one row; the PDFs are made afterwards.

    seen: the digest of the list that was shown (queries.digest_of_list).
    Sent twice by the same person, it returns the certificates already issued.
    Raises NeedsAnotherPerson, NotAllowed, BatchDecided, ListChanged, DomainError.
    """
    batch = _locked(batch)
    if batch.proposed_by_id == by.pk:
        raise NeedsAnotherPerson(_("Perlu orang lain. Pengusul tidak boleh menyetujui."))
    require(Action.APPROVE, by=by, agency=batch.agency, at=at)
    awards = waiting_awards(batch)
    if batch.state == BatchState.APPROVED and batch.decided_by_id == by.pk:
        return list(batch.certificates.order_by("serial"))
    if batch.state != BatchState.PROPOSED:
        raise BatchDecided(_("Daftar ini sudah diputuskan."))
    if not awards or seen != digest_of_list(awards):
        raise ListChanged(_("Daftarnya berubah. Periksa lagi, lalu setujui."))
    agency = lock_register(batch.agency_id)
    _refuse_own_or_revoked(awards, by=by)
    certificates = issue(batch=batch, awards=awards, agency=agency, by=by, at=at)
    Award.objects.filter(batch=batch, state=AwardState.PROPOSED).update(
        state=AwardState.APPROVED, replaces=None, returned_reason="", since=at
    )
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.APPROVED, decided_by=by, decided_at=at
    )
    audit.record(
        by=by,
        action="batch.approved",
        about=f"batch:{batch.pk}",
        at=at,
        numbers=[certificate.number for certificate in certificates],
    )
    return certificates


def _locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=batch.pk)


def _refuse_own_or_revoked(awards: list[Award], *, by: User) -> None:
    if any(award.person_id == by.pk for award in awards):
        raise NeedsAnotherPerson(_("Perlu orang lain. Ada sertifikat sendiri di daftar ini."))
    if Revocation.objects.filter(certificate__in=[a.replaces_id for a in awards]).exists():
        raise DomainError(_("Sertifikat lamanya sudah dicabut. Kembalikan usulan ini."))


@transaction.atomic
def return_batch(*, batch: Batch, by: User, reason: str, at: datetime) -> Batch:
    """Send a list back with a reason; a waiting replacement falls back to the issued name.

    Raises NotAllowed, BatchDecided, DomainError without a reason.
    """
    batch = _locked(batch)
    require(Action.APPROVE, by=by, agency=batch.agency, at=at)
    reason = required_reason(reason)
    if batch.state == BatchState.RETURNED and batch.decided_by_id == by.pk:
        return batch
    if batch.state != BatchState.PROPOSED:
        raise BatchDecided(_("Daftar ini sudah diputuskan."))
    awards = waiting_awards(batch)
    for award in awards:
        _send_back(award, reason=reason, at=at)
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.RETURNED, decided_by=by, decided_at=at, reason=reason
    )
    audit.record(
        by=by,
        action="batch.returned",
        about=f"batch:{batch.pk}",
        at=at,
        awards=[award.pk for award in awards],
    )
    batch.refresh_from_db()
    return batch


def _send_back(award: Award, *, reason: str, at: datetime) -> None:
    mine = Award.objects.filter(pk=award.pk, state=AwardState.PROPOSED)
    if award.replaces is None:
        mine.update(state=AwardState.NAMED, returned_reason=reason, since=at)
        return
    mine.update(
        state=AwardState.APPROVED,
        replaces=None,
        printed_name=award.replaces.payload["name"],
        returned_reason=reason,
        since=at,
    )
