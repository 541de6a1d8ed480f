"""Scheduled publishing, who may author, and uploads that nobody applied."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from courses import actions
from courses.actions.folders.uploads import sweep_uploads


@shared_task(name="courses.tasks.publish_scheduled")
def publish_scheduled(**_later: object) -> None:
    """Publish what is due, then unpublish what has expired: Wagtail's own command."""
    actions.publish_due(at=timezone.now())
    call_command("publish_scheduled")


@shared_task(name="courses.tasks.sync_authors")
def sync_authors(**_later: object) -> None:
    """Take the pen from those whose role has ended, give it to those whose role began."""
    actions.sync_all_authors(on=timezone.localdate())


@shared_task(name="courses.tasks.sweep_imports")
def sweep_imports(**_later: object) -> None:
    """Delete uploaded courses that nobody applied for a day."""
    sweep_uploads(at=timezone.now())
