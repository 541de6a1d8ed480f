"""The outbox: promised with the caller, done once, tried again, given up aloud."""

import logging
import socket
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from celery import current_app, shared_task
from django.db import transaction
from django.utils import timezone

from common import jobs
from common.models import Job
from common.rules import KEPT_DONE, LEASE, MAX_TRIES, RING_AGAIN

WORK = "tests.common.test_jobs.work"
LOST = "tests.common.test_jobs.lost"
pytestmark = pytest.mark.django_db
calls = SimpleNamespace(work=[], lost=[], error=None)


@shared_task(name="tests.work")
def work(*, key):
    calls.work.append(key)
    if calls.error:
        raise calls.error


@shared_task(name="tests.lost")
def lost(*, key):
    calls.lost.append(key)


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """The keys that were rung; nothing leaves the process."""
    rung = []
    calls.work, calls.lost, calls.error = [], [], None
    monkeypatch.setattr(jobs, "ring", rung.append)
    jobs._silence["until"] = 0.0
    return rung


def promised(**fields):
    return Job.objects.create(task=WORK, kwargs={"key": 7}, on_failure=LOST, **fields)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        ({"task": "tests.common.nothing.work"}, ImportError),
        ({"task": "tests.common.test_jobs.nothing"}, ImportError),
        ({"task": "nothing"}, ImportError),
        ({"task": "tests.common.test_jobs.promised"}, TypeError),
        ({"task": WORK, "on_failure": "tests.common.nothing.lost"}, ImportError),
    ],
)
def test_an_unknown_name_is_refused_at_once(names, error):
    with pytest.raises(error):
        jobs.run_later(**names, key=1)

    assert not Job.objects.exists()


def test_the_bell_rings_after_the_commit(bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        job = jobs.run_later(WORK, key=1)
        assert bells == []

    callbacks[0]()
    assert bells == [job.pk]


def test_a_promise_goes_with_its_transaction(bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        jobs.run_later(WORK, key=1)
        transaction.set_rollback(True)

    assert not Job.objects.exists()
    assert bells == []


def test_a_job_is_done_once():
    job = promised()

    for _ in range(3):
        jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert calls.work == [7]
    assert job.done_at
    assert job.tries == 1


def test_a_job_that_is_not_there_is_nothing():
    jobs.perform(job_id=12345)

    assert calls.work == []


def test_a_held_job_is_left_alone():
    job = promised(next_try=timezone.now() + LEASE)

    jobs.perform(job_id=job.pk)

    assert calls.work == []


def test_a_killed_worker_gives_the_job_back_after_its_lease():
    job = promised()
    assert jobs._claim(job_id=job.pk, at=timezone.now())
    assert jobs._claim(job_id=job.pk, at=timezone.now()) is None

    later = timezone.now() + LEASE + timedelta(seconds=1)

    assert jobs._claim(job_id=job.pk, at=later).tries == 2


def test_a_failure_rests_and_is_tried_again(caplog):
    job, calls.error = promised(), ValueError("rusak")
    before = timezone.now()

    with caplog.at_level(logging.CRITICAL, logger="bekal.jobs"):
        jobs.perform(job_id=job.pk)
        jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert calls.work == [7]
    assert job.next_try >= before + timedelta(seconds=2)
    assert "rusak" in job.last_error
    assert job.done_at is None

    calls.error = None
    Job.objects.update(next_try=before)
    jobs.perform(job_id=job.pk)
    job.refresh_from_db()
    assert job.done_at
    assert job.last_error == ""


def test_the_last_try_gives_up_and_says_so():
    job, calls.error = promised(), ValueError("rusak")

    for _ in range(MAX_TRIES + 3):
        Job.objects.update(next_try=timezone.now())
        jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert calls.work == [7] * MAX_TRIES
    assert calls.lost == [7]
    assert job.failed_at
    assert job.done_at is None


def test_work_that_kills_its_worker_is_given_up_too():
    job = promised(tries=MAX_TRIES)

    jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert calls.work == []
    assert calls.lost == [7]
    assert job.failed_at


def test_the_sweeper_rings_for_what_nobody_answered(bells):
    now = timezone.now()
    old = now - RING_AGAIN - timedelta(seconds=1)
    unrung = promised(created_at=old, next_try=old)
    unheard = promised(created_at=old, next_try=old, rung_at=old)
    promised(created_at=now, next_try=now)
    promised(created_at=old, next_try=old, rung_at=now)
    promised(created_at=old, next_try=now + LEASE)
    promised(created_at=old, next_try=old, done_at=now)
    promised(created_at=old, next_try=old, failed_at=now)

    assert jobs.sweep(at=now) == 2
    assert sorted(bells) == [unrung.pk, unheard.pk]
    assert jobs.sweep(at=now) == 0


@pytest.mark.parametrize("listens", [False, True])
def test_a_bell_never_raises_and_costs_little(listens, monkeypatch, caplog):
    """Nothing listens; or somebody listens and never says a word."""
    monkeypatch.undo()
    monkeypatch.setitem(jobs._silence, "until", 0.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if listens:
            silent.listen()
        monkeypatch.setattr(
            current_app.conf, "broker_write_url", f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        )
        begun = time.monotonic()

        for job_id in range(50):
            jobs.ring(job_id)

    assert time.monotonic() - begun < 2
    assert caplog.text.count("did not hear") == 1


def test_the_doors_ignore_words_of_a_later_version_f47(bells):
    from common.tasks import perform, sweep

    job = promised()

    perform(job_id=job.pk, colour="blue")
    sweep(colour="blue")

    assert calls.work == [7]


def test_a_long_list_waits_for_a_silent_broker_once(monkeypatch, caplog):
    monkeypatch.undo()
    monkeypatch.setitem(jobs._silence, "until", 0.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setattr(
            current_app.conf, "broker_write_url", f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        )
        begun = time.monotonic()

        for key in range(50):
            jobs.ring(key)

    assert time.monotonic() - begun < 2
    assert caplog.text.count("did not hear") == 1


def test_rows_done_long_ago_are_forgotten_and_failed_ones_kept():
    now = timezone.now()
    long_ago = now - KEPT_DONE - timedelta(seconds=1)
    promised(done_at=long_ago)
    kept = {promised(done_at=now).pk, promised(failed_at=long_ago).pk, promised().pk}

    assert jobs.forget_done(at=now) == 1

    assert set(Job.objects.values_list("pk", flat=True)) == kept


def test_a_failure_that_cannot_be_told_is_given_up_all_the_same(monkeypatch):
    job = promised(tries=MAX_TRIES)
    monkeypatch.setattr("tests.common.test_jobs.calls.lost", None)

    for _again in range(3):
        Job.objects.update(next_try=timezone.now())
        jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert job.failed_at
    assert job.tries == MAX_TRIES + 1


def test_a_failed_job_is_rung_for_after_its_pause_and_not_before(bells):
    job, calls.error = promised(created_at=timezone.now() - RING_AGAIN), ValueError("rusak")
    jobs.perform(job_id=job.pk)
    job.refresh_from_db()

    early = jobs.sweep(at=job.next_try - timedelta(milliseconds=1))
    late = jobs.sweep(at=job.next_try)

    assert (early, late) == (0, 1)
