"""The first of two people: proposes awards, or another name for a certificate."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.actions.awards import AwardMoved, printable_name
from certificates.actions.guards import NeedsAnotherPerson, require, required_reason
from certificates.formats import certificate_pdf
from certificates.models import Award, Batch, Certificate, Revocation
from certificates.queries.payloads import wording_of
from certificates.rules import AwardState, BatchState, clean_name
from common import audit
from common.errors import DomainError
from people.models import Agency, User
from people.rules import Action

MAX_BATCH = 200


@transaction.atomic
def propose(*, awards: Sequence[Award], by: User, at: datetime) -> Batch:
    """Propose awards of one agency together: all of them or none.

    Sent twice by the same person, it returns the list that already waits.
    Raises DomainError, AwardMoved, NotAllowed, NeedsAnotherPerson.
    """
    chosen = list(
        Award.objects.select_for_update(of=("self",))
        .filter(pk__in=[award.pk for award in awards])
        .select_related("agency", "batch")
        .order_by("pk")
    )
    agency = _one_agency(chosen)
    require(Action.PROPOSE, by=by, agency=agency, at=at)
    if (waiting := _same_list_waiting(chosen, by=by)) is not None:
        return waiting
    for award in chosen:
        _check_ready(award, by=by)
    batch = Batch.objects.create(agency=agency, proposed_by=by, proposed_at=at)
    moved = Award.objects.filter(
        pk__in=[award.pk for award in chosen], state=AwardState.NAMED
    ).update(state=AwardState.PROPOSED, batch=batch, returned_reason="", since=at)
    if moved != len(chosen):
        raise AwardMoved(_("Daftarnya berubah. Muat ulang halaman, lalu coba lagi."))
    audit.record(
        by=by,
        action="batch.proposed",
        about=f"batch:{batch.pk}",
        at=at,
        awards=[award.pk for award in chosen],
    )
    return batch


def _one_agency(chosen: list[Award]) -> Agency:
    if not chosen:
        raise DomainError(_("Pilih paling sedikit satu orang."))
    if len(chosen) > MAX_BATCH:
        raise DomainError(_("Paling banyak %(count)d orang sekali usul.") % {"count": MAX_BATCH})
    if len({award.agency_id for award in chosen}) > 1:
        raise DomainError(_("Semua orang harus dari lembaga yang sama."))
    return chosen[0].agency


def _same_list_waiting(chosen: list[Award], *, by: User) -> Batch | None:
    batch = chosen[0].batch
    is_same = (
        batch is not None
        and batch.state == BatchState.PROPOSED
        and batch.proposed_by_id == by.pk
        and {a.pk for a in chosen} == set(batch.awards.values_list("pk", flat=True))
    )
    return batch if is_same else None


def _check_ready(award: Award, *, by: User) -> None:
    """Refuse an award whose step has not come, or whose words no certificate can show."""
    named = {"name": award.printed_name or award.person.get_full_name()}
    if award.person_id == by.pk:
        raise NeedsAnotherPerson(_("Sertifikat sendiri perlu diusulkan orang lain."))
    if award.state != AwardState.NAMED:
        raise AwardMoved(_("%(name)s belum siap atau sudah diusulkan.") % named)
    if certificate_pdf.missing_characters(*certificate_pdf.texts_of(wording_of(award))):
        raise DomainError(_("Ada huruf yang tidak bisa dicetak untuk %(name)s.") % named)


@transaction.atomic
def propose_replacement(
    *, certificate: Certificate, by: User, name: str, reason: str, at: datetime
) -> Batch:
    """Propose a certificate with another name; the old one stays valid until that is approved.

    Sent twice with the same name by the same person, it returns the list that already waits.
    Raises NotAllowed, NameRefused, NeedsAnotherPerson, AwardMoved, DomainError.
    """
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("agency", "batch")
        .get(pk=certificate.award_id)
    )
    require(Action.PROPOSE, by=by, agency=award.agency, at=at)
    printed, reason = printable_name(name), required_reason(reason)
    if award.batch is not None and award.replaces_id == certificate.pk:
        if award.printed_name == printed and award.batch.proposed_by_id == by.pk:
            return award.batch
        raise AwardMoved(_("Sudah ada usulan ganti nama."))
    _check_replaceable(certificate, award=award, by=by, printed=printed)
    batch = Batch.objects.create(agency=award.agency, proposed_by=by, proposed_at=at, reason=reason)
    Award.objects.filter(pk=award.pk, state=AwardState.APPROVED).update(
        state=AwardState.PROPOSED,
        batch=batch,
        replaces=certificate,
        printed_name=printed,
        returned_reason="",
        since=at,
    )
    audit.record(
        by=by,
        action="certificate.replacement_proposed",
        about=f"certificate:{certificate.pk}",
        at=at,
        batch=batch.pk,
    )
    return batch


def _check_replaceable(certificate: Certificate, *, award: Award, by: User, printed: str) -> None:
    if award.person_id == by.pk:
        raise NeedsAnotherPerson(_("Sertifikat sendiri perlu diurus orang lain."))
    if Revocation.objects.filter(certificate=certificate).exists():
        raise DomainError(_("Sertifikat ini sudah dicabut."))
    if Certificate.objects.filter(supersedes=certificate).exists():
        raise DomainError(_("Sertifikat ini sudah diganti yang baru."))
    if award.state != AwardState.APPROVED:
        raise AwardMoved(_("Sertifikat ini sedang diurus. Muat ulang halaman."))
    if clean_name(certificate.payload["name"]) == printed:
        raise DomainError(_("Namanya sama dengan yang sekarang."))
