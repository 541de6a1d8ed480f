"""The start command: no process stays behind, a taken port is said, the second start is quick."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.services import (
    MANAGE,
    clean_environment,
    free_port,
    running,
    site_environment,
    wait_until,
)

pytestmark = pytest.mark.prove


def processes_of(folder: Path) -> dict[int, str]:
    """Return the command lines of all processes that were started for this folder."""
    found = {}
    for proc in Path("/proc").glob("[0-9]*"):
        try:
            environment = (proc / "environ").read_bytes()
            command = (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"BEKAL_VAR={folder}\0".encode() in environment and command:
            found[int(proc.name)] = command
    return found


def started(folder, environment, port):
    return running(
        [*MANAGE, "up", "--port", str(port)], log=folder / "up.log", environment=environment
    )


def wait_for_ready(folder, process):
    log = folder / "up.log"

    def is_ready():
        assert process.poll() is None, log.read_text()
        return "Bekal is ready" in log.read_text()

    wait_until(is_ready, seconds=240, what="The site")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A demo site that has run once."""
    folder = tmp_path_factory.mktemp("home")
    port = free_port()
    environment = site_environment(folder, demo=True, port=port)
    with started(folder, environment, port) as process:
        wait_for_ready(folder, process)
    return folder, environment, port


def restart(home):
    folder, environment, port = home
    (folder / "up.log").unlink(missing_ok=True)
    return started(folder, environment, port)


def test_the_second_start_is_quick(home):
    begin = time.monotonic()

    with restart(home) as process:
        wait_for_ready(home[0], process)
        seconds = time.monotonic() - begin

    # On a machine that is busy with other things, everything takes its share longer.
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert seconds <= 15 * busy


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_clean_and_complete(home, number):
    with restart(home) as process:
        wait_for_ready(home[0], process)
        # Leaders and their children: broker, two web workers, two Celery children, clock, guard.
        wait_until(lambda: len(processes_of(home[0])) >= 9, seconds=30, what="All processes")

        process.send_signal(number)
        code = process.wait(timeout=60)

    assert code == 0
    assert processes_of(home[0]) == {}


def test_kill_9_leaves_no_process(home):
    with restart(home) as process:
        wait_for_ready(home[0], process)
        wait_until(lambda: len(processes_of(home[0])) >= 9, seconds=30, what="All processes")

        os.kill(process.pid, signal.SIGKILL)

        wait_until(lambda: processes_of(home[0]) == {}, seconds=5, what="The end of all")


def test_a_child_that_dies_stops_all_and_is_named(home):
    with restart(home) as process:
        wait_for_ready(home[0], process)
        wait_until(lambda: len(processes_of(home[0])) >= 9, seconds=30, what="All processes")
        beat = next(key for key, line in processes_of(home[0]).items() if " beat " in line)

        os.kill(beat, signal.SIGKILL)
        code = process.wait(timeout=60)

    assert code != 0
    assert (
        'The process "beat" ended by itself (killed by SIGKILL)' in (home[0] / "up.log").read_text()
    )
    assert processes_of(home[0]) == {}


def test_a_taken_port_is_said(home):
    environment = home[1]
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run(
            [*MANAGE, "up", "--port", str(port)],
            env={**clean_environment(), **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert done.returncode != 0
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr


def test_the_demonstration_does_not_leave_this_machine(home):
    done = subprocess.run(
        [*MANAGE, "up", "--host", "0.0.0.0"],
        env={**clean_environment(), **home[1]},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode != 0
    assert "does not listen on 0.0.0.0" in done.stderr


def test_sample_people_are_refused_outside_the_demonstration(home):
    done = subprocess.run(
        [*MANAGE, "up", "--port", str(free_port())],
        env={**clean_environment(), **home[1], "BEKAL_DEMO": "0"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode != 0
    assert "sample people" in done.stderr
