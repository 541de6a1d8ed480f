"""Load the sample site: one agency, its courses, twelve generated learners. Once."""

import logging
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from common import jobs
from common.models import Job
from courses.actions import open_catalogue, sync_authors
from lms.demo.content import load_courses
from lms.demo.people import load_agency, load_learners
from people.models import Agency


class Command(BaseCommand):
    """Fill an empty database with sample people and content."""

    help = "Load the sample site (demo mode only). A second call changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Sample people exist in demo mode only: set BEKAL_DEMO=1.")
        if Agency.objects.filter(is_demo=True).exists():
            return
        # No worker listens yet: the four certificates are made here, below.
        logging.getLogger("bekal.jobs").setLevel(logging.ERROR)
        at = timezone.now()
        with transaction.atomic():
            call_command("load_places", stdout=StringIO())
            agency = load_agency(at=at)
            open_catalogue(agency=agency)
            sync_authors(agency=agency, on=at.date())
            load_learners(agency=agency, course=load_courses(agency=agency), at=at)
        for job in Job.objects.filter(done_at=None):
            jobs.perform(job_id=job.pk)
        self.stdout.write("Sample site loaded.")
