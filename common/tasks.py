"""The doors of the outbox, and the daily tidying."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from common import jobs


@shared_task(name="common.tasks.perform")
def perform(*, job_id: int, **_later: object) -> None:
    """Do the work of one outbox row."""
    jobs.perform(job_id=job_id)


@shared_task(name="common.tasks.sweep")
def sweep(**_later: object) -> None:
    """Ring for rows that nobody answered."""
    jobs.sweep(at=timezone.now())


@shared_task(name="common.tasks.tidy")
def tidy(**_later: object) -> None:
    """Remove what only grows: sessions that ended, and outbox rows done long ago."""
    call_command("clearsessions")
    jobs.forget_done(at=timezone.now())
