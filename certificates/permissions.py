"""Whose awards and certificates a person may see: her own, and those of the agencies she serves."""

from datetime import date

from django.db.models import Q, QuerySet

from certificates.models import Award, Batch, Certificate
from people.models import User
from people.permissions import agencies_where
from people.rules import Action


def awards_visible_to(person: User, *, on: date) -> QuerySet[Award]:
    """Return the person's own awards, and those of agencies where she may see the register."""
    agencies = agencies_where(person, Action.SEE_REGISTER, on=on)
    return Award.objects.filter(Q(person=person) | Q(agency__in=agencies))


def certificates_visible_to(person: User, *, on: date) -> QuerySet[Certificate]:
    """Return the person's own certificates, and those of agencies whose register she may see."""
    agencies = agencies_where(person, Action.SEE_REGISTER, on=on)
    return Certificate.objects.filter(Q(award__person=person) | Q(agency__in=agencies))


def batches_visible_to(person: User, *, on: date) -> QuerySet[Batch]:
    """Return the lists of agencies where the person may see the register."""
    return Batch.objects.filter(agency__in=agencies_where(person, Action.SEE_REGISTER, on=on))
