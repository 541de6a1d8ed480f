"""The stored PDFs."""

from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from certificates.models import CertificateFile
from certificates.rules import file_path


def path_of(file: CertificateFile) -> Path:
    """Return where a PDF lies; whether it is there is another question."""
    return Path(settings.CERTIFICATES_ROOT) / file_path(file.sha256)


def open_file(file: CertificateFile) -> BinaryIO:
    """Open a PDF for reading; the caller closes it.

    Raises FileNotFoundError if the store has lost it.
    """
    return path_of(file).open("rb")


def download_name(number: str) -> str:
    """Return the name under which a phone or computer keeps a PDF."""
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in number)
    return f"sertifikat-{safe}.pdf"
