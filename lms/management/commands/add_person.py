"""Open an account: a learner with a PIN, or somebody with a role and a password."""

import os
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from courses.actions import sync_authors
from learning.actions import join_cohort
from people.actions import add_membership, add_person
from people.models import Agency, Cohort
from people.rules import Role


class Command(BaseCommand):
    """Make one account. The PIN or password is asked, or taken from BEKAL_PASSWORD."""

    help = "Open an account: with --cohort for a learner (PIN), with --role for staff (password)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("--agency", required=True, help="the agency's slug")
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--role", choices=[role.value for role in Role])
        kind.add_argument("--cohort", help="the cohort's name: a learner")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError("There is no such agency. Open it with manage.py add_agency.")
        is_learner = options["cohort"] is not None
        cohort = Cohort.objects.filter(agency=agency, name=options["cohort"]).first()
        if is_learner and cohort is None:
            raise CommandError("There is no such cohort. Open it with manage.py add_cohort.")
        what = "PIN (6 digits): " if is_learner else "Password (12 characters or more): "
        secret = os.environ.get("BEKAL_PASSWORD") or getpass(what)
        try:
            with transaction.atomic():
                person = add_person(
                    username=options["username"],
                    name=options["name"],
                    password=secret,
                    uses_pin=is_learner,
                )
                if cohort:
                    join_cohort(cohort=cohort, person=person, at=timezone.now())
                else:
                    today = timezone.localdate()
                    role = Role(options["role"])
                    add_membership(person=person, agency=agency, role=role, starts_on=today)
                    sync_authors(agency=agency, on=today)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.username} may sign in at /akun/masuk/.")
