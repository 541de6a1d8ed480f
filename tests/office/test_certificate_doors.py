"""Who gets through which door, and what each refusal looks like."""

import pytest
from django.urls import reverse

from certificates import actions
from certificates.models import Award, Batch, Certificate, Rendering, Revocation
from people.rules import Role
from tests import factories
from tests.certificates.steps import NOW, approved, earn, make_town, named, proposed, seen

pytestmark = pytest.mark.django_db


def as_(client, person):
    client.force_login(person)
    return client


def post(client, door, *args, **fields):
    return client.post(reverse(f"office:{door}", args=args), fields)


def stranger():
    person = factories.person("Orang lain")
    for role in Role:
        factories.membership(person, factories.agency(), role)
    return person


@pytest.mark.parametrize(
    ("role", "target"),
    [("official", "queue"), ("head", "approvals"), ("auditor", "register")],
)
def test_the_office_begins_where_the_role_works(client, town, role, target):
    response = as_(client, getattr(town, role)).get(reverse("office:home"))

    assert response.headers["Location"] == reverse(f"office:{target}")


def test_nobody_enters_without_signing_in_or_without_a_role(client, town):
    assert client.get(reverse("office:home")).status_code == 302
    for name in ("home", "queue", "approvals", "register"):
        assert as_(client, town.learner).get(reverse(f"office:{name}")).status_code == 403


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("queue", {"official", "head", "auditor"}),
        ("approvals", {"head"}),
        ("register", {"official", "head", "auditor"}),
    ],
)
def test_screens_by_role(client, town, name, allowed):
    for role in ("official", "head", "auditor", "trainer", "learner"):
        response = as_(client, getattr(town, role)).get(reverse(f"office:{name}"))
        assert response.status_code == (200 if role in allowed else 403), role


def test_the_queue_shows_everybody_on_the_way(client, town):
    named(town, person=town.learner)
    earn(town, key="b", person=factories.person("Belum Pasti"))
    proposed(town)

    page = as_(client, town.official).get(reverse("office:queue")).text

    assert "Sari Wulandari" in page
    assert "Belum Pasti" in page
    assert "Contoh A" in page


def test_all_boxes_are_ticked_on_demand(client, town):
    named(town)
    as_(client, town.official)

    assert "checked" not in client.get(reverse("office:queue")).text
    assert "checked" in client.get(reverse("office:queue") + "?semua=1").text


def test_propose_from_the_queue(client, town):
    award = named(town)

    response = post(as_(client, town.official), "propose", award=award.pk)

    assert response.headers["Location"] == reverse("office:queue")
    assert Batch.objects.get().proposed_by == town.official


def second_town(town, role):
    """Return another agency where the official of the first one has a role."""
    other = make_town(name="Balai Kedua Contoh")
    factories.membership(town.official, other.agency, role)
    return other


def test_people_of_two_agencies_are_told_apart_and_ticks_are_kept(client, town):
    other = second_town(town, Role.OFFICIAL)
    awards = [named(town, key="a"), named(other, key="b")]
    page = as_(client, town.official).get(reverse("office:queue") + "?semua=1")
    assert town.agency.name in page.text.split('id="siap"')[1]
    assert "Balai Kedua Contoh" in page.text.split('id="siap"')[1]

    response = post(client, "propose", award=[award.pk for award in awards])

    assert response.status_code == 422
    assert "lembaga yang sama" in response.text
    assert response.text.count(" checked") == 2
    assert not Batch.objects.exists()


def test_a_box_stands_only_where_the_person_may_propose(client, town):
    other = second_town(town, Role.AUDITOR)
    mine, read = named(town, key="a"), named(other, key="b")

    page = as_(client, town.official).get(reverse("office:queue") + "?semua=1")

    rows = {row.award_id: row for row in page.context["screen"].ready}
    assert (rows[mine.pk].may_propose, rows[read.pk].may_propose) == (True, False)
    assert page.text.count('type="checkbox"') == page.text.count(" checked") == 1


@pytest.mark.parametrize("awards", [["999999"], ["x"], ["٣"], ["9" * 30]])
def test_propose_what_is_not_there_is_not_found(client, town, awards):
    assert post(as_(client, town.official), "propose", award=awards).status_code == 404


