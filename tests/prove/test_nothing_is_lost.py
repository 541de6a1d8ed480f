"""Kills and lost messages: afterwards one certificate, one number, one PDF (F01, F14)."""

import json

import pytest

from tests.prove.conftest import assert_one_each
from tests.services import free_port, kill, valkey, wait_until, worker

pytestmark = pytest.mark.prove

DANGEROUS = [
    "cert.before_render",
    "cert.after_render",
    "cert.after_temp",
    "cert.after_rename",
    "cert.before_commit",
    "cert.after_commit",
    "jobs.after_claim",
    "jobs.before_done",
]


@pytest.mark.parametrize("crashpoint", DANGEROUS)
def test_a_worker_killed_at_its_most_dangerous_moment_loses_nothing(place, tmp_path, crashpoint):
    (batch,) = json.loads(place.act("prepare", "1"))
    once = tmp_path / "crashed"

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        dangerous = {"BEKAL_CRASH": f"{crashpoint}:1", "BEKAL_CRASH_ONCE": str(once)}
        with worker(tmp_path, {**place.environment, **dangerous}):
            place.act("approve", str(batch))
            wait_until(once.exists, seconds=30, what=f"The kill at {crashpoint}")
            state = place.wait_for_pdfs(1)

    assert_one_each(state, 1)
    assert "in order" in place.verify()


def test_the_whole_worker_is_killed_and_another_one_finishes(place, tmp_path):
    (batch,) = json.loads(place.act("prepare", "1"))
    once = tmp_path / "crashed"

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        dangerous = {"BEKAL_CRASH": "cert.after_rename:1", "BEKAL_CRASH_ONCE": str(once)}
        with worker(tmp_path, {**place.environment, **dangerous}) as first:
            place.act("approve", str(batch))
            wait_until(once.exists, seconds=30, what="The kill")
            kill(first)
        with worker(tmp_path, place.environment):
            state = place.wait_for_pdfs(1)

    assert_one_each(state, 1)
    assert "in order" in place.verify()


def test_a_flushed_broker_loses_nothing(place, tmp_path):
    import redis

    batches = json.loads(place.act("prepare", "3"))

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        for batch in batches:
            place.act("approve", str(batch))
        broker = redis.Redis.from_url(url)
        assert broker.llen("celery") == len(batches)
        broker.flushall()
        broker.close()
        with worker(tmp_path, place.environment):
            state = place.wait_for_pdfs(3)

    assert_one_each(state, 3)
    assert "in order" in place.verify()


def test_a_broker_that_comes_back_empty_loses_nothing(place, tmp_path):
    batches = json.loads(place.act("prepare", "2"))
    port = free_port()

    with valkey(tmp_path, port=port) as (url, process):
        place.environment["REDIS_URL"] = url
        with worker(tmp_path, place.environment):
            place.act("approve", str(batches[0]))
            kill(process)
            # Nobody hears this one: the bell is silent, the row is there.
            place.act("approve", str(batches[1]))
            with valkey(tmp_path, port=port):
                state = place.wait_for_pdfs(2)

    assert_one_each(state, 2)
    assert "in order" in place.verify()


def test_a_broker_that_was_never_told_loses_nothing(place, tmp_path):
    (batch,) = json.loads(place.act("prepare", "1"))
    place.act("approve", str(batch))

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        with worker(tmp_path, place.environment):
            state = place.wait_for_pdfs(1)

    assert_one_each(state, 1)
    assert "in order" in place.verify()


def test_control_without_the_sweeper_the_work_stays_undone(place, tmp_path):
    (batch,) = json.loads(place.act("prepare", "1"))
    place.act("approve", str(batch))

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        with (
            worker(tmp_path, place.environment, beat=False),
            pytest.raises(AssertionError, match="One PDF each"),
        ):
            place.wait_for_pdfs(1, seconds=30)


def test_a_message_sent_four_times_works_once(place, tmp_path):
    (batch,) = json.loads(place.act("prepare", "1"))

    with valkey(tmp_path) as (url, _):
        place.environment["REDIS_URL"] = url
        place.act("approve", str(batch))
        place.act("ring", str(place.state()["job"]), "4")
        with worker(tmp_path, place.environment):
            state = place.wait_for_pdfs(1)

    assert_one_each(state, 1)
    assert "in order" in place.verify()
