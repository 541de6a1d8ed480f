"""The learner's inbox."""

from dataclasses import dataclass

from learning.queries.journey import ask_url
from notifications.queries import Notice, notices
from people.models import User


@dataclass(frozen=True)
class InboxScreen:
    """The newest messages of one learner, and whom she asks."""

    notices: tuple[Notice, ...]
    ask_url: str

    @property
    def has_unread(self) -> bool:
        return any(not notice.is_read for notice in self.notices)


def inbox_screen(person: User) -> InboxScreen:
    """Return the inbox of a learner, in two queries."""
    return InboxScreen(notices=notices(person), ask_url=ask_url(person))
