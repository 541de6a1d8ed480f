"""The code that leads from a certificate to its public page."""

from django.utils.safestring import SafeString, mark_safe

from certificates.formats.certificate_pdf import qr_svg
from certificates.models import Certificate


def public_url(certificate: Certificate) -> str:
    """Return the address that is printed on a certificate, frozen with its wording."""
    return str(certificate.payload["verify_url"])


def qr_code(certificate: Certificate) -> SafeString:
    """Return the QR code of the public address as SVG."""
    return mark_safe(qr_svg(public_url(certificate)))  # noqa: S308  made by our own writer
