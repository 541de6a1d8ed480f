"""Whose journey a person may see."""

from django.db.models import Q, QuerySet

from learning.models import Enrolment
from people.models import User


def is_own_enrolment(person: User) -> Q:
    """Return what makes an enrolment the person's own."""
    return Q(person=person)


def own_enrolments(person: User) -> QuerySet[Enrolment]:
    """Return the person's own enrolments."""
    return Enrolment.objects.filter(is_own_enrolment(person))
