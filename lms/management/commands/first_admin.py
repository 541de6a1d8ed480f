"""Make an empty site usable: the first account, the places and the skills that are shipped."""

import os
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from people.actions import add_person
from people.models import Place, User
from skills.models import Framework


class Command(BaseCommand):
    """Make the administrator, and load the shipped places and skills where there are none."""

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
        if not Place.objects.exists():
            call_command("load_places", stdout=self.stdout)
        if not Framework.objects.exists():
            call_command("load_framework", stdout=self.stdout)
        self.stdout.write("Done. Next: manage.py add_agency")
