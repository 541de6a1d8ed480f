"""Writes of messages: telling, reading, forgetting."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from notifications.kinds import kind_of
from notifications.models import Delivery, Message
from notifications.rules import READ_KEPT, UNREAD_KEPT, fitting, is_own_address
from people.models import User


@transaction.atomic
def send(
    *, person: User, kind: str, params: Mapping[str, str], url: str, key: str, at: datetime
) -> None:
    """Put one message into a person's inbox; the same occasion twice is one message.

    kind: a key of notifications.kinds; params: exactly the words that it takes; url: a path of
    this site; key: the occasion. Raises ValueError for anything else.
    """
    send_all(people=[person], kind=kind, params=params, url=url, key=key, at=at)


@transaction.atomic
def send_all(
    *,
    people: Iterable[User],
    kind: str,
    params: Mapping[str, str],
    url: str,
    key: str,
    at: datetime,
) -> int:
    """Tell several people the same; return how many had not been told. Four queries at most.

    The arguments are those of `send`.
    """
    words = fitting(params, names=kind_of(kind).names)
    if not is_own_address(url):
        raise ValueError("a message leads to a page of this site only")
    told = set(Message.objects.filter(key=key).values_list("person_id", flat=True))
    new = {person.pk: person for person in people if person.pk not in told}
    rows = [
        Message(person_id=pk, kind=kind, params=words, url=url, key=key, created_at=at)
        for pk in new
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    arrived = Message.objects.filter(key=key, person__in=new, deliveries=None)
    Delivery.objects.bulk_create(
        [Delivery(message=message, channel=Delivery.Channel.INBOX, at=at) for message in arrived],
        ignore_conflicts=True,
    )
    return len(rows)


@transaction.atomic
def open_message(*, message: Message, at: datetime) -> str:
    """Mark a message as read and return where it leads. The first reading counts."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at)
    return message.url


@transaction.atomic
def read_all(*, person: User, at: datetime) -> int:
    """Mark every message of a person as read; return how many were not."""
    return Message.objects.filter(person=person, read_at=None).update(read_at=at)


@transaction.atomic
def settle(*, key: str, at: datetime, person: User | None = None) -> int:
    """Mark what an occasion told as read, for one person or for all: it needs nobody any more."""
    whose = Q() if person is None else Q(person=person)
    return Message.objects.filter(whose, key=key, read_at=None).update(read_at=at)


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Remove messages read long ago, and those that nobody read in a year; return how many."""
    old = Message.objects.filter(Q(read_at__lt=at - READ_KEPT) | Q(created_at__lt=at - UNREAD_KEPT))
    count = old.count()
    old.delete()
    return count
