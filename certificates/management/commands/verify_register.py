"""Check every register, number, wording and file; the exit code says whether all is well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.models import Certificate, RegisterEntry
from certificates.queries.integrity import register_problems


class Command(BaseCommand):
    """The door for operators and backups."""

    help = "Verify the chains, numbers, wordings and files of all certificates."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name the first bad row and fail, or count what is good."""
        problem = next(register_problems(), None)
        if problem is not None:
            raise CommandError(problem, returncode=1)
        self.stdout.write(
            f"{Certificate.objects.count()} certificates and "
            f"{RegisterEntry.objects.count()} register entries are in order."
        )
