"""Open an agency with its folder of courses, its files and its group of authors; or change one."""

from argparse import BooleanOptionalAction
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from certificates.models import Certificate
from certificates.rules import number_for
from courses.actions import open_catalogue
from courses.permissions import has_reviewers
from people.actions import add_agency, change_agency
from people.models import Agency

# The longest number: a serial and a month that no year passes.
FULL_YEAR = {"serial": 999_999, "year": 9999, "month": 8}


class Command(BaseCommand):
    """Make one agency. A second call with its slug changes what its options name, nothing else."""

    help = (
        "Open an agency. A second call with the same slug changes the pattern, the zone, who "
        "may approve and whether lessons are reviewed, where given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--code", required=True, help="the agency's code in its numbers")
        parser.add_argument(
            "--pattern", dest="number_pattern", help="such as {n:04d}/{code}/{roman_month}/{year}"
        )
        parser.add_argument("--time-zone", help="such as Asia/Makassar (Asia/Jakarta)")
        parser.add_argument("--officials-may-approve", action=BooleanOptionalAction)
        parser.add_argument(
            "--lessons-need-review",
            action=BooleanOptionalAction,
            help="a lesson goes live when a second trainer has approved it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        fields = ("number_pattern", "time_zone", "officials_may_approve", "lessons_need_review")
        given = {field: options[field] for field in fields if options[field] is not None}
        if "time_zone" in given:
            _check_zone(given["time_zone"])
        try:
            with transaction.atomic():
                agency = add_agency(
                    slug=options["slug"], name=options["name"], code=options["code"]
                )
                if "number_pattern" in given:
                    _check_pattern(given["number_pattern"], agency)
                changes = change_agency(agency=agency, at=timezone.now(), **given)
                open_catalogue(agency=agency)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for field, change in changes.items():
            self.stdout.write(f"{field}: {change}")
        if agency.lessons_need_review and not has_reviewers(agency, on=timezone.localdate()):
            self.stdout.write("A review needs two trainers: nobody approves her own lesson.")
        self.stdout.write(f"{agency.name} is open. Next: manage.py add_person")


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, LookupError) as error:
        raise CommandError(f"There is no time zone {zone!r}. One is Asia/Makassar.") from error


def _check_pattern(pattern: str, agency: Agency) -> None:
    try:
        number = number_for(pattern, code=agency.code, **FULL_YEAR)
    except ValueError as error:
        raise CommandError(f"The pattern cannot be used: {error}.") from error
    longest = Certificate._meta.get_field("number").max_length or 0
    if len(number) > longest:
        raise CommandError(f"The pattern cannot be used: {number} is longer than {longest}.")
