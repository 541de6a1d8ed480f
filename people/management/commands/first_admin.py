"""Open the first account of an empty site, and the first agency."""

import os
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from people.actions import add_person
from people.models import User


class Command(BaseCommand):
    """Make the administrator who then opens agencies and gives roles in /cms/."""

    help = "Open the first administrator's account. The password is asked, or in BEKAL_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(is_superuser=True).exists():
            raise CommandError("There is an administrator already. Ask that person for an account.")
        password = os.environ.get("BEKAL_PASSWORD") or getpass("Password (12 characters or more): ")
        try:
            with transaction.atomic():
                add_person(
                    username=options["username"],
                    name=options["name"] or options["username"],
                    password=password,
                    uses_pin=False,
                    is_superuser=True,
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write("Done. Next: manage.py add_agency")
