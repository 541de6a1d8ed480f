"""Write one line of an agency's register."""

from datetime import UTC, datetime
from typing import Any

from certificates.models import Certificate, RegisterEntry
from certificates.rules import EntryKind, entry_digest
from people.models import Agency


def lock_register(agency_id: int) -> Agency:
    """Hold the agency's register until the transaction ends: numbers and lines come one by one.

    SQLite's IMMEDIATE transactions hold the whole database already.
    """
    return Agency.objects.select_for_update(no_key=True).get(pk=agency_id)


def write_entry(
    *, kind: EntryKind, certificate: Certificate, at: datetime, **content: Any
) -> RegisterEntry:
    """Append a line; the caller holds the lock of the register. Values are plain JSON."""
    last = RegisterEntry.objects.filter(agency_id=certificate.agency_id).order_by("position").last()
    position = last.position + 1 if last else 1
    previous = last.digest if last else ""
    line = {
        **content,
        "number": certificate.number,
        "edition": certificate.edition,
        "at": at.astimezone(UTC).isoformat(),
    }
    return RegisterEntry.objects.create(
        agency_id=certificate.agency_id,
        position=position,
        kind=kind,
        certificate=certificate,
        content=line,
        previous=previous,
        digest=entry_digest(
            agency_id=certificate.agency_id,
            position=position,
            kind=kind,
            content=line,
            previous=previous,
        ),
    )
