from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from common import jobs
from common.jobs import run_later
from notifications import actions
from notifications.models import Delivery, Message
from notifications.permissions import messages_visible_to
from notifications.queries import notices, unread_count
from notifications.rules import READ_KEPT, UNREAD_KEPT
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def told(person, *, key="review:1", at=NOW, **changes):
    fields = {
        "kind": "review_asked",
        "params": {"lesson": "Foto", "person": "Ratna"},
        "url": "/cms/pages/7/edit/",
        **changes,
    }
    actions.send(person=person, key=key, at=at, **fields)


def test_the_same_occasion_tells_once():
    person = factories.person()

    told(person)
    told(person, at=NOW + timedelta(days=1))
    told(person, key="review:2")

    assert sorted(Message.objects.values_list("key", flat=True)) == ["review:1", "review:2"]
    assert Delivery.objects.filter(channel="inbox").count() == 2


def test_the_database_refuses_a_second_message_of_one_occasion():
    person = factories.person()
    told(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            person=person, kind="review_asked", url="/", key="review:1", created_at=NOW
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "tidak-ada"},
        {"params": {"lesson": "Foto"}},
        {"params": {"lesson": "Foto", "person": "Ratna", "user": "x"}},
        {"params": {"lesson": "Foto", "person": 7}},
        {"url": "https://jahat.example/"},
        {"url": "//jahat.example/"},
    ],
)
def test_a_message_that_does_not_fit_is_refused_and_tells_nobody_b85(changes):
    with pytest.raises(ValueError):
        told(factories.person(), **changes)

    assert not Message.objects.exists()


def test_a_message_is_read_in_the_language_of_its_reader():
    person = factories.person()
    with translation.override("en"):
        told(person)

    (indonesian,) = notices(person)
    with translation.override("en"):
        (english,) = notices(person)

    assert indonesian.title == "Tinjau: Foto"
    assert english.title == "Review: Foto"


def test_everybody_reads_her_own_only():
    mine, yours = factories.person(), factories.person()
    told(mine)
    told(yours)
    told(yours, key="review:2")

    assert (unread_count(mine), unread_count(yours)) == (1, 2)
    assert {message.person for message in messages_visible_to(mine)} == {mine}


def test_opening_marks_as_read_once_and_says_where_to():
    person = factories.person()
    told(person)
    message = Message.objects.get()

    assert actions.open_message(message=message, at=NOW) == "/cms/pages/7/edit/"
    actions.open_message(message=message, at=NOW + timedelta(days=1))

    message.refresh_from_db()
    assert message.read_at == NOW
    assert unread_count(person) == 0


def test_reading_all_leaves_others_alone():
    mine, yours = factories.person(), factories.person()
    for person in (mine, yours):
        told(person)

    assert actions.read_all(person=mine, at=NOW) == 1

    assert (unread_count(mine), unread_count(yours)) == (0, 1)


def test_what_is_settled_waits_for_nobody():
    mine, yours = factories.person(), factories.person()
    for person in (mine, yours):
        told(person)
        told(person, key="review:2")

    assert actions.settle(key="review:1", at=NOW, person=mine) == 1
    assert (unread_count(mine), unread_count(yours)) == (1, 2)
    assert actions.settle(key="review:1", at=NOW) == 1
    assert (unread_count(mine), unread_count(yours)) == (1, 1)


def test_old_messages_are_forgotten():
    person = factories.person()
    told(person, key="read-long-ago", at=NOW - READ_KEPT * 2)
    actions.read_all(person=person, at=NOW - READ_KEPT - timedelta(seconds=1))
    told(person, key="read-lately", at=NOW - READ_KEPT)
    actions.read_all(person=person, at=NOW - READ_KEPT)
    told(person, key="never-read", at=NOW - UNREAD_KEPT - timedelta(seconds=1))
    told(person, key="waits", at=NOW - UNREAD_KEPT)

    assert actions.forget_old(at=NOW) == 2

    assert set(Message.objects.values_list("key", flat=True)) == {"read-lately", "waits"}
    assert Delivery.objects.count() == 2


def test_an_account_that_ends_takes_its_messages_along():
    person = factories.person()
    told(person)

    person.delete()

    assert not Message.objects.exists()
    assert not Delivery.objects.exists()


def test_telling_many_costs_as_much_as_telling_one():
    counts = []
    for number in (1, 40):
        people = [factories.person() for _ in range(number)]
        with CaptureQueriesContext(connection) as found:
            sent = actions.send_all(
                people=[*people, people[0]],
                kind="lesson_updated",
                params={"lesson": "Foto", "news": "Contoh baru"},
                url="/belajar/",
                key=f"news:{number}",
                at=NOW,
            )
        assert sent == number
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_the_apps_below_send_through_the_outbox():
    person = factories.person()
    words = {"lesson": "Foto", "person": "Ratna"}

    job = run_later(
        "notifications.tasks.send",
        person_id=person.pk,
        kind="review_asked",
        url="/cms/",
        key="review:1",
        **words,
    )
    jobs.perform(job_id=job.pk)
    jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert job.done_at is not None
    assert [notice.title for notice in notices(person)] == ["Tinjau: Foto"]


def test_an_account_that_is_gone_is_told_nothing():
    job = run_later(
        "notifications.tasks.send", person_id=999_999, kind="review_asked", url="/", key="x"
    )

    jobs.perform(job_id=job.pk)

    job.refresh_from_db()
    assert job.done_at is not None
    assert not Message.objects.exists()
