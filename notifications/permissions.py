"""Whose messages somebody may read: her own, whatever her role."""

from django.db.models import QuerySet

from notifications.models import Message
from people.models import User


def messages_visible_to(person: User) -> QuerySet[Message]:
    """Return a person's own messages."""
    return Message.objects.filter(person=person)
