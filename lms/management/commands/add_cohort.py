"""Open a cohort: people who learn together, with a helper, on one or more courses."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from courses.models import Course
from learning.actions import take_course
from people.actions import add_cohort
from people.models import Agency, Place
from people.rules import whatsapp_number


class Command(BaseCommand):
    """Make one cohort of an agency, or let an existing one take a further course."""

    help = "Open a cohort. A second call with the same name adds the courses that are new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("name")
        parser.add_argument("--place", default="", help="the code of a kecamatan")
        parser.add_argument("--starts", type=date.fromisoformat, default=None)
        parser.add_argument("--ends", type=date.fromisoformat, default=None)
        parser.add_argument("--helper", default="", help="the helper's name")
        parser.add_argument("--whatsapp", default="", help="the helper's number: 62…")
        parser.add_argument("--course", action="append", default=[], help="a course's slug")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError("There is no such agency. Open it with manage.py add_agency.")
        place = Place.objects.filter(code=options["place"]).first()
        if options["place"] and place is None:
            raise CommandError("There is no such place. Load a list with manage.py load_places.")
        phone = whatsapp_number(options["whatsapp"])
        if options["whatsapp"] and not phone:
            raise CommandError("The WhatsApp number is no Indonesian mobile number: 62812…")
        if options["starts"] and options["ends"] and options["ends"] < options["starts"]:
            raise CommandError("The cohort would end before it starts.")
        courses = list(Course.objects.filter(slug__in=options["course"], agency=agency))
        unknown = set(options["course"]) - {course.slug for course in courses}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise CommandError(f"Not this agency's courses, or never published: {names}.")
        with transaction.atomic():
            cohort = add_cohort(
                agency=agency,
                name=options["name"],
                place=place,
                starts_on=options["starts"] or timezone.localdate(),
                ends_on=options["ends"],
                helper_name=options["helper"],
                helper_phone=phone,
            )
            for course in courses:
                take_course(cohort=cohort, course=course, at=timezone.now())
        self.stdout.write(f"{cohort.name} is open. Next: manage.py add_person --cohort")
