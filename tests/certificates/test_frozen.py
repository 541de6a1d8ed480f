"""B100: the database refuses to change what is frozen, and one person to do the work of two."""

from itertools import count

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from certificates import actions
from certificates.models import (
    Batch,
    Certificate,
    CertificateFile,
    RegisterEntry,
    Revocation,
)
from common.models import AuditEntry
from tests.certificates.steps import NOW, approved, proposed

FROZEN = [Certificate, CertificateFile, Revocation, RegisterEntry, AuditEntry]
_serials = count(100)


@pytest.fixture
def issued(town):
    (certificate,) = approved(town)
    actions.render(certificate_id=certificate.pk, at=NOW)
    actions.revoke(certificate=certificate, by=town.head, reason="Keliru", at=NOW)
    return certificate


@pytest.mark.parametrize("model", FROZEN)
def test_update_is_refused(issued, model):
    before = list(model.objects.values())
    column = model._meta.fields[-1].column

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE {model._meta.db_table} SET "{column}" = "{column}"')

    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", FROZEN)
def test_delete_is_refused(issued, model):
    before = model.objects.count()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")

    assert model.objects.count() == before > 0


@pytest.mark.parametrize("model", FROZEN)
def test_replacing_or_emptying_is_refused(issued, model):
    table = model._meta.db_table
    statement = (
        f"TRUNCATE {table} CASCADE"
        if connection.vendor == "postgresql"
        else f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    )

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def certificate(batch, *, proposed_by, approved_by, **fields):
    serial = next(_serials)
    return Certificate.objects.create(
        **{
            "award": batch.awards.get(),
            "batch": batch,
            "edition": serial,
            "agency": batch.agency,
            "year": 2026,
            "serial": serial,
            "number": f"{serial}",
            "code": f"{serial:016d}",
            "payload": {},
            "payload_sha256": "",
            "design_sha256": "",
            "approved_at": NOW,
            **fields,
        },
        proposed_by=proposed_by,
        approved_by=approved_by,
    )


def test_one_person_cannot_propose_and_approve_a_certificate(town):
    batch = proposed(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        certificate(batch, proposed_by=town.head, approved_by=town.head)


@pytest.mark.parametrize("decided_by", ["official", None])
def test_one_person_cannot_propose_and_approve_a_batch(town, decided_by):
    batch = proposed(town)
    person = getattr(town, decided_by) if decided_by else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state="approved", decided_by=person)


@pytest.mark.parametrize(
    "same", [{"edition": 1}, {"serial": 7}, {"number": "7"}, {"code": "7K4MQ2XD9V3BH6TN"}]
)
def test_numbers_codes_and_editions_are_unique(town, same):
    batch = proposed(town)
    people = {"proposed_by": town.official, "approved_by": town.head}
    certificate(batch, **people, **same)

    with pytest.raises(IntegrityError), transaction.atomic():
        certificate(batch, **people, **same)


def test_one_file_and_one_revocation_a_certificate(issued, town):
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFile.objects.create(certificate=issued, sha256="a", size=1, made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.create(certificate=issued, reason="Lagi", by=town.head, at=NOW)
