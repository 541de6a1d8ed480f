"""Another name for a certificate: a new one, while the old one stays until then."""

from datetime import timedelta

import pytest

from certificates import actions
from certificates.models import Award, Certificate, RegisterEntry
from common.errors import DomainError
from tests.certificates.steps import NOW, approved, replacement, seen

LATER = NOW + timedelta(hours=1)


def test_a_replacement_has_its_own_number_and_ends_the_old_one(town):
    (old,) = approved(town)
    batch = replacement(town, old)
    assert not Certificate.objects.filter(supersedes=old).exists()

    (new,) = actions.approve(batch=batch, by=town.head, seen=seen(batch), at=LATER)

    assert (new.supersedes, new.edition, new.serial) == (old, 2, 2)  # B94
    assert new.payload["name"] == "Sari Wulandari Dewi"
    assert Certificate.objects.get(pk=old.pk).payload["name"] == "Contoh A"
    kinds = list(RegisterEntry.objects.order_by("position").values_list("kind", "certificate"))
    assert kinds == [("issued", old.pk), ("issued", new.pk), ("replaced", old.pk)]


def test_a_replacement_proposed_twice_is_one_batch(town):
    (old,) = approved(town)

    assert replacement(town, old) == replacement(town, old)
    with pytest.raises(actions.AwardMoved):
        replacement(town, old, name="Nama Lain")


def test_a_returned_replacement_leaves_the_old_certificate(town):
    (old,) = approved(town)
    batch = replacement(town, old)

    actions.return_batch(batch=batch, by=town.head, reason="Tanpa KTP", at=LATER)

    award = Award.objects.get()
    assert (award.state, award.printed_name, award.replaces) == ("approved", "Contoh A", None)
    assert replacement(town, old) != batch


def test_replacement_refusals(town):
    (old,) = approved(town)

    with pytest.raises(actions.NotAllowed):
        actions.propose_replacement(
            certificate=old, by=town.head, name="Ani", reason="KTP", at=LATER
        )
    with pytest.raises(actions.NameRefused):
        replacement(town, old, name="123")
    with pytest.raises(DomainError, match="sama"):
        replacement(town, old, name=" Contoh  A")


def test_a_revoked_certificate_is_not_replaced(town):
    (old,) = approved(town)
    batch = replacement(town, old)
    actions.revoke(certificate=old, by=town.head, reason="Keliru orang", at=LATER)

    with pytest.raises(DomainError, match="dicabut"):
        actions.approve(batch=batch, by=town.head, seen=seen(batch), at=LATER)
    actions.return_batch(batch=batch, by=town.head, reason="Dicabut", at=LATER)
    with pytest.raises(DomainError, match="dicabut"):
        replacement(town, old)
