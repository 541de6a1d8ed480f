"""The sign-in door: who comes in, who does not, and how often one may try."""

import pytest
from django.urls import reverse

from people.models import User
from tests import factories

PIN = "481526"
pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    person = factories.person(username="sari", uses_pin=True)
    person.set_password(PIN)
    person.save()
    return person


def sign_in(client, login="sari", password=PIN, **fields):
    return client.post(reverse("account_login"), {"login": login, "password": password, **fields})


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_learner_signs_in_with_her_pin(client, learner):
    response = sign_in(client)

    assert response.status_code == 302
    assert response.url == reverse("lms:start")
    assert is_in(client)


def test_a_wrong_pin_and_an_unknown_name_look_the_same_b24(client, learner):
    wrong = sign_in(client, password="958473")
    unknown = sign_in(client, login="siapa", password="958473")

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    errors = [response.context["form"].non_field_errors() for response in (wrong, unknown)]
    assert errors[0]
    assert errors[0] == errors[1]
    assert not is_in(client)


def test_guessing_is_stopped_by_account_and_not_by_address_b21_b23(client, learner):
    other = factories.person(username="dewi", uses_pin=True)
    other.set_password(PIN)
    other.save()

    for guess in range(5):
        sign_in(client, password=f"95847{guess}")
    refused = sign_in(client)

    assert not is_in(client)
    assert "15" in str(refused.context["form"].errors)
    sign_in(client, login="dewi")
    assert is_in(client)


def test_the_case_of_the_name_opens_no_second_budget_b21(client, learner):
    for guess, name in enumerate(["sari", "SARI", "Sari", " sari", "sari "]):
        sign_in(client, login=name, password=f"95847{guess}")

    sign_in(client)

    assert not is_in(client)


@pytest.mark.parametrize("demo", [False, True])
def test_sample_persons_sign_in_in_demo_mode_only(client, settings, learner, demo):
    settings.DEMO = demo
    User.objects.update(is_demo=True)

    sign_in(client)

    assert is_in(client) is demo


def test_a_sample_person_s_session_ends_with_demo_mode(client, settings, learner):
    settings.DEMO = True
    User.objects.update(is_demo=True)
    sign_in(client)
    assert client.get(reverse("learning:home")).status_code == 200

    settings.DEMO = False

    assert client.get(reverse("learning:home")).status_code == 302


def test_a_suspended_person_is_out_at_the_next_request_b27(client, learner):
    sign_in(client)

    User.objects.update(is_active=False)

    assert client.get(reverse("learning:home")).status_code == 302


def test_the_session_changes_at_sign_in_b26(client, learner):
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    client.cookies["sessionid"] = before
    sign_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    "target",
    [
        "//jahat.example",
        "/\\jahat.example",
        "https:jahat.example",
        "https://jahat.example/x",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
    ],
)
def test_sign_in_leads_nowhere_else_b28(client, learner, target):
    response = sign_in(client, next=target)

    assert response.status_code == 302
    assert "jahat" not in response.url
    assert response.url.startswith("/")
    assert "\n" not in response.url


def test_sign_in_leads_on_to_the_page_that_was_asked(client, learner):
    assert sign_in(client, next=reverse("learning:skills")).url == reverse("learning:skills")


def test_a_password_of_a_megabyte_is_refused_b25(client, learner):
    response = sign_in(client, password="9" * 1_000_000)

    assert response.status_code in (200, 400)
    assert not is_in(client)


def test_nobody_opens_an_account_on_the_web(client):
    response = client.post(
        reverse("account_signup"), {"username": "baru", "password1": "panjang-sekali-1"}
    )

    assert response.status_code in (302, 405)
    assert not User.objects.exists()


def test_the_page_asks_for_a_token_b30(learner):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict).status_code == 403


@pytest.mark.parametrize("door", ["returnee", "trainer", "official", "head", "admin"])
def test_demo_doors_do_not_exist_outside_demo_mode(client, settings, door):
    settings.DEMO = False
    for name in ("peserta", "pelatih", "petugas", "kepala"):
        factories.person(username=f"contoh-{name}", is_demo=True)

    response = client.post(reverse("lms:enter", args=[door]))

    assert response.status_code == 404
    assert not is_in(client)


def test_demo_doors_open_sample_persons_only(client, settings):
    settings.DEMO = True
    door = reverse("lms:enter", args=["returnee"])
    person = factories.person(username="contoh-peserta")

    assert client.post(door).status_code == 404
    assert client.get(door).status_code == 405

    User.objects.filter(pk=person.pk).update(is_demo=True)
    assert client.post(door).status_code == 302
    assert is_in(client)


def test_an_address_keeps_no_markup(client, learner):
    sign_in(client)

    client.post(
        reverse("learning:me"),
        {"call_form": "ibu", "short_name": "<b>Sari</b>\u202e", "is_superuser": "1"},
    )

    learner.refresh_from_db()
    assert learner.called == "Bu Sari"
    assert not learner.is_superuser


def test_an_unknown_form_of_address_is_refused(client, learner):
    sign_in(client)

    response = client.post(reverse("learning:me"), {"call_form": "tuan", "short_name": "Sari"})

    assert response.context["form"].errors
    learner.refresh_from_db()
    assert learner.call_form == ""


def test_a_suspended_person_is_refused_like_an_unknown_one_b24_b27(client, learner):
    User.objects.update(is_active=False)

    response = sign_in(client)

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not is_in(client)
