"""Check every register, number, wording and file; the exit code says whether all is well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from certificates.models import Certificate, RegisterEntry
from certificates.queries.integrity import register_problems


class Command(BaseCommand):
    """The door for operators and backups."""

    help = "Verify the chains, numbers, wordings and files of all certificates."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name the first bad row and fail, or count what is good."""
        is_first = connection.vendor == "postgresql" and not connection.in_atomic_block
        with transaction.atomic():
            # One picture of everything: what is approved meanwhile is no contradiction.
            if is_first:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            problem = next(register_problems(), None)
            certificates = Certificate.objects.count()
            entries = RegisterEntry.objects.count()
        if problem is not None:
            raise CommandError(problem, returncode=1)
        self.stdout.write(
            f"{certificates} certificates and {entries} register entries are in order."
        )
