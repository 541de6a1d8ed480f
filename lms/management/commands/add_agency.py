"""Open an agency with its folder of courses, its files and its group of authors."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from courses.actions import open_catalogue
from people.actions import add_agency


class Command(BaseCommand):
    """Make one agency; the numbering of its certificates can be set at once."""

    help = "Open an agency. A second call with the same slug changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--code", required=True, help="the agency's code in its numbers")
        parser.add_argument(
            "--pattern", default="", help="such as {n:04d}/{code}/{roman_month}/{year}"
        )
        parser.add_argument("--officials-may-approve", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            agency = add_agency(
                slug=options["slug"],
                name=options["name"],
                code=options["code"],
                number_pattern=options["pattern"],
                officials_may_approve=options["officials_may_approve"],
            )
            open_catalogue(agency=agency)
        self.stdout.write(f"{agency.name} is open. Next: manage.py add_person")
