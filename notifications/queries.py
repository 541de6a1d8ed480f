"""The inbox as screens show it."""

from dataclasses import dataclass
from datetime import datetime

from notifications.kinds import kind_of
from notifications.models import Message
from notifications.permissions import messages_visible_to
from people.models import User

MAX_SHOWN = 60


@dataclass(frozen=True)
class Notice:
    """One message in the reader's language."""

    pk: int
    icon: str
    title: str
    text: str
    at: datetime
    is_read: bool


def notices(person: User, *, limit: int = MAX_SHOWN) -> tuple[Notice, ...]:
    """Return the newest messages of a person, the latest first. One query."""
    return tuple(map(_notice, messages_visible_to(person).order_by("-created_at", "-pk")[:limit]))


def unread_count(person: User) -> int:
    """Return how many messages a person has not opened. One query."""
    return messages_visible_to(person).filter(read_at=None).count()


def _notice(message: Message) -> Notice:
    kind = kind_of(message.kind)
    return Notice(
        pk=message.pk,
        icon=kind.icon,
        title=kind.title_of(message.params),
        text=kind.text_of(message.params),
        at=message.created_at,
        is_read=message.read_at is not None,
    )
