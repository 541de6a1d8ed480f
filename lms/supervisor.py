"""Starts the processes of one site, notices when one ends, and leaves none behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

GUARD = Path(__file__).with_name("guard.py")
LOG_BYTES = 5_000_000
KEPT_LOGS = 3
PR_SET_PDEATHSIG = 1


class ChildEndedError(Exception):
    """A process ended that should still run; the text says which, how, and its last lines."""


@dataclass(frozen=True)
class Child:
    """One process that leads its own group, and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Supervisor:
    """Owns a list of children. Use as a context manager: leaving it stops them all."""

    def __init__(self, *, logs: Path) -> None:
        self._logs = logs
        self._children: list[Child] = []
        self._guard: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Supervisor":
        self._logs.mkdir(parents=True, exist_ok=True)
        self._guard = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", str(GUARD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start `command` as a child with its own group and its own log file."""
        log = self._logs / f"{name}.log"
        rotate(log)
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
                preexec_fn=dies_with(os.getpid()),
            )
        self._children.append(Child(name, process, log))
        self._tell_guard(f"+{process.pid}")

    def check(self) -> None:
        """Raise ChildEndedError if a child or the guard is no longer there."""
        for child in self._children:
            code = child.process.poll()
            if code is not None:
                raise ChildEndedError(
                    f'The process "{child.name}" ended by itself ({in_words(code)}).\n'
                    f"The last lines of {child.log}:\n{tail(child.log)}"
                )
        if self._guard is not None and self._guard.poll() is not None:
            raise ChildEndedError("The guard process ended; without it nothing may run.")

    def stop(self, *, patience_seconds: float = 20.0) -> None:
        """Ask each leader to end, newest first; kill the group of one that does not.

        Only the leader is asked: a group-wide SIGTERM would cut a running task in two.
        """
        while self._children:
            child = self._children.pop()
            if child.process.poll() is None:
                child.process.terminate()
                # A second Ctrl-C means: at once.
                with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                    child.process.wait(timeout=patience_seconds)
            kill_group(child.process.pid)
            child.process.wait()
            self._tell_guard(f"-{child.process.pid}")
        self._dismiss_guard()

    def _tell_guard(self, word: str) -> None:
        pipe: IO[bytes] | None = self._guard.stdin if self._guard else None
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.write(f"{word}\n".encode())
                pipe.flush()

    def _dismiss_guard(self) -> None:
        if self._guard is None:
            return
        self._tell_guard("bye")
        with contextlib.suppress(BrokenPipeError):
            self._guard.communicate(timeout=5)
        self._guard = None


def dies_with(parent: int) -> Callable[[], None]:
    """Return what a new process does first: ask Linux to kill it when `parent` dies."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def ask() -> None:
        if libc is None:
            return
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have died before the request.
        if os.getppid() != parent:
            os._exit(1)

    return ask


def kill_group(group: int) -> None:
    """Kill what is left of a process group; an empty group is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def wait_until(is_true: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Return when is_true() is; raise TimeoutError naming `what` after the given time."""
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds:.0f} seconds")
        time.sleep(0.05)


def rotate(log: Path) -> None:
    """Begin a new file when the log has grown large; keep the last few."""
    if not log.exists() or log.stat().st_size < LOG_BYTES:
        return
    for number in range(KEPT_LOGS - 1, 0, -1):
        older = log.with_suffix(f".log.{number}")
        if older.exists():
            older.replace(log.with_suffix(f".log.{number + 1}"))
    log.replace(log.with_suffix(".log.1"))


def tail(log: Path, *, lines: int = 20) -> str:
    """Return the last lines of a log, indented."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 20_000))
        text = file.read().decode(errors="replace")
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def in_words(code: int) -> str:
    """Return how a process ended: its exit code, or the signal that killed it."""
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
