"""Open an account, or let somebody who has one join a further cohort or get a further role."""

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
from people.models import Agency, Cohort, User
from people.rules import Role


class Command(BaseCommand):
    """A new account's PIN or password is asked, or taken from BEKAL_PASSWORD.

    A known account keeps its own, and its name: the name given must be the same, or left out.
    """

    help = (
        "Open an account: with --cohort for a learner (PIN), with --role for staff (password). "
        "A known account joins the cohort or gets the role, and keeps its PIN or password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", nargs="?", default="", help="needed for a new account")
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
        username, name = options["username"], options["name"]
        try:
            with transaction.atomic():
                known = _known(username, name, is_learner=is_learner)
                person = known or _opened(username, name, is_learner=is_learner)
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


def _known(username: str, name: str, *, is_learner: bool) -> User | None:
    """Return the account of this name, however it is written; None if there is none.

    Raises CommandError if it is somebody else's, or if a PIN would open an office.
    """
    person = User.objects.filter(username__iexact=username).first()
    if person is None:
        return None
    if name and name != person.name:
        raise CommandError("This account has another name. Choose another username.")
    if person.uses_pin and not is_learner:
        raise CommandError("This account has a PIN. A role needs an account with a password.")
    return person


def _opened(username: str, name: str, *, is_learner: bool) -> User:
    if not name:
        raise CommandError("There is no such account. A new one needs a name.")
    what = "PIN (6 digits): " if is_learner else "Password (12 characters or more): "
    secret = os.environ.get("BEKAL_PASSWORD") or getpass(what)
    return add_person(username=username, name=name, password=secret, uses_pin=is_learner)
