"""Whether the register, the certificates and the stored files still say the same."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from certificates.models import (
    Certificate,
    CertificateFile,
    Counter,
    RegisterEntry,
    Rendering,
    Revocation,
)
from certificates.queries.files import path_of
from certificates.rules import EntryKind, RenderingState, entry_digest
from common.rules import digest_of
from people.models import Agency

CHUNK = 1 << 20


def register_problems() -> Iterator[str]:
    """Yield every contradiction as one line that names its row; nothing if all is well."""
    for agency in Agency.objects.order_by("pk"):
        yield from _chain_problems(agency)
        yield from _number_problems(agency)
        yield from _certificate_problems(agency)
    yield from _rendering_problems()


def _chain_problems(agency: Agency) -> Iterator[str]:
    previous, expected = "", 1
    entries = RegisterEntry.objects.filter(agency=agency).order_by("position")
    for entry in entries.iterator():
        name = f"register entry {agency.slug}:{entry.position}"
        if entry.position != expected:
            yield f"{name}: position {expected} is missing"
        if entry.previous != previous:
            yield f"{name}: does not follow the entry before it"
        if entry.digest != entry_digest(
            agency_id=agency.pk,
            position=entry.position,
            kind=entry.kind,
            content=entry.content,
            previous=entry.previous,
        ):
            yield f"{name}: its digest is not that of its content"
        previous, expected = entry.digest, entry.position + 1


def _number_problems(agency: Agency) -> Iterator[str]:
    last = dict(Counter.objects.filter(agency=agency).values_list("year", "last"))
    seen: dict[int, int] = dict.fromkeys(last, 0)
    rows = Certificate.objects.filter(agency=agency).order_by("year", "serial")
    for year, serial in rows.values_list("year", "serial").iterator():
        if serial != seen.get(year, 0) + 1:
            yield f"number {agency.slug} {year}: {seen.get(year, 0) + 1} is missing"
        seen[year] = serial
    for year, highest in seen.items():
        if highest != last.get(year):
            yield f"counter {agency.slug} {year}: says {last.get(year)}, the last is {highest}"


def _certificate_problems(agency: Agency) -> Iterator[str]:
    entries: dict[int, dict[str, RegisterEntry]] = {}
    for entry in RegisterEntry.objects.filter(agency=agency).iterator():
        entries.setdefault(entry.certificate_id, {})[entry.kind] = entry
    certificates = Certificate.objects.filter(agency=agency).select_related(
        "file", "revocation", "superseded_by"
    )
    for certificate in certificates.order_by("pk").iterator():
        name = f"certificate {certificate.number} ({agency.slug})"
        for problem in _row_problems(certificate, entries.pop(certificate.pk, {})):
            yield f"{name}: {problem}"
    for key in sorted(entries):
        yield f"register {agency.slug}: names certificate {key}, which is gone"


def _row_problems(certificate: Certificate, lines: dict[str, RegisterEntry]) -> Iterator[str]:
    payload = certificate.payload
    if digest_of(payload) != certificate.payload_sha256:
        yield "its wording is not the one that was approved"
    if (payload["number"], payload["code"]) != (certificate.number, certificate.code):
        yield "its number or code differs from its wording"
    issued = lines.get(EntryKind.ISSUED)
    if issued is None or issued.content != {
        **issued.content,
        "number": certificate.number,
        "payload_sha256": certificate.payload_sha256,
        "design_sha256": certificate.design_sha256,
        "proposed_by": certificate.proposed_by_id,
        "approved_by": certificate.approved_by_id,
    }:
        yield "the register does not say that it was issued so"
    file: CertificateFile | None = getattr(certificate, "file", None)
    filed = lines.get(EntryKind.FILED)
    if (file.sha256 if file else None) != (filed.content["sha256"] if filed else None):
        yield "the register names another file"
    if file is not None and (problem := _file_problem(file)):
        yield problem
    revocation: Revocation | None = getattr(certificate, "revocation", None)
    revoked = lines.get(EntryKind.REVOKED)
    if (revocation.reason if revocation else None) != (
        revoked.content["reason"] if revoked else None
    ):
        yield "the register and the revocations disagree"
    is_replaced = hasattr(certificate, "superseded_by")
    if is_replaced != (EntryKind.REPLACED in lines):
        yield "the register and the replacements disagree"


def _file_problem(file: CertificateFile) -> str:
    path = path_of(file)
    if not path.is_file():
        return f"its file {path.name} is missing"
    return "" if _sha256_of(path) == file.sha256 else f"its file {path.name} was changed"


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def _rendering_problems() -> Iterator[str]:
    for key in Certificate.objects.filter(rendering=None).values_list("pk", flat=True):
        yield f"certificate {key}: nobody makes its PDF"
    done = Rendering.objects.filter(state=RenderingState.DONE, certificate__file=None)
    for key in done.values_list("certificate_id", flat=True):
        yield f"certificate {key}: its PDF is said to be made, but no file is named"
