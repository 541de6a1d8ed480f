"""Whose journey a person may see."""

from django.db.models import QuerySet

from learning.models import Enrolment
from people.models import User


def own_enrolments(person: User) -> QuerySet[Enrolment]:
    """Return the person's own enrolments."""
    return Enrolment.objects.filter(person=person)
