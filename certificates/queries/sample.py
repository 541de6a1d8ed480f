"""A certificate that may be shown to anybody."""

from certificates.models import Certificate


def sample_code() -> str:
    """Return the code of the newest valid certificate of a sample agency, or "". One query."""
    valid = Certificate.objects.filter(
        agency__is_demo=True, superseded_by=None, revocation=None, file__isnull=False
    )
    newest = valid.order_by("-approved_at").first()
    return newest.code if newest else ""
