"""The two doors of the outbox."""

from celery import shared_task
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
