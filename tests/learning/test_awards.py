"""What a learner sees of the way to her certificate."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from certificates import actions
from certificates.models import Award
from learning.queries.awards import certificate_screen, own_awards
from tests.certificates.steps import make_town, named, seen

pytestmark = pytest.mark.django_db
# In Jayapura the day has begun, in Jakarta it has not.
NIGHT = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def town():
    return make_town(time_zone="Asia/Jayapura")


def approve(town, batch, at):
    return actions.approve(batch=batch, by=town.head, seen=seen(batch), at=at)


def issued(town, at=NIGHT):
    award = named(town, at=at)
    Award.objects.filter(pk=award.pk).update(name_confirmed_at=at)
    (certificate,) = approve(town, actions.propose(awards=[award], by=town.official, at=at), at)
    return certificate


def screen_of(town, at=NIGHT):
    return certificate_screen(town.learner, own_awards(town.learner).get(), at=at)


def test_every_date_is_that_of_the_agency(town):
    certificate = issued(town)
    actions.revoke(certificate=certificate, by=town.head, reason="Keliru", at=NIGHT)

    screen = screen_of(town)

    steps = (screen.learned, screen.named, screen.proposed, screen.approved)
    assert {step.on for step in steps} == {date(2026, 11, 25)}
    assert screen.issued.issued_on == screen.issued.ended_on == date(2026, 11, 25)
    assert screen.issued.issued_on.isoformat() == certificate.payload["issued_on"]


def test_days_of_waiting_are_those_of_the_agency(town):
    named(town, at=NIGHT)
    Award.objects.update(since=NIGHT - timedelta(hours=1))

    assert screen_of(town).proposed.days == 1


def test_the_steps_keep_their_dates_while_a_replacement_waits(town):
    certificate = issued(town)
    actions.propose_replacement(
        certificate=certificate,
        by=town.official,
        name="Sari Wulandari Dewi",
        reason="Nama di KTP",
        at=NIGHT + 9 * DAY,
    )

    screen = screen_of(town, NIGHT + 9 * DAY)

    assert screen.proposed.on == screen.approved.on == date(2026, 11, 25)


def test_a_returned_award_asks_to_check_the_name_without_the_reason(town, client):
    award = named(town)
    batch = actions.propose(awards=[award], by=town.official, at=NIGHT)
    actions.return_batch(batch=batch, by=town.head, reason="Nama Budi keliru", at=NIGHT)
    client.force_login(town.learner)

    page = client.get(reverse("learning:certificate", args=[award.pk])).text

    assert "Petugas perlu memeriksa lagi. Periksa namanya sekali lagi." in page
    assert reverse("learning:confirm_name", args=[award.pk]) in page
    assert "Budi" not in page
    actions.confirm_name(award=award, by=town.learner, name="Sari", at=NIGHT)
    assert not screen_of(town).was_returned
