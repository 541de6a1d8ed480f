"""People who come back: a further cohort, a further role, a role that had ended."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from courses.actions import open_catalogue
from people.actions import add_membership
from people.models import Cohort, Membership, User
from people.permissions import memberships_on
from people.rules import Role
from tests import factories

DAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch):
    monkeypatch.delenv("BEKAL_PASSWORD", raising=False)
    monkeypatch.setattr("lms.management.commands.add_person.getpass", refuse_to_type)


def refuse_to_type(prompt):
    raise AssertionError(prompt)


@pytest.fixture
def cohort():
    return Cohort.objects.create(agency=factories.agency(), name="Angkatan 2", starts_on=DAY)


def add(username, *name, agency, **kind):
    call_command("add_person", username, *name, agency=agency.slug, verbosity=0, **kind)


@pytest.mark.parametrize("name", [[], ["Sari"]])
def test_a_known_learner_joins_a_further_cohort(cohort, name):
    person = factories.person("Sari", username="sari", uses_pin=True)

    for _twice in range(2):
        add("Sari", *name, agency=cohort.agency, cohort=cohort.name)

    assert list(cohort.members.all()) == [person]
    assert User.objects.get().password == person.password


def test_staff_get_a_further_role_and_may_learn(cohort):
    person = factories.person("Siti", username="siti")
    factories.membership(person, cohort.agency, Role.TRAINER)
    open_catalogue(agency=cohort.agency)

    add("siti", agency=cohort.agency, role="official")
    add("siti", agency=cohort.agency, cohort=cohort.name)

    roles = set(person.memberships.values_list("role", flat=True))
    assert roles == {Role.TRAINER, Role.OFFICIAL}
    assert person in cohort.members.all()


def test_a_username_of_somebody_else_is_refused(cohort):
    factories.person("Sari", username="sari", uses_pin=True)

    with pytest.raises(CommandError, match="another name"):
        add("sari", "Sari Lain", agency=cohort.agency, cohort=cohort.name)

    assert not cohort.members.exists()


def test_a_pin_opens_no_office(cohort):
    factories.person("Sari", username="sari", uses_pin=True)

    with pytest.raises(CommandError, match="PIN"):
        add("sari", agency=cohort.agency, role="official")

    assert not Membership.objects.exists()


def test_a_new_account_needs_a_name(cohort):
    with pytest.raises(CommandError, match="needs a name"):
        add("baru", agency=cohort.agency, cohort=cohort.name)

    assert not User.objects.exists()


def test_an_ended_role_goes_on():
    person, agency = factories.person(), factories.agency()
    ended = factories.membership(person, agency, Role.HEAD, ends_on=date(2025, 1, 1))
    assert not memberships_on(person, DAY).exists()

    again = add_membership(person=person, agency=agency, role=Role.HEAD, starts_on=DAY)

    assert again == ended
    assert list(memberships_on(person, DAY)) == [ended]
    assert again.starts_on == date(2020, 1, 1)
