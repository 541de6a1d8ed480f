"""Make the one PDF of a certificate, whatever happens on the way."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from certificates.actions.guards import require
from certificates.actions.register import lock_register, write_entry
from certificates.formats import certificate_pdf
from certificates.models import Certificate, CertificateFile, Rendering
from certificates.rules import EntryKind, RenderingState, file_path
from common import audit
from common.crash import crashpoint
from common.errors import DomainError
from common.jobs import run_later
from people.models import User
from people.rules import Action


def render(*, certificate_id: int, at: datetime) -> None:
    """Make, store and file the PDF of a certificate; safe to run twice, at once or after a kill.

    The bytes come from the frozen payload alone, so a second run writes the same file again.
    Raises certificate_pdf.CannotRender, OSError.
    """
    certificate = Certificate.objects.get(pk=certificate_id)
    if CertificateFile.objects.filter(certificate=certificate).exists():
        return
    crashpoint("cert.before_render")
    pdf = certificate_pdf.render(
        certificate.payload,
        design_sha256=certificate.design_sha256,
        approved_at=certificate.approved_at,
    )
    crashpoint("cert.after_render")
    sha256 = store(pdf)
    with transaction.atomic():
        _file(certificate, sha256=sha256, size=len(pdf), at=at)
        crashpoint("cert.before_commit")
    crashpoint("cert.after_commit")


def store(pdf: bytes) -> str:
    """Put a PDF under its SHA-256 so that it is there whole or not at all; return the SHA-256.

    Raises OSError (disk full, folder not writable).
    """
    sha256 = certificate_pdf.sha256_of(pdf)
    path = Path(settings.CERTIFICATES_ROOT) / file_path(sha256)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(pdf)
            part.flush()
            os.fsync(part.fileno())
            crashpoint("cert.after_temp")
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
    crashpoint("cert.after_rename")
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)
    return sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _file(certificate: Certificate, *, sha256: str, size: int, at: datetime) -> None:
    """Name the file in the register; the first run wins, later ones change nothing."""
    lock_register(certificate.agency_id)
    _row, made = CertificateFile.objects.get_or_create(
        certificate=certificate, defaults={"sha256": sha256, "size": size, "made_at": at}
    )
    if not made:
        return
    Rendering.objects.filter(certificate=certificate).update(
        state=RenderingState.DONE, error="", since=at
    )
    write_entry(kind=EntryKind.FILED, certificate=certificate, at=at, sha256=sha256, size=size)
    audit.record(
        by=None,
        action="certificate.filed",
        about=f"certificate:{certificate.pk}",
        at=at,
        sha256=sha256,
    )


@transaction.atomic
def rendering_failed(*, certificate_id: int, at: datetime) -> None:
    """Record that the last try failed; an official may try again. Nothing if the PDF is there."""
    gave_up = Rendering.objects.filter(
        certificate_id=certificate_id, state=RenderingState.PENDING
    ).update(state=RenderingState.FAILED, error="the last try failed", since=at)
    if gave_up:
        audit.record(
            by=None, action="certificate.failed", about=f"certificate:{certificate_id}", at=at
        )


@transaction.atomic
def retry_render(*, certificate: Certificate, by: User, at: datetime) -> None:
    """Try again to make the PDF of a certificate whose last try failed.

    Raises NotAllowed, DomainError if it has not failed.
    """
    require(Action.PROPOSE, Action.APPROVE, by=by, agency=certificate.agency, at=at)
    again = Rendering.objects.filter(certificate=certificate, state=RenderingState.FAILED).update(
        state=RenderingState.PENDING, error="", since=at
    )
    if not again:
        raise DomainError(_("PDF ini sedang dibuat atau sudah jadi."))
    audit.record(by=by, action="certificate.retried", about=f"certificate:{certificate.pk}", at=at)
    run_later(
        "certificates.tasks.render",
        on_failure="certificates.tasks.render_failed",
        certificate_id=certificate.pk,
    )
