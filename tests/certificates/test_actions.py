from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from wagtail.models import Page

from certificates import actions
from certificates.models import Award, Batch, Certificate, Counter, RegisterEntry, Rendering
from certificates.rules import AwardState, BatchState, RenderingState
from common.errors import DomainError
from common.models import AuditEntry, Job
from people.rules import Role
from tests import factories
from tests.certificates.steps import NOW, approved, earn, named, proposed, replacement, seen

LATER = NOW + timedelta(hours=1)


def test_make_eligible_twice_is_one_award(town):
    first, second = earn(town), earn(town, at=LATER)

    assert first == second
    assert second.earned_at == NOW
    assert AuditEntry.objects.filter(action="award.earned").count() == 1


def test_an_award_bears_the_longest_title_of_a_page(town):
    title = "x" * Page._meta.get_field("title").max_length

    award = earn(town, title_id=title, title_en=title)

    Award._meta.get_field("title_id").clean(title, award)
    assert Award.objects.get().title_id == title


def test_confirm_name_prints_the_cleaned_name(town):
    award = named(town, name="  Nur’aini   Dewi ")

    assert (award.printed_name, award.state) == ("Nur'aini Dewi", AwardState.NAMED)


def test_confirm_name_may_be_repeated_until_proposed(town):
    award = named(town)

    award = actions.confirm_name(award=award, by=town.learner, name="Sari W.", at=LATER)

    assert award.printed_name == "Sari W."


def test_confirm_name_of_somebody_else_is_refused(town):
    with pytest.raises(DomainError):
        actions.confirm_name(award=earn(town), by=town.official, name="Sari", at=NOW)


@pytest.mark.parametrize("name", ["", "3201123456789012", "Si\u202eti", "A" * 101, "Сари"])
def test_confirm_name_refuses_what_cannot_be_printed(town, name):
    award = earn(town)

    with pytest.raises(actions.NameRefused):
        actions.confirm_name(award=award, by=town.learner, name=name, at=NOW)

    award.refresh_from_db()
    assert award.state == AwardState.ELIGIBLE


def test_confirm_name_after_proposing_is_refused(town):
    award = named(town)
    actions.propose(awards=[award], by=town.official, at=NOW)

    with pytest.raises(actions.AwardMoved):
        actions.confirm_name(award=award, by=town.learner, name="Sari", at=NOW)


def test_propose_moves_all_awards_into_one_batch(town):
    batch = proposed(town, 3)

    assert batch.awards.filter(state=AwardState.PROPOSED).count() == 3
    assert AuditEntry.objects.filter(action="batch.proposed").count() == 1


def test_propose_twice_is_one_batch(town):
    award = named(town)

    first = actions.propose(awards=[award], by=town.official, at=NOW)
    second = actions.propose(awards=[award], by=town.official, at=LATER)

    assert first == second
    assert Batch.objects.count() == 1


def test_propose_with_one_that_is_not_ready_proposes_nobody(town):
    ready = named(town, key="a", person=factories.person())
    not_ready = earn(town, key="b", person=factories.person())

    with pytest.raises(actions.AwardMoved):
        actions.propose(awards=[ready, not_ready], by=town.official, at=NOW)  # B91, B97

    assert not Batch.objects.exists()
    assert Award.objects.get(pk=ready.pk).state == AwardState.NAMED


def test_propose_refuses_nobody_and_foreign_awards(town):
    other = factories.agency()
    stranger = earn(town, key="x", person=factories.person())
    Award.objects.filter(pk=stranger.pk).update(agency=other, state="named", printed_name="Ani")

    with pytest.raises(DomainError):
        actions.propose(awards=[], by=town.official, at=NOW)
    with pytest.raises(actions.NotAllowed):
        actions.propose(awards=[stranger], by=town.official, at=NOW)
    with pytest.raises(DomainError, match="lembaga yang sama") as refusal:
        actions.propose(awards=[stranger, named(town)], by=town.official, at=NOW)
    assert refusal.type is DomainError


@pytest.mark.parametrize("role", ["head", "auditor", "trainer", "learner"])
def test_propose_needs_the_role(town, role):
    award = named(town, person=factories.person("Ani"))

    with pytest.raises(actions.NotAllowed):
        actions.propose(awards=[award], by=getattr(town, role), at=NOW)


