"""Who may see an attempt."""

from django.db.models import QuerySet

from people.models import User
from quizzes.models import Attempt


def attempts_visible_to(person: User) -> QuerySet[Attempt]:
    """Return the person's own attempts; nobody answers or reads for another."""
    return Attempt.objects.filter(person=person)
