"""Writes about persons, agencies and their roles."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from common import audit
from people.models import Agency, Cohort, Membership, Place, User
from people.rules import Role


@transaction.atomic
def set_address(*, person: User, call_form: str, short_name: str) -> None:
    """Store how a person wishes to be addressed."""
    User.objects.filter(pk=person.pk).update(call_form=call_form, short_name=short_name)


@transaction.atomic
def add_person(
    *, username: str, name: str, password: str, uses_pin: bool, is_superuser: bool = False
) -> User:
    """Open an account. Raises ValidationError for a weak PIN or password, or a taken name."""
    person = User(
        username=username,
        name=name,
        uses_pin=uses_pin,
        is_superuser=is_superuser,
        is_staff=is_superuser,
    )
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    person.save()
    return person


@transaction.atomic
def add_membership(*, person: User, agency: Agency, role: Role, starts_on: date) -> Membership:
    """Give a person a role in an agency, without an end; twice is once, an ended role goes on."""
    membership, _is_new = Membership.objects.get_or_create(
        person=person, agency=agency, role=role.value, defaults={"starts_on": starts_on}
    )
    if membership.ends_on is not None:
        membership.ends_on = None
        membership.save(update_fields=["ends_on"])
    return membership


@transaction.atomic
def load_places(*, lines: Iterable[str]) -> int:
    """Store the places of a CSV (code,name); return how many it names. Twice is once."""
    rows = list(csv.DictReader(lines))
    for row in rows:
        Place.objects.update_or_create(code=row["code"], defaults={"name": row["name"]})
    return len(rows)


@transaction.atomic
def add_agency(*, slug: str, name: str, code: str) -> Agency:
    """Open an agency; an existing one is returned as it is.

    Raises ValidationError for a name that another agency has, or one that is too long.
    """
    agency = Agency.objects.filter(slug=slug).first() or Agency(slug=slug, name=name, code=code)
    if agency.pk is None:
        agency.full_clean()
        agency.save()
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, at: datetime, **settings: Any) -> dict[str, str]:
    """Change settings of an agency; return "old -> new" by field.

    settings: number_pattern, time_zone, officials_may_approve, lessons_need_review. What is
    already so is left out. Raises ValidationError for a value that does not fit.
    """
    changes = {}
    for field, value in settings.items():
        if (old := getattr(agency, field)) != value:
            changes[field] = f"{old} -> {value}"
            setattr(agency, field, value)
    if changes:
        agency.full_clean()
        agency.save(update_fields=list(changes))
        about = f"agency:{agency.pk}"
        audit.record(by=None, action="agency.changed", about=about, at=at, **changes)
    return changes


@transaction.atomic
def add_cohort(*, agency: Agency, name: str, **details: Any) -> Cohort:
    """Open a cohort of an agency; an existing one is returned as it is.

    details: place, starts_on, ends_on, helper_name, helper_phone.
    """
    cohort, _is_new = Cohort.objects.get_or_create(agency=agency, name=name, defaults=details)
    return cohort