def test_propose_of_another_agency_is_not_found(client, town):
    award = named(town)

    assert post(as_(client, stranger()), "propose", award=award.pk).status_code == 404
    assert not Batch.objects.exists()


def test_propose_without_the_role_is_forbidden(client, town):
    award = named(town, person=factories.person())

    for role in ("head", "auditor", "trainer", "learner"):
        response = post(as_(client, getattr(town, role)), "propose", award=award.pk)
        assert response.status_code == 403, role


def test_propose_of_nobody_and_of_somebody_not_ready_is_explained(client, town):
    as_(client, town.official)

    assert post(client, "propose").status_code == 422
    response = post(client, "propose", award=earn(town).pk)
    assert response.status_code == 409
    assert "belum siap" in response.text


def test_approve_what_was_shown(client, town):
    batch = proposed(town, 2)
    page = as_(client, town.head).get(reverse("office:approvals"))
    (shown,) = page.context["screen"].batches
    assert "Contoh B" in page.text

    response = post(client, "approve", batch.pk, seen=shown.seen)

    assert response.headers["Location"] == reverse("office:approvals")
    assert Certificate.objects.count() == 2
    assert post(client, "approve", batch.pk, seen=shown.seen).status_code == 302  # F23
    assert Certificate.objects.count() == 2


def test_approve_of_a_changed_list_is_a_conflict(client, town):
    batch = proposed(town)

    response = post(as_(client, town.head), "approve", batch.pk, seen="old")

    assert response.status_code == 409
    assert "Daftarnya berubah" in response.text


def test_own_proposals_need_another_person(client, town):
    factories.membership(town.official, town.agency, Role.HEAD)
    batch = proposed(town)
    as_(client, town.official)

    assert "Perlu orang lain" in client.get(reverse("office:approvals")).text
    response = post(client, "approve", batch.pk, seen=seen(batch))
    assert response.status_code == 422
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("name", ["approve", "return_batch"])
def test_decisions_by_role_and_agency(client, town, name):
    batch = proposed(town)

    assert post(as_(client, stranger()), name, batch.pk, reason="Nama").status_code == 404
    for role, status in [("auditor", 403), ("trainer", 403), ("learner", 403)]:
        response = post(as_(client, getattr(town, role)), name, batch.pk, reason="Nama")
        assert response.status_code == status, role
    assert Batch.objects.get().state == "proposed"


def test_return_with_a_reason(client, town):
    batch = proposed(town)
    as_(client, town.head)

    empty = post(client, "return_batch", batch.pk, reason=" ")
    assert (empty.status_code, Batch.objects.get().state) == (422, "proposed")
    assert "Tulis alasannya dulu" in empty.text
    assert post(client, "return_batch", batch.pk, reason="Periksa nama").status_code == 302

    page = as_(client, town.official).get(reverse("office:queue")).text
    assert "Periksa nama" in page
    assert town.head.name in page


def test_the_register_is_searched_by_name_number_and_code(client, town):
    first, second = approved(town, 2)
    as_(client, town.auditor)

    def found(query):
        page = client.get(reverse("office:register"), {"q": query}).context["screen"]
        return [row.pk for row in page.rows]

    assert found("") == [second.pk, first.pk]
    assert found("contoh b") == [second.pk]
    assert found("0001/") == [first.pk]
    assert found(first.code.lower()) == [first.pk]
    assert found("\x00") == [second.pk, first.pk]
    assert found("' OR 1=1 --%_") == []


def test_the_register_has_pages(client, town):
    approved(town, 52)
    as_(client, town.auditor)

    first = client.get(reverse("office:register")).context["screen"]
    second = client.get(first.older_url).context["screen"]

    assert (first.total, len(first.rows), len(second.rows)) == (52, 50, 2)
    assert (first.newer_url, second.older_url) == ("", "")
    for page in ("0", "-1", "x", "9" * 20, "99999"):
        assert client.get(reverse("office:register"), {"halaman": page}).status_code == 200


@pytest.mark.parametrize(
    ("role", "buttons"),
    [("official", {"may_replace"}), ("head", {"may_revoke"}), ("auditor", set())],
)
def test_a_certificate_offers_what_the_role_may_do(client, town, role, buttons):
    (certificate,) = approved(town)
    actions.render(certificate_id=certificate.pk, at=NOW)

    page = as_(client, getattr(town, role)).get(
        reverse("office:certificate", args=[certificate.pk])
    )

    names = ("may_replace", "may_revoke", "may_retry")
    assert {name for name in names if getattr(page.context["screen"], name)} == buttons
    assert "Contoh A" in page.text


