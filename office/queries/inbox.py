"""The inbox of everybody who works in an office."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from notifications.queries import Notice, notices
from office.queries.nav import OfficeFrame, office_frame
from people.models import User


@dataclass(frozen=True)
class InboxScreen:
    """The newest messages of one person."""

    frame: OfficeFrame
    notices: tuple[Notice, ...]

    @property
    def has_unread(self) -> bool:
        return self.frame.unread > 0


def inbox_screen(person: User, *, at: datetime) -> InboxScreen:
    """Return the inbox of somebody with a role, in three queries."""
    return InboxScreen(
        frame=office_frame(person, current=None, on=localtime(at).date()),
        notices=notices(person),
    )