def test_nobody_proposes_herself(town):
    award = named(town, person=town.official)

    with pytest.raises(actions.NeedsAnotherPerson):
        actions.propose(awards=[award], by=town.official, at=NOW)


def test_propose_refuses_a_title_that_no_font_shows(town):
    award = named(town, title_id="Jualan \N{SMILING FACE WITH HEART-SHAPED EYES}")

    with pytest.raises(DomainError, match="dicetak"):
        actions.propose(awards=[award], by=town.official, at=NOW)


def test_approve_issues_numbered_frozen_certificates(town):
    certificates = approved(town, 3)

    assert [c.number for c in certificates] == [f"000{n}/CONTOH/XI/2026" for n in (1, 2, 3)]
    assert Counter.objects.get().last == 3
    assert Job.objects.filter(task="certificates.tasks.render").count() == 3
    assert not Award.objects.exclude(state=AwardState.APPROVED).exists()
    assert {c.payload["name"] for c in certificates} == {"Contoh A", "Contoh B", "Contoh C"}
    assert [e.position for e in RegisterEntry.objects.order_by("position")] == [1, 2, 3]


def test_numbers_go_on_where_they_stopped(town):
    approved(town, 2)
    batch = actions.propose(awards=[named(town)], by=town.official, at=LATER)
    (third,) = actions.approve(batch=batch, by=town.head, seen=seen(batch), at=LATER)

    assert third.serial == 3


def test_a_new_year_of_the_agency_begins_with_one(town):
    approved(town, at=datetime(2026, 12, 31, 16, 59, tzinfo=UTC))
    batch = actions.propose(awards=[named(town)], by=town.official, at=NOW)
    (certificate,) = actions.approve(
        batch=batch, by=town.head, seen=seen(batch), at=datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    )

    assert certificate.number == "0001/CONTOH/I/2027"  # B95
    assert certificate.payload["issued_on"] == "2027-01-01"


def test_approve_twice_returns_the_same_certificates(town):
    batch = proposed(town, 2)
    shown = seen(batch)

    first = actions.approve(batch=batch, by=town.head, seen=shown, at=NOW)
    second = actions.approve(batch=batch, by=town.head, seen=shown, at=LATER)

    assert first == second
    assert Certificate.objects.count() == 2


def test_a_second_approver_comes_too_late(town):
    batch = proposed(town)
    second = factories.person("Kepala kedua")
    factories.membership(second, town.agency, Role.HEAD)
    actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW)

    with pytest.raises(actions.BatchDecided):  # B93
        actions.approve(batch=batch, by=second, seen=seen(batch), at=LATER)


def test_the_proposer_cannot_approve_even_as_head(town):
    factories.membership(town.official, town.agency, Role.HEAD)
    batch = proposed(town)

    with pytest.raises(actions.NeedsAnotherPerson, match="Perlu orang lain"):
        actions.approve(batch=batch, by=town.official, seen=seen(batch), at=NOW)


def test_nobody_approves_her_own_certificate(town):
    award = named(town, person=town.head)
    batch = actions.propose(awards=[award], by=town.official, at=NOW)

    with pytest.raises(actions.NeedsAnotherPerson):
        actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW)


@pytest.mark.parametrize("role", ["auditor", "trainer", "learner"])
def test_approve_needs_the_role(town, role):
    batch = proposed(town)

    with pytest.raises(actions.NotAllowed):
        actions.approve(batch=batch, by=getattr(town, role), seen=seen(batch), at=NOW)


def test_a_second_official_approves_where_the_agency_lets_her(town):
    second = factories.person("Petugas kedua")
    factories.membership(second, town.agency, Role.OFFICIAL)
    batch = proposed(town)

    with pytest.raises(actions.NotAllowed):
        actions.approve(batch=batch, by=second, seen=seen(batch), at=NOW)
    town.agency.officials_may_approve = True
    town.agency.save()

    assert actions.approve(batch=batch, by=second, seen=seen(batch), at=NOW)


def test_a_role_that_ended_allows_nothing(town):
    town.head.memberships.update(ends_on="2026-11-23")
    batch = proposed(town)

    with pytest.raises(actions.NotAllowed):
        actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW)


