"""Where everybody begins."""

import pytest
from django.urls import reverse

from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "is_superuser", "target"),
    [
        (Role.TRAINER, False, "office:home"),
        (Role.HEAD, True, "office:home"),
        (Role.MENTOR, False, "learning:home"),
        (Role.MENTOR, True, "wagtailadmin_home"),
        (None, True, "wagtailadmin_home"),
        (None, False, "learning:home"),
    ],
)
def test_everybody_begins_where_there_is_a_place_for_them(client, role, is_superuser, target):
    person = factories.person(is_superuser=is_superuser)
    if role:
        factories.membership(person, factories.agency(), role)
    client.force_login(person)

    response = client.get(reverse("lms:start"))

    assert response.headers["Location"] == reverse(target)
    assert client.get(response.headers["Location"], follow=True).status_code == 200
