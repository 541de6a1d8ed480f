"""The sample courses, out of their folders and published, as every course folder is."""

from io import StringIO

from django.conf import settings
from django.core.management import call_command

from courses.actions.folders import import_course
from courses.models import Course
from courses.queries.folders.on_disk import files_at
from courses.queries.folders.words import place_of, words_of
from people.models import Agency

COURSES_DIR = settings.BASE_DIR / "demo" / "courses"
MAIN_COURSE = "jualan-lewat-whatsapp"


class BadSampleCourse(Exception):
    """A folder of the project itself that cannot be imported."""


def load_courses(*, agency: Agency) -> Course:
    """Load the framework and every sample course; return the one that the sample learners take."""
    call_command("load_framework", verbosity=0, stdout=StringIO())
    for front in sorted(COURSES_DIR.glob("*/course.md")):
        with files_at(front.parent) as files:
            report = import_course(files=files, agency=agency, by=None, publish=True)
        if report.refusals:
            said = [f"{place_of(remark)}: {words_of(remark)}" for remark in report.refusals]
            raise BadSampleCourse("\n".join(said))
    return Course.objects.get(slug=MAIN_COURSE)
