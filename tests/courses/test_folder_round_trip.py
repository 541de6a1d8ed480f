"""Courses that leave a site as folders come back equal in an empty one."""

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from courses.actions.folders import import_course
from courses.formats.course_folder import write
from courses.models import Course, CoursePage, Edition, LessonPage, LessonVersion, ModulePage
from courses.queries.folders import export_course
from courses.queries.folders.on_disk import files_at
from quizzes.models import QuestionVersion
from tests import factories
from tests.courses import folders
from tests.courses.folders import held, imported
from tests.courses.formats import generated

# Willow leaves a temporary file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
DEMO = sorted(path.parent for path in (site.BASE_DIR / "demo" / "courses").glob("*/course.md"))
COUNTED = (
    *(CoursePage, ModulePage, LessonPage, Revision, Image, Document, PageLogEntry, ModelLogEntry),
    *(Course, Edition, LessonVersion, QuestionVersion),
)


def exported(agency):
    return {
        page.slug: dict(export_course(page).files())
        for page in CoursePage.objects.child_of(agency.catalogue)
    }


def stored_file_rows(agency):
    """The files of an agency with every field that is no key or moment of its own."""
    ignored = {"id", "collection", "created_at", "file", "uploaded_by_user"}
    rows = []
    for model in (Image, Document):
        for stored in model.objects.filter(collection__name=agency.name).order_by("title", "pk"):
            fields = {f.name for f in model._meta.concrete_fields} - ignored
            with stored.open_file() as file:
                rows.append({**{n: getattr(stored, n) for n in fields}, "bytes": file.read()})
    return rows


def assert_comes_back_equal(first, second):
    """Export every course of an agency, import it for another one, and compare both."""
    before, rows, files = held(first), stored_file_rows(first), exported(first)
    for page in CoursePage.objects.child_of(first.catalogue):
        page.delete()
    for address, given_files in files.items():
        report = imported(given_files, second, address=address)
        assert report.refusals == ()

    assert held(second) == before
    assert stored_file_rows(second) == rows
    assert exported(second) == files
    for address, given_files in files.items():
        assert imported(given_files, second, address=address, dry_run=True).is_empty


PICTURES = dict(zip(generated.PICTURES, map(folders.picture, ("red", "blue")), strict=True))
SLOW = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
)


@st.composite
def course_files(draw):
    """The address and the files of a generated course; plain values are quickly shown."""
    course = generated.without_silence(draw(generated.courses))
    return course.address, {**folders.MEDIA, **PICTURES, **write(course)}


# Without shrinking: one failure would take minutes to make small.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=SLOW,
    phases=(Phase.explicit, Phase.generate),
)
@given(given_course=course_files())
def test_generated_courses_come_back_equal_from_an_empty_site(db, given_course):
    address, files = given_course
    with transaction.atomic():
        factories.framework(*generated.SKILLS)
        first, second = factories.agency(), factories.agency()
        assert imported(files, first, address=address).refusals == ()

        assert_comes_back_equal(first, second)
        transaction.set_rollback(True)


@pytest.mark.parametrize("folder", DEMO, ids=lambda path: path.name)
def test_the_sample_courses_come_back_equal_from_an_empty_site(folder):
    call_command("load_framework", verbosity=0)
    first, second = factories.agency(), factories.agency()
    with files_at(folder) as files:
        report = import_course(files=files, agency=first, by=None)
    assert report.refusals == ()

    assert_comes_back_equal(first, second)