def test_approve_refuses_a_list_that_was_not_shown(town):
    batch = proposed(town, 2)
    shown = seen(batch)
    Award.objects.filter(batch=batch, printed_name="Contoh B").update(printed_name="Contoh X")

    for other in (shown, "", "0" * 64):
        with pytest.raises(actions.ListChanged):  # B97
            actions.approve(batch=batch, by=town.head, seen=other, at=NOW)

    assert not Certificate.objects.exists()


def test_an_unusable_number_pattern_issues_nothing(town):
    town.agency.number_pattern = "{n}"
    town.agency.save()
    batch = proposed(town)

    with pytest.raises(DomainError), transaction.atomic():
        actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW)

    assert not Counter.objects.exists()  # no gap after the refusal
    assert Batch.objects.get().state == BatchState.PROPOSED


def test_an_address_that_leads_nobody_here_issues_nothing(town, settings):
    settings.ALLOWED_HOSTS = ["belajar.example.id"]

    with pytest.raises(DomainError, match="BEKAL_URL"):
        approved(town)

    assert not Certificate.objects.exists()
    assert Batch.objects.get().state == BatchState.PROPOSED


def test_return_sends_the_people_back_with_the_reason(town):
    batch = proposed(town, 2)

    actions.return_batch(batch=batch, by=town.head, reason="Periksa  nama", at=LATER)

    assert set(Award.objects.values_list("state", "returned_reason")) == {("named", "Periksa nama")}
    again = actions.propose(awards=list(Award.objects.all()), by=town.official, at=LATER)
    assert again != batch
    assert not Award.objects.exclude(returned_reason="").exists()


def test_return_needs_a_reason_a_role_and_an_open_list(town):
    batch = proposed(town)

    with pytest.raises(DomainError):
        actions.return_batch(batch=batch, by=town.head, reason=" ", at=NOW)
    with pytest.raises(actions.NotAllowed):
        actions.return_batch(batch=batch, by=town.auditor, reason="Nama", at=NOW)
    actions.approve(batch=batch, by=town.head, seen=seen(batch), at=NOW)
    with pytest.raises(actions.BatchDecided):
        actions.return_batch(batch=batch, by=town.head, reason="Nama", at=NOW)


def test_return_twice_is_one_decision(town):
    batch = proposed(town)

    for _time in range(2):
        actions.return_batch(batch=batch, by=town.head, reason="Nama", at=NOW)

    assert AuditEntry.objects.filter(action="batch.returned").count() == 1


def test_revoke_is_written_once_and_for_ever(town):
    (certificate,) = approved(town)

    first = actions.revoke(certificate=certificate, by=town.head, reason="Keliru", at=LATER)
    second = actions.revoke(certificate=certificate, by=town.head, reason="Lain", at=LATER)

    assert first == second
    assert second.reason == "Keliru"
    assert RegisterEntry.objects.filter(kind="revoked").count() == 1


def test_revoke_refusals(town):
    (old,) = approved(town)

    for role in ("official", "auditor", "trainer", "learner"):
        with pytest.raises(actions.NotAllowed):
            actions.revoke(certificate=old, by=getattr(town, role), reason="Keliru", at=LATER)
    with pytest.raises(DomainError):
        actions.revoke(certificate=old, by=town.head, reason="", at=LATER)
    batch = replacement(town, old)
    actions.approve(batch=batch, by=town.head, seen=seen(batch), at=LATER)
    with pytest.raises(DomainError, match="diganti"):
        actions.revoke(certificate=old, by=town.head, reason="Keliru", at=LATER)


def test_a_failed_pdf_is_tried_again_by_an_official(town):
    (certificate,) = approved(town)
    with pytest.raises(DomainError):
        actions.retry_render(certificate=certificate, by=town.official, at=LATER)
    actions.rendering_failed(certificate_id=certificate.pk, at=LATER)
    actions.rendering_failed(certificate_id=certificate.pk, at=LATER)
    assert Rendering.objects.get().state == RenderingState.FAILED
    with pytest.raises(actions.NotAllowed):
        actions.retry_render(certificate=certificate, by=town.auditor, at=LATER)

    actions.retry_render(certificate=certificate, by=town.official, at=LATER)

    assert Rendering.objects.get().state == RenderingState.PENDING
    assert Job.objects.count() == 2
