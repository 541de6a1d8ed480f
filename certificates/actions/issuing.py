"""Turn approved awards into numbered, frozen certificates."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from certificates.actions.register import write_entry
from certificates.formats import certificate_pdf
from certificates.models import Award, Batch, Certificate, Counter, Rendering
from certificates.queries.payloads import wording_of
from certificates.rules import (
    CODE_BYTES,
    EntryKind,
    code_from,
    local_date,
    number_for,
)
from common.addresses import is_printable_address
from common.errors import DomainError
from common.jobs import run_later
from common.rules import digest_of
from people.models import Agency, User


def issue(
    *, batch: Batch, awards: Sequence[Award], agency: Agency, by: User, at: datetime
) -> list[Certificate]:
    """Issue one certificate an award, in the caller's transaction; the caller has checked all else.

    agency: its register is locked. Raises DomainError if its number pattern cannot be used, or if
    the site's address would lead nobody here.
    """
    if not is_printable_address(settings.BASE_URL, hosts=settings.ALLOWED_HOSTS):
        raise DomainError(_("Alamat situs (BEKAL_URL) belum diatur. Hubungi admin."))
    day = local_date(at, agency.time_zone)
    counter, _made = Counter.objects.get_or_create(agency=agency, year=day.year)
    certificates = [
        _issue_one(award=award, agency=agency, serial=serial, batch=batch, by=by, at=at)
        for serial, award in enumerate(awards, start=counter.last + 1)
    ]
    counter.last += len(certificates)
    counter.save(update_fields=["last"])
    return certificates


def _issue_one(
    *, award: Award, agency: Agency, serial: int, batch: Batch, by: User, at: datetime
) -> Certificate:
    day = local_date(at, agency.time_zone)
    code = code_from(secrets.token_bytes(CODE_BYTES))
    number = _number(agency, serial=serial, year=day.year, month=day.month)
    newest = award.certificates.aggregate(edition=Max("edition"))["edition"] or 0
    payload = {
        **wording_of(award),
        "version": 1,
        "number": number,
        "code": code,
        "edition": newest + 1,
        "issued_on": day.isoformat(),
        "verify_url": f"{settings.BASE_URL}/v/{code}",
    }
    certificate = Certificate.objects.create(
        award=award,
        batch=batch,
        edition=newest + 1,
        agency=agency,
        year=day.year,
        serial=serial,
        number=number,
        code=code,
        payload=payload,
        payload_sha256=digest_of(payload),
        design_sha256=certificate_pdf.current_design(),
        proposed_by_id=batch.proposed_by_id,
        approved_by=by,
        approved_at=at,
        supersedes=award.replaces,
    )
    Rendering.objects.create(certificate=certificate, since=at)
    _register(certificate, batch=batch, by=by, at=at)
    run_later(
        "certificates.tasks.render",
        on_failure="certificates.tasks.render_failed",
        certificate_id=certificate.pk,
    )
    return certificate


def _number(agency: Agency, *, serial: int, year: int, month: int) -> str:
    try:
        return number_for(
            agency.number_pattern, code=agency.code, serial=serial, year=year, month=month
        )
    except ValueError as error:
        raise DomainError(_("Pola nomor lembaga belum lengkap. Hubungi admin.")) from error


def _register(certificate: Certificate, *, batch: Batch, by: User, at: datetime) -> None:
    write_entry(
        kind=EntryKind.ISSUED,
        certificate=certificate,
        at=at,
        payload_sha256=certificate.payload_sha256,
        design_sha256=certificate.design_sha256,
        proposed_by=batch.proposed_by_id,
        approved_by=by.pk,
    )
    if certificate.supersedes is not None:
        write_entry(
            kind=EntryKind.REPLACED,
            certificate=certificate.supersedes,
            at=at,
            by_number=certificate.number,
        )
