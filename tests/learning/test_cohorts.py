"""One course with one cohort after another."""

from datetime import UTC, date, datetime

import pytest

from learning import actions
from people.models import Cohort
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    factories.framework()
    return factories.bare_course(factories.agency(), slug="k", modules=2)


def cohort(course, year):
    found = Cohort.objects.create(
        agency=course.agency, name=f"Angkatan {year}", starts_on=date(year, 1, 1)
    )
    actions.take_course(cohort=found, course=course, at=NOW)
    return found


@pytest.mark.parametrize("years", [(2025, 2026), (2026, 2025)])
def test_the_newer_cohort_has_the_enrolment_and_progress_stays(course, years):
    person = factories.person()
    first, second = (cohort(course, year) for year in years)
    actions.join_cohort(cohort=first, person=person, at=NOW)
    enrolment = person.enrolments.get()
    lesson = course.lessons.order_by("pk")[0]
    actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.pk, at=NOW)

    actions.join_cohort(cohort=second, person=person, at=NOW)

    moved = person.enrolments.get()
    assert moved.cohort.name == "Angkatan 2026"
    assert (moved.pk, moved.completions.count()) == (enrolment.pk, 1)


def test_a_newer_cohort_that_takes_the_course_later_gets_its_people(course):
    person = factories.person()
    actions.join_cohort(cohort=cohort(course, 2025), person=person, at=NOW)
    newer = Cohort.objects.create(agency=course.agency, name="Baru", starts_on=NOW.date())
    actions.join_cohort(cohort=newer, person=person, at=NOW)
    assert person.enrolments.get().cohort != newer

    actions.take_course(cohort=newer, course=course, at=NOW)

    assert person.enrolments.get().cohort == newer
