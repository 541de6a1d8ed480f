"""The worker's doors to certificates."""

from celery import shared_task
from django.utils import timezone

from certificates import actions


@shared_task(name="certificates.tasks.render")
def render(*, certificate_id: int, **_later: object) -> None:
    """Make the PDF of one certificate."""
    actions.render(certificate_id=certificate_id, at=timezone.now())


@shared_task(name="certificates.tasks.render_failed")
def render_failed(*, certificate_id: int, **_later: object) -> None:
    """Show the officials that a PDF could not be made."""
    actions.rendering_failed(certificate_id=certificate_id, at=timezone.now())
