"""Starts everything that Bekal needs: database, broker, worker, clock and web."""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connections

from lms import preparation, processes
from lms.checks import is_loopback
from lms.supervisor import ChildEndedError, Supervisor, wait_until

WEB_PATIENCE_SECONDS = 60


class Command(BaseCommand):
    """`manage.py up`: one command, until Ctrl-C."""

    help = "Prepares the database and starts Bekal until Ctrl-C."
    # Checked below, after the tables exist, with one clear line each.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = str(options["host"]), int(options["port"])
        host = "127.0.0.1" if host == "localhost" else host
        refuse_open_demo(host)
        restart_with_own_address(port)
        if problem := processes.port_problem(host, port):
            other = port + 1 if port < 65_535 else 8000
            raise CommandError(f"{problem}\nStop it, or choose another: ./run --port {other}")
        listen_to_signals()
        try:
            with preparation.lock(settings.VAR_DIR):
                self._run(host=host, port=port)
        except KeyboardInterrupt:
            self.stdout.write("\nBekal has stopped.")
        except (ChildEndedError, TimeoutError) as error:
            raise CommandError(str(error)) from error

    def _run(self, *, host: str, port: int) -> None:
        self._prepare()
        with Supervisor(logs=settings.VAR_DIR / "logs") as site:
            self._start(site, host=host, port=port)
            self._say_where(host=host)
            while True:
                site.check()
                time.sleep(0.2)

    def _prepare(self) -> None:
        self.stdout.write("Looking at the database ...")
        preparation.refuse_mixed_people()
        if preparation.migrate():
            self.stdout.write("  its tables are made.")
        if settings.DEMO:
            preparation.load_demo()
        preparation.refuse_mixed_people()
        if preparation.collect_static():
            self.stdout.write("Stylesheets, scripts and pictures are compressed.")
        connections.close_all()

    def _start(self, site: Supervisor, *, host: str, port: int) -> None:
        self.stdout.write("Starting ...")
        run = settings.VAR_DIR / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        environment: Mapping[str, str] = {}
        if "REDIS_URL" not in os.environ:
            environment = start_valkey(site, folder=run)
        (run / "beat-schedule").unlink(missing_ok=True)
        # The web first and alone: on two cores the others would double its start.
        site.start("web", processes.web(host=host, port=port), environment=environment)
        wait_for_web(site, host=host, port=port)
        site.start("worker", processes.worker(), environment=environment)
        site.start("beat", processes.beat(folder=run), environment=environment)

    def _say_where(self, *, host: str) -> None:
        lines = ["", f"Bekal is ready: {settings.BASE_URL}/"]
        if not is_loopback(host) and all(map(is_loopback, settings.ALLOWED_HOSTS)):
            lines.append("  It answers other machines once BEKAL_HOSTS and BEKAL_URL name it.")
        if settings.DEMO:
            lines += [
                "  Four doors, no password, only from this machine:",
                "  a returnee, a trainer, an official and the head of the agency.",
            ]
        else:
            lines += [
                "  The first person who may sign in: .venv/bin/python manage.py first_admin NAME"
            ]
        lines += [f"  Data and logs: {settings.VAR_DIR}", "  Stop with Ctrl-C.", ""]
        self.stdout.write("\n".join(lines))


def listen_to_signals() -> None:
    """Let INT, TERM and HUP all end this process in order; nohup's wish is kept."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def refuse_open_demo(host: str) -> None:
    """Raise CommandError if the demonstration would listen beyond this machine."""
    if settings.DEMO and not is_loopback(host):
        raise CommandError(
            f"The demonstration has doors without a password: it does not listen on {host}.\n"
            "Leave --host away, or start without the demonstration: ./run --empty"
        )


def restart_with_own_address(port: int) -> None:
    """Begin again with BEKAL_URL set, so that links and QR codes carry the chosen port."""
    if "BEKAL_URL" in os.environ:
        return
    os.environ["BEKAL_URL"] = f"http://localhost:{port}"
    if os.environ["BEKAL_URL"] != settings.BASE_URL:
        sys.stdout.flush()
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606


def start_valkey(site: Supervisor, *, folder: Path) -> Mapping[str, str]:
    """Start the bundled broker on a socket; return what the others need to find it."""
    socket_path = processes.socket_file(folder)
    site.start("valkey", processes.valkey(socket_path=socket_path))

    def answers() -> bool:
        site.check()
        return socket_path.is_socket()

    wait_until(answers, seconds=10, what="The start of the broker")
    return {"REDIS_URL": processes.socket_url(socket_path)}


def wait_for_web(site: Supervisor, *, host: str, port: int) -> None:
    """Return when the front page answers; a front page that fails is said at once."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    name = f"[{reachable}]" if ":" in reachable else reachable
    request = urllib.request.Request(
        f"http://{name}:{port}/akun/masuk/",
        headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".*")},
    )

    def answers() -> bool:
        site.check()
        try:
            with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                return True
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise ChildEndedError(
                    f"The sign-in page fails ({error.code}); see {settings.VAR_DIR}/logs/web.log"
                ) from error
            return True
        except OSError:
            return False

    wait_until(answers, seconds=WEB_PATIENCE_SECONDS, what="An answer of the web server")
