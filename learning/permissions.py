"""Whose journey a person may see."""

from datetime import date

from django.db.models import QuerySet

from learning.models import Enrolment
from people.models import User
from people.permissions import agencies_where
from people.rules import Action


def own_enrolments(person: User) -> QuerySet[Enrolment]:
    """Return the person's own enrolments."""
    return Enrolment.objects.filter(person=person)


def enrolments_visible_to(person: User, *, on: date) -> QuerySet[Enrolment]:
    """Return the enrolments in courses of agencies where the person may see cohorts."""
    return Enrolment.objects.filter(
        course__agency__in=agencies_where(person, Action.SEE_COHORTS, on=on)
    )
