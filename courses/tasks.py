"""Scheduled publishing."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="courses.tasks.publish_scheduled")
def publish_scheduled(**_later: object) -> None:
    """Publish what is due and unpublish what has expired: Wagtail's own command."""
    call_command("publish_scheduled")
