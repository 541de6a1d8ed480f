"""Who may see an attempt."""

from django.db.models import Q, QuerySet

from people.models import User
from quizzes.models import Attempt


def is_visible_attempt(person: User) -> Q:
    """Return what makes an attempt the person's own; nobody answers or reads for another."""
    return Q(person=person)


def attempts_visible_to(person: User) -> QuerySet[Attempt]:
    """Return the attempts that a person may see."""
    return Attempt.objects.filter(is_visible_attempt(person))
