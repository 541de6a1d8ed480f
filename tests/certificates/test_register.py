from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from certificates import actions
from certificates.models import (
    Certificate,
    CertificateFile,
    Counter,
    RegisterEntry,
    Rendering,
    Revocation,
)
from certificates.queries import path_of
from certificates.queries.integrity import register_problems
from tests.certificates.steps import NOW, approved, seen

FROZEN = (
    "certificates_certificate",
    "certificates_certificatefile",
    "certificates_revocation",
    "certificates_registerentry",
)


@pytest.fixture
def issued(town):
    certificates = approved(town, 3)
    for certificate in certificates:
        actions.render(certificate_id=certificate.pk, at=NOW)
    actions.revoke(certificate=certificates[0], by=town.head, reason="Keliru", at=NOW)
    batch = actions.propose_replacement(
        certificate=certificates[1], by=town.official, name="Contoh Z", reason="KTP", at=NOW
    )
    actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW + timedelta(hours=1))
    return certificates


def without_triggers(*tables):
    """Do what an owner of the database can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")


@pytest.fixture
def owner(issued):
    without_triggers(*FROZEN)


def test_a_register_in_order_has_no_problem(issued, capsys):
    call_command("verify_register")

    assert "4 certificates and 9 register entries are in order" in capsys.readouterr().out


def problem():
    with pytest.raises(CommandError) as caught:
        call_command("verify_register")
    assert caught.value.returncode == 1
    return str(caught.value)


def test_a_changed_entry_is_named(issued, owner):  # F50
    RegisterEntry.objects.filter(position=2).update(content={"number": "9/9"})

    assert "contoh" in problem()
    assert "register entry" in problem()
    assert ":2" in problem()


def test_a_missing_entry_is_named(issued, owner):
    RegisterEntry.objects.filter(position=4)._raw_delete("default")

    assert "position 4 is missing" in problem()


def test_entries_in_another_order_are_named(issued, owner):
    RegisterEntry.objects.filter(position=2).update(position=99)
    RegisterEntry.objects.filter(position=3).update(position=2)
    RegisterEntry.objects.filter(position=99).update(position=3)

    assert "does not follow" in problem()


def test_a_changed_wording_is_named(issued, owner):
    changed = {**issued[2].payload, "name": "Orang Lain"}
    Certificate.objects.filter(pk=issued[2].pk).update(payload=changed)

    assert f"certificate {issued[2].number}" in problem()


def test_a_gap_in_the_numbers_is_named(issued, owner):
    Certificate.objects.filter(pk=issued[2].pk).update(serial=9)

    assert "is missing" in problem()


def test_a_counter_that_was_set_back_is_named(issued):
    Counter.objects.update(last=1)

    assert "counter" in problem()


def test_a_missing_or_changed_file_is_named(issued):  # F35
    path = path_of(CertificateFile.objects.get(certificate=issued[0]))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"%PDF-1", b"%PDF-2", 1))
    assert "was changed" in problem()
    path.unlink()
    assert "is missing" in problem()
    path.write_bytes(whole)
    assert list(register_problems()) == []


def test_a_revocation_that_vanished_is_named(issued, owner):
    Revocation.objects.all()._raw_delete("default")

    assert "revocations disagree" in problem()


def test_a_pdf_that_is_only_said_to_be_made_is_named(issued):
    Rendering.objects.filter(state="pending").update(state="done")

    assert "no file is named" in problem()
