"""The inboxes of the office and of learners: one's own messages, opened by one's own hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["office", "learning"])
def space(request):
    return request.param


@pytest.fixture
def person(space):
    who = factories.person()
    if space == "office":
        factories.membership(who, factories.agency(), Role.AUDITOR)
    return who


def tell(person, *, key="1"):
    return factories.message(person, at=timezone.now(), key=key)


def page(client, person, space, name="inbox"):
    client.force_login(person)
    return client.get(reverse(f"{space}:{name}")).content.decode()


def test_an_empty_inbox_says_so(client, person, space):
    html = page(client, person, space)

    assert "Belum ada kabar" in html
    assert "Tandai semua terbaca" not in html


def test_a_message_is_shown_opened_and_then_read(client, person, space):
    message = tell(person)
    html = page(client, person, space)
    assert "Diperbarui: Foto" in html
    assert "Contoh &lt;b&gt;baru&lt;/b&gt;" in html

    answer = client.post(reverse(f"{space}:open_message", args=[message.pk]))

    assert (answer.status_code, answer.url) == (302, "/saya/")
    message.refresh_from_db()
    assert message.read_at is not None
    assert 'data-state="read"' in page(client, person, space)


def test_all_are_read_at_once(client, person, space):
    other = factories.person()
    for number in range(3):
        tell(person, key=str(number))
    tell(other)
    assert "Tandai semua terbaca" in page(client, person, space)

    assert client.post(reverse(f"{space}:read_all")).status_code == 302

    assert Message.objects.filter(read_at=None).get().person == other


def test_a_message_of_somebody_else_is_not_found(client, person, space):
    message = tell(factories.person())
    client.force_login(person)

    assert client.post(reverse(f"{space}:open_message", args=[message.pk])).status_code == 404
    assert "Foto" not in page(client, person, space)
    message.refresh_from_db()
    assert message.read_at is None


def test_every_screen_of_the_office_says_how_many_wait(client):
    person = factories.person()
    factories.membership(person, factories.agency(), Role.OFFICIAL)
    for number in range(2):
        tell(person, key=str(number))

    for name in ("queue", "register", "cohorts"):
        assert '<span class="bell__count">2</span>' in page(client, person, "office", name)


def test_a_learner_is_told_at_home_and_on_her_own_page(client):
    person = factories.person()
    assert "kabar baru" not in page(client, person, "learning", "home")

    tell(person)

    assert "1 kabar baru" in page(client, person, "learning", "home")
    assert "1 baru" in page(client, person, "learning", "me")


def test_an_inbox_costs_the_same_for_one_message_and_for_many(client, person, space):
    counts = []
    for number in (1, 70):
        for place in range(number):
            tell(person, key=f"{number}-{place}")
        client.force_login(person)
        url = reverse(f"{space}:inbox")
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        counts.append(len(found))

    assert counts[0] == counts[1] <= 7
