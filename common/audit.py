"""Append to the record of decisions, in the caller's transaction."""

from datetime import UTC, datetime
from typing import Any, Protocol

from common.models import AuditEntry
from common.rules import digest_of


class Actor(Protocol):
    """Whoever decides: anything with a key and a username."""

    pk: Any

    def get_username(self) -> str: ...


def record(*, by: Actor | None, action: str, about: str, at: datetime, **details: Any) -> None:
    """Write one audit entry.

    about: "noun:key"; details: ids and labels, no personal data.
    """
    content: dict[str, Any] = {
        "actor_id": by.pk if by else None,
        "actor_label": by.get_username() if by else "system",
        "action": action,
        "about": about,
        "details": details,
    }
    digest = digest_of({**content, "at": at.astimezone(UTC).isoformat()})
    AuditEntry.objects.create(at=at, digest=digest, **content)
