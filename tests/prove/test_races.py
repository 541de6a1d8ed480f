"""Ten approve the same list at once: one certificate each; without protection, more (B93)."""

import json
import os
import subprocess
from contextlib import contextmanager

import pytest

from tests.prove.conftest import ACTS, IS_LONG, Place, run
from tests.services import MANAGE, clean_environment, postgres, site_environment

pytestmark = pytest.mark.prove

PARALLEL = 10
ROUNDS = 50 if IS_LONG else 10


@contextmanager
def approvers(environment):
    """Ten processes that approve what they are told, all at the same moment."""
    processes = [
        subprocess.Popen(
            [*ACTS, "approver"],
            env={**clean_environment(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(PARALLEL)
    ]
    try:
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        yield processes
    finally:
        for process in processes:
            process.stdin.close()
            process.stdout.close()
            process.kill()
            process.wait()


def race(place, rounds, **more):
    """Return the answers of each round: numbers, names of refusals, or !errors."""
    batches = json.loads(place.act("prepare", str(rounds)))
    answers = []
    with approvers({**place.environment, **more}) as processes:
        for batch in batches:
            for process in processes:
                process.stdin.write(f"{batch}\n")
                process.stdin.flush()
            answers.append([process.stdout.readline().strip() for process in processes])
    return answers


def assert_one_winner_each(place, answers):
    state = place.state()
    assert state["certificates"] == state["lists"] == len(answers)
    assert state["numbers"] == list(range(1, len(answers) + 1))
    for row in answers:
        # The same head sends ten times: everybody hears the one number.
        assert len(set(row)) == 1, row
    assert "in order" in place.verify()


@pytest.fixture
def on_postgres(tmp_path):
    with postgres() as url:
        environment = site_environment(
            tmp_path, demo=False, DATABASE_URL=url, REDIS_URL="redis://127.0.0.1:1/0"
        )
        run([*MANAGE, "migrate", "-v0"], environment)
        run([*MANAGE, "createcachetable"], environment)
        yield Place(environment)


def test_ten_approve_at_once_on_sqlite(place):
    answers = race(place, ROUNDS)

    assert_one_winner_each(place, answers)


def test_ten_approve_at_once_on_postgresql(on_postgres):
    answers = race(on_postgres, ROUNDS)

    assert_one_winner_each(on_postgres, answers)


def test_control_without_locks_and_constraints_gives_more(on_postgres):
    assert os.environ.get("BEKAL_UNSAFE_TEST") is None
    on_postgres.act("drop-constraints")

    answers = race(on_postgres, 5, BEKAL_UNSAFE_TEST="1")

    # Doubled counters may stop the later rounds; the lists that got through got too many.
    state = on_postgres.state()
    assert state["certificates"] > state["lists"], answers
