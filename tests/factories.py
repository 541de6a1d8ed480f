"""Plain functions that make what a test needs; every name is made up."""

from datetime import date
from itertools import count
from typing import Any

from people.models import Agency, Membership, User
from people.rules import Role

_numbers = count(1)


def person(name: str = "Sari Wulandari", **fields: Any) -> User:
    """Return a saved person with an unusable password."""
    return User.objects.create(
        username=fields.pop("username", f"contoh{next(_numbers)}"), name=name, **fields
    )


def agency(**fields: Any) -> Agency:
    """Return a saved agency."""
    number = next(_numbers)
    return Agency.objects.create(
        **{
            "slug": f"contoh-{number}",
            "name": f"Balai Latihan Kerja Contoh {number}",
            "code": "CONTOH",
            **fields,
        }
    )


def membership(
    who: User, where: Agency, role: Role | str, *, starts_on: date = date(2020, 1, 1), **fields: Any
) -> Membership:
    """Return a saved role."""
    return Membership.objects.create(
        person=who, agency=where, role=str(role), starts_on=starts_on, **fields
    )
