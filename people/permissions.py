"""Who may do what where: the role table asked about a person and a day."""

from datetime import date

from django.db.models import Q, QuerySet

from people.models import Agency, Cohort, Membership, User
from people.rules import Action, Role, roles_that_may


def memberships_on(person: User, day: date) -> QuerySet[Membership]:
    """Return the roles that a person holds on the day."""
    if not person.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), person=person, starts_on__lte=day
    )


def agencies_where(person: User, action: Action, *, on: date) -> QuerySet[Agency]:
    """Return the agencies in which a person may do the action on the day."""
    held = memberships_on(person, on)
    allowed = Q(memberships__in=held.filter(role__in=roles_that_may(action)))
    if action is Action.APPROVE:
        allowed |= Q(memberships__in=held.filter(role=Role.OFFICIAL), officials_may_approve=True)
    return Agency.objects.filter(allowed).distinct()


def cohorts_visible_to(person: User, *, on: date) -> QuerySet[Cohort]:
    """Return the cohorts of the agencies where the person may see cohorts."""
    return Cohort.objects.filter(agency__in=agencies_where(person, Action.SEE_COHORTS, on=on))


def members_who_may(agency: Agency, action: Action, *, on: date) -> QuerySet[User]:
    """Return the people whose role in an agency lets them do the action on the day."""
    held = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        agency=agency,
        role__in=roles_that_may(action),
        starts_on__lte=on,
    )
    return User.objects.filter(is_active=True, memberships__in=held).distinct()
