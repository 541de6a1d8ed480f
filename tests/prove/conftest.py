"""Places for the long sets: a database made once and copied, services as each test needs them."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.services import MANAGE, clean_environment, site_environment, wait_until

ACTS = [sys.executable, "-m", "tests.prove.acts"]
IS_LONG = os.environ.get("BEKAL_PROVE", "short") == "long"


@dataclass
class Place:
    """One folder with one database, and the variables that lead there."""

    environment: dict[str, str]

    def act(self, *words: str, **more: str) -> str:
        return run([*ACTS, *words], {**self.environment, **more})

    def state(self) -> dict:
        return json.loads(self.act("state"))

    def verify(self) -> str:
        return run([*MANAGE, "verify_register"], self.environment)

    def wait_for_pdfs(self, count: int, *, seconds: float = 60) -> dict:
        """Return the state once every list has its one certificate and PDF, and no work is left."""
        seen = {}

        def is_whole() -> bool:
            seen.update(self.state())
            return (seen["files"], seen["open_jobs"]) == (count, 0)

        try:
            wait_until(is_whole, seconds=seconds, what="One PDF each")
        except TimeoutError as error:
            raise AssertionError(f"{error}: {seen}") from error
        return seen


def run(command, environment) -> str:
    done = subprocess.run(
        command,
        env={**clean_environment(), **environment},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A folder with an empty, migrated SQLite database."""
    folder = tmp_path_factory.mktemp("migrated")
    environment = site_environment(folder, demo=False)
    run([*MANAGE, "migrate", "-v0"], environment)
    run([*MANAGE, "createcachetable"], environment)
    return folder


@pytest.fixture
def place(migrated, tmp_path):
    """A fresh place on SQLite."""
    shutil.copy(migrated / "bekal.sqlite3", tmp_path / "bekal.sqlite3")
    shutil.copy(migrated / "secret-key", tmp_path / "secret-key")
    # Nobody listens there, until a test starts a broker.
    return Place(site_environment(tmp_path, demo=False, REDIS_URL="redis://127.0.0.1:1/0"))


def assert_one_each(state: dict, count: int) -> None:
    """One certificate, one number and one PDF for each list, in the database and on the disk."""
    assert state["certificates"] == state["lists"] == state["files"] == count
    assert state["numbers"] == list(range(1, count + 1))
    assert state["on_disk"] == state["named"]
    assert len(set(state["named"])) == count
    assert state["failed_jobs"] == 0
