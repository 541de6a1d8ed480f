"""The shell of every office screen: who is here, for which agency, and where she may go."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.queries import unread_count
from office.rules import Place, leading_role, places_for
from people.models import User
from people.permissions import memberships_on
from people.rules import POLICY, Action, Role


@dataclass(frozen=True)
class NavItem:
    """One place of the menu."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True)
class OfficeFrame:
    """Who is signed in, the menu, and how many messages wait in the inbox."""

    person: str
    role: str
    agency: str
    is_demo: bool
    nav: tuple[NavItem, ...]
    unread: int


@dataclass(frozen=True)
class Service:
    """What a person is and may do today, over all her agencies."""

    roles: frozenset[Role]
    actions: frozenset[Action]
    agencies: tuple[str, ...]
    is_demo: bool


def service_of(person: User, *, on: date) -> Service:
    """Return a person's roles and actions, in one query; empty for somebody without a role."""
    held = list(memberships_on(person, on).select_related("agency").order_by("agency__name"))
    roles = frozenset(Role(membership.role) for membership in held)
    actions = frozenset(action for role in roles for action in POLICY[role])
    if any(m.role == Role.OFFICIAL and m.agency.officials_may_approve for m in held):
        actions |= {Action.APPROVE}
    return Service(
        roles=roles,
        actions=actions,
        agencies=tuple(dict.fromkeys(membership.agency.name for membership in held)),
        is_demo=any(membership.agency.is_demo for membership in held),
    )


def office_frame(person: User, *, current: Place | None, on: date) -> OfficeFrame:
    """Return the shell of a screen, in two queries. The person holds at least one role."""
    service = service_of(person, on=on)
    return OfficeFrame(
        person=person.get_full_name(),
        role=_role_names()[leading_role(service.roles)],
        agency=", ".join(service.agencies),
        is_demo=service.is_demo,
        nav=tuple(_item(place, current) for place in places_for(service.actions)),
        unread=unread_count(person),
    )


def url_of(place: Place) -> str:
    """Return the address of a place of the menu."""
    return reverse(f"office:{place}")


def _item(place: Place, current: Place | None) -> NavItem:
    label, icon = {
        Place.HOME: (_("Beranda"), "home"),
        Place.QUEUE: (_("Usulan"), "certificate"),
        Place.APPROVALS: (_("Persetujuan"), "stamp"),
        Place.REGISTER: (_("Daftar"), "list"),
        Place.COHORTS: (_("Kelompok"), "people"),
        Place.LESSONS: (_("Pelajaran"), "pencil"),
    }[place]
    return NavItem(label=label, url=url_of(place), icon=icon, is_current=place is current)


def _role_names() -> dict[Role, str]:
    return {
        Role.TRAINER: _("Pelatih"),
        Role.MENTOR: _("Pendamping"),
        Role.OFFICIAL: _("Petugas"),
        Role.HEAD: _("Kepala"),
        Role.AUDITOR: _("Pemeriksa"),
    }
