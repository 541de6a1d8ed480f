"""The record of decisions: labels, ids, and no way back."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from common import audit
from common.models import AuditEntry
from common.rules import digest_of
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_an_entry_names_who_decided_and_survives_the_person():
    who = factories.person(username="petugas")

    audit.record(by=who, action="award.named", about="award:1", at=NOW, key="course:1")
    who.delete()

    entry = AuditEntry.objects.get()
    assert (entry.actor_label, entry.action, entry.about) == ("petugas", "award.named", "award:1")
    assert entry.details == {"key": "course:1"}


def test_the_digest_covers_everything_that_was_recorded():
    audit.record(by=None, action="award.earned", about="award:1", at=NOW, key="course:1")

    entry = AuditEntry.objects.get()
    assert entry.digest == digest_of(
        {
            "actor_id": None,
            "actor_label": "system",
            "action": "award.earned",
            "about": "award:1",
            "details": {"key": "course:1"},
            "at": entry.at.isoformat(),
        }
    )


def test_an_entry_goes_with_its_transaction():
    with transaction.atomic():
        audit.record(by=None, action="award.earned", about="award:1", at=NOW)
        transaction.set_rollback(True)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "change", ["UPDATE common_auditentry SET action = 'x'", "DELETE FROM common_auditentry"]
)
def test_the_database_refuses_to_change_the_record_b100(change):
    audit.record(by=None, action="award.earned", about="award:1", at=NOW)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)


def test_sqlite_refuses_to_replace_an_entry_b100():
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    audit.record(by=None, action="award.earned", about="award:1", at=NOW)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            "INSERT OR REPLACE INTO common_auditentry SELECT * FROM common_auditentry"
        )
