"""Work that is done after the commit: promised in a row, rung by the broker, swept when unheard."""

import logging
from datetime import datetime
from time import monotonic

from celery import Task, current_app
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from common.crash import crashpoint
from common.models import Job
from common.rules import KEPT_DONE, LEASE, MAX_TRIES, RING_AGAIN, pause_after

log = logging.getLogger("bekal.jobs")

# After a bell that nobody heard, this process does not ring for so long.
SILENCE_SECONDS = 5
_silence = {"until": 0.0}

BELL_TIMEOUTS = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0}


def run_later(task: str, *, on_failure: str = "", **ids: int | str) -> Job:
    """Promise `task` in the caller's transaction and ring the broker after the commit.

    task, on_failure: dotted names of Celery tasks, checked at once; ids: keys only, never
    personal data. `on_failure` runs with the same ids when the last try has failed.
    Raises ImportError for an unknown name, TypeError for something that is no task.
    """
    for name in filter(None, (task, on_failure)):
        if not isinstance(import_string(name), Task):
            raise TypeError(f"{name} is not a Celery task")
    job = Job.objects.create(task=task, kwargs=ids, on_failure=on_failure)
    transaction.on_commit(lambda: ring(job.pk), robust=True)
    return job


def ring(job_id: int) -> None:
    """Tell a worker about the row; a silent broker costs half a second at most, never the work.

    After a failure nobody rings for a while: a list of 200 waits once, not 200 times.
    """
    crashpoint("jobs.before_ring")
    if monotonic() < _silence["until"]:
        return
    try:
        with current_app.connection_for_write(transport_options=BELL_TIMEOUTS) as connection:
            current_app.send_task(
                "common.tasks.perform",
                kwargs={"job_id": job_id},
                connection=connection,
                retry=False,
            )
    except Exception:
        _silence["until"] = monotonic() + SILENCE_SECONDS
        log.warning("broker did not hear about job %s; the sweeper will ring again", job_id)


def sweep(*, at: datetime) -> int:
    """Ring for every due row that nobody answered; return how many."""
    due = Job.objects.filter(done_at=None, failed_at=None, next_try__lte=at).filter(
        Q(rung_at=None, created_at__lte=at - RING_AGAIN / 3) | Q(rung_at__lte=at - RING_AGAIN)
    )
    keys = list(due.order_by("next_try").values_list("pk", flat=True)[:500])
    Job.objects.filter(pk__in=keys).update(rung_at=at)
    for key in keys:
        ring(key)
    return len(keys)


def perform(*, job_id: int) -> None:
    """Do one promised piece of work; safe to call any number of times, from any process."""
    job = _claim(job_id=job_id, at=timezone.now())
    if job is None:
        return
    crashpoint("jobs.after_claim")
    mine = Job.objects.filter(pk=job.pk, tries=job.tries, done_at=None)
    try:
        import_string(job.task)(**job.kwargs)
    except Exception as error:
        log.exception("job %s (%s) failed, try %s", job.pk, job.task, job.tries)
        at = timezone.now()
        # Never rung: from next_try on, the sweeper rings at once.
        mine.update(
            next_try=at + pause_after(job.tries), rung_at=None, last_error=repr(error)[:300]
        )
        if job.tries >= MAX_TRIES:
            _give_up(job, at=at)
        return
    crashpoint("jobs.before_done")
    mine.update(done_at=timezone.now(), last_error="")


def forget_done(*, at: datetime) -> int:
    """Remove rows done more than KEPT_DONE ago; return how many. Failed ones stay."""
    return Job.objects.filter(done_at__lt=at - KEPT_DONE).delete()[0]


def _claim(*, job_id: int, at: datetime) -> Job | None:
    """Take the lease; None if the row is done, given up or held by another."""
    open_jobs = Job.objects.filter(pk=job_id, done_at=None, failed_at=None, next_try__lte=at)
    # Counted before the work, so that work which kills its worker is given up too.
    if not open_jobs.update(next_try=at + LEASE, rung_at=at, tries=F("tries") + 1):
        return None
    job = Job.objects.get(pk=job_id)
    if job.tries > MAX_TRIES:
        _give_up(job, at=at)
        return None
    return job


def _give_up(job: Job, *, at: datetime) -> None:
    log.error("job %s (%s) given up after %s tries", job.pk, job.task, job.tries)
    if not Job.objects.filter(pk=job.pk, failed_at=None).update(failed_at=at):
        return
    try:
        if job.on_failure:
            import_string(job.on_failure)(**job.kwargs)
    except Exception:
        log.exception("job %s: its failure could not be told", job.pk)
