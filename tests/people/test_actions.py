"""Accounts, roles and places, each with its refusals."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from people import actions
from people.models import Cohort, Membership, Place, User
from people.permissions import agencies_where, cohorts_visible_to
from people.rules import Action, Role
from tests import factories

DAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def added(**fields):
    given = {"username": "sari", "name": "Sari", "password": "481526", "uses_pin": True}
    return actions.add_person(**{**given, **fields})


def test_a_learner_gets_an_account_with_a_pin():
    person = added()

    assert person.check_password("481526")
    assert not person.is_staff
    assert not person.is_superuser


@pytest.mark.parametrize(
    "refused",
    [
        {"password": "123456"},
        {"password": "٤٨١٥٢٦"},
        {"password": ""},
        {"password": "481526", "uses_pin": False},
        {"password": "x" * 129, "uses_pin": False},
        {"username": "a b"},
        {"username": ""},
        {"name": "x" * 101},
    ],
)
def test_a_weak_pin_or_a_bad_name_is_refused(refused):
    with pytest.raises(ValidationError):
        added(**refused)

    assert not User.objects.exists()


def test_a_taken_name_is_refused():
    added()

    with pytest.raises(ValidationError):
        added(password="958473")


def test_a_name_that_differs_in_case_only_is_refused():
    """Sign-in finds nobody when two match."""
    added()

    with pytest.raises(ValidationError, match="sudah dipakai"):
        added(username="Sari")


def test_an_address_is_stored_and_nothing_else():
    person = added()

    actions.set_address(person=person, call_form="ibu", short_name="Sari")

    person.refresh_from_db()
    assert person.called == "Bu Sari"
    assert person.name == "Sari"


def test_a_role_twice_is_one_row():
    person, agency = added(), factories.agency()

    for _ in range(2):
        actions.add_membership(person=person, agency=agency, role=Role.TRAINER, starts_on=DAY)

    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"role": "boss"}, {"role": "head", "ends_on": date(2019, 1, 1)}]
)
def test_the_database_refuses_an_impossible_role(fields):
    person, agency = factories.person(), factories.agency()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.membership(person, agency, fields.pop("role"), **fields)


def test_places_loaded_twice_are_there_once():
    lines = ["code,name", "35.07.01,Kepanjen", "35.07.02,Singosari"]

    assert actions.load_places(lines=lines) == 2
    actions.load_places(lines=["code,name", "35.07.01,Kepanjen Baru"])

    assert Place.objects.count() == 2
    assert Place.objects.filter(name="Kepanjen Baru").exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "may"),
    [
        (date(2026, 11, 24), None, True),
        (date(2026, 11, 25), None, False),
        (date(2026, 1, 1), date(2026, 11, 24), True),
        (date(2026, 1, 1), date(2026, 11, 23), False),
    ],
)
def test_a_role_counts_from_its_first_day_to_its_last(starts_on, ends_on, may):
    person, agency = factories.person(), factories.agency()
    factories.membership(person, agency, Role.HEAD, starts_on=starts_on, ends_on=ends_on)

    assert agencies_where(person, Action.APPROVE, on=DAY).exists() is may


def test_a_suspended_person_may_nothing_b27():
    person = factories.person(is_active=False)
    factories.membership(person, factories.agency(), Role.HEAD)

    assert not agencies_where(person, Action.APPROVE, on=DAY).exists()


def test_a_second_official_approves_where_the_agency_says_so():
    person = factories.person()
    strict, lenient = factories.agency(), factories.agency(officials_may_approve=True)
    for agency in (strict, lenient):
        factories.membership(person, agency, Role.OFFICIAL)

    assert list(agencies_where(person, Action.APPROVE, on=DAY)) == [lenient]


def test_cohorts_are_seen_in_one_s_own_agencies_b44_b56():
    mine, other, person = factories.agency(), factories.agency(), factories.person()
    factories.membership(person, mine, Role.TRAINER)
    for agency in (mine, other):
        Cohort.objects.create(agency=agency, name="Angkatan 1", starts_on=DAY)

    assert [cohort.agency for cohort in cohorts_visible_to(person, on=DAY)] == [mine]
    assert not cohorts_visible_to(factories.person(), on=DAY).exists()


def test_the_first_administrator_is_opened_once(monkeypatch):
    monkeypatch.setenv("BEKAL_PASSWORD", "panjang-sekali-1")

    call_command("first_admin", "admin", verbosity=0)

    assert User.objects.get().is_superuser
    with pytest.raises(CommandError):
        call_command("first_admin", "admin2", verbosity=0)


def test_a_short_password_opens_no_administrator(monkeypatch):
    monkeypatch.setenv("BEKAL_PASSWORD", "pendek")

    with pytest.raises(CommandError):
        call_command("first_admin", "admin", verbosity=0)

    assert not User.objects.exists()
