"""What a site needs before its processes start; every step is quick when nothing changed."""

import fcntl
import hashlib
import logging
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import CommandError, call_command, get_commands
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor


def lock(folder: Path) -> IO[str]:
    """Take the folder for this process, until it ends; refuse a second one.

    Raises CommandError if another process has it. Keep the returned file open.
    """
    file = (folder / "up.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CommandError(f"Bekal already runs with the folder {folder}.") from error
    return file


def migrate() -> bool:
    """Bring the database to the current tables; return whether there was something to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        # Somebody may have migrated by hand; the cache's table is no migration.
        call_command("createcachetable", verbosity=0)
        return False
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return True


def refuse_mixed_people() -> None:
    """Raise CommandError if the database's people do not fit the mode."""
    errors = checks.run_checks(
        tags=[checks.Tags.database, checks.Tags.security], databases=[DEFAULT_DB_ALIAS]
    )
    for error in errors:
        if error.is_serious():
            raise CommandError(f"{error.msg}\n{error.hint or ''}")


def collect_static() -> bool:
    """Copy and compress static files if one changed; return whether that was so."""
    mark = Path(settings.STATIC_ROOT) / "collected"
    state = _static_state()
    if mark.exists() and mark.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(state)
    return True


def _static_state() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demo() -> None:
    """Fill the database with the demonstration, unless it is there."""
    if "load_demo" not in get_commands():
        raise CommandError("The demonstration is not part of this copy. Start with --empty.")
    # No broker runs yet, and none is needed: the sweeper finds what is promised here.
    logging.getLogger("bekal.jobs").setLevel(logging.ERROR)
    call_command("load_demo")
