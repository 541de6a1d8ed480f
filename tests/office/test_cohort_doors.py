"""The doors of a trainer, when there is little to show."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import CohortCourse
from people.models import Cohort
from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(client):
    trainer, agency = factories.person(), factories.agency()
    factories.membership(trainer, agency, Role.TRAINER)
    client.force_login(trainer)
    return Cohort.objects.create(agency=agency, name="Baru", starts_on=timezone.localdate())


@pytest.mark.parametrize("takes_closed_one", [False, True])
def test_a_cohort_without_an_open_course_is_shown(client, cohort, takes_closed_one):
    if takes_closed_one:
        closed = factories.bare_course(cohort.agency, slug="k", modules=1)
        type(closed).objects.update(edition=None)
        CohortCourse.objects.create(cohort=cohort, course=closed)
    url = reverse("office:cohort", args=[cohort.pk])
    assert url in client.get(reverse("office:cohorts")).text

    page = client.get(url)

    assert page.status_code == 200
    assert "Belum ada kelas" in page.text
    assert "Semua peserta" not in page.text


def test_an_unknown_course_of_a_cohort_is_not_found(client, cohort):
    url = reverse("office:cohort", args=[cohort.pk])
    assert client.get(f"{url}?kelas=tidak-ada").status_code == 404

    factories.framework()
    course = factories.bare_course(cohort.agency, slug="k", modules=1)
    CohortCourse.objects.create(cohort=cohort, course=course)

    assert client.get(url).status_code == 200
    assert "Belum ada kelas" not in client.get(url).text
    assert client.get(f"{url}?kelas=tidak-ada").status_code == 404