@pytest.mark.parametrize("name", ["certificate", "certificate_pdf"])
def test_a_certificate_of_another_agency_is_not_found(client, town, name):  # B42
    (certificate,) = approved(town)
    address = reverse(f"office:{name}", args=[certificate.pk])

    assert as_(client, stranger()).get(address).status_code == 404
    assert as_(client, certificate.award.person).get(address).status_code == 403
    assert as_(client, town.trainer).get(address).status_code == 403


def test_the_pdf_is_handed_out_as_it_was_filed(client, town):
    (certificate,) = approved(town)
    address = reverse("office:certificate_pdf", args=[certificate.pk])
    assert as_(client, town.auditor).get(address).status_code == 404
    actions.render(certificate_id=certificate.pk, at=NOW)

    response = client.get(address)

    assert b"".join(response).startswith(b"%PDF-1.7")
    assert "attachment" in response.headers["Content-Disposition"]
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_revoke_by_the_head_alone(client, town):
    (certificate,) = approved(town)

    for role in ("official", "auditor", "trainer"):
        response = post(as_(client, getattr(town, role)), "revoke", certificate.pk, reason="Keliru")
        assert response.status_code == 403, role
    as_(client, town.head)
    assert post(client, "revoke", certificate.pk, reason="").status_code == 422
    assert not Revocation.objects.exists()
    assert post(client, "revoke", certificate.pk, reason="Keliru orang").status_code == 302
    page = client.get(reverse("office:certificate", args=[certificate.pk])).text
    assert "Keliru orang" in page


def test_replace_by_an_official_and_a_head(client, town):
    (old,) = approved(town)
    as_(client, town.official)

    bad = post(client, "replace", old.pk, name="Sari 123", reason="KTP")
    assert (bad.status_code, "huruf Latin" in bad.text) == (422, True)
    assert post(client, "replace", old.pk, name="Sari Dewi", reason="KTP").status_code == 302
    assert post(client, "replace", old.pk, name="Lain Lagi", reason="KTP").status_code == 409
    assert post(as_(client, town.head), "replace", old.pk, name="A", reason="B").status_code == 403

    page = client.get(reverse("office:approvals"))
    assert old.number in page.text
    (batch,) = page.context["screen"].batches
    assert post(client, "approve", batch.pk, seen=batch.seen).status_code == 302
    (new,) = Certificate.objects.exclude(pk=old.pk)
    assert new.number in client.get(reverse("office:certificate", args=[old.pk])).text
    assert old.number in client.get(reverse("office:certificate", args=[new.pk])).text


def test_a_failed_pdf_is_tried_again(client, town):
    (certificate,) = approved(town)
    actions.rendering_failed(certificate_id=certificate.pk, at=NOW)
    page = as_(client, town.official).get(reverse("office:certificate", args=[certificate.pk]))
    assert "Buat PDF lagi" in page.text

    assert post(as_(client, town.auditor), "retry", certificate.pk).status_code == 403
    assert post(as_(client, town.official), "retry", certificate.pk).status_code == 302
    assert Rendering.objects.get().state == "pending"
    assert post(client, "retry", certificate.pk).status_code == 422


@pytest.mark.parametrize("count", [1, 30])
def test_every_screen_asks_the_same_number_of_times(
    client, town, count, django_assert_max_num_queries
):
    approved(town, count)
    for number in range(count):
        named(town, key=f"x{number}", person=factories.person("Ani"))
    batch = actions.propose(
        awards=Award.objects.filter(state="named", key__startswith="x"), by=town.official, at=NOW
    )
    actions.return_batch(batch=batch, by=town.head, reason="Nama", at=NOW)
    actions.propose(awards=Award.objects.filter(state="named"), by=town.official, at=NOW)
    for number in range(count):
        named(town, key=f"y{number}", person=factories.person("Ani"))

    for role, name, most in [
        ("official", "queue", 7),
        ("head", "approvals", 7),
        ("auditor", "register", 7),
    ]:
        as_(client, getattr(town, role))
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"office:{name}")).status_code == 200
