"""PINs, names and the table of roles: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import rules
from people.rules import POLICY, Action, Role, called_name, pin_problem, roles_that_may

DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("481526", ""),
        ("112358", ""),
        ("", "digits"),
        ("48152", "digits"),
        ("4815261", "digits"),
        ("48152a", "digits"),
        ("48 526", "digits"),
        ("-48152", "digits"),
        ("٤٨١٥٢٦", "digits"),  # Arabic digits: str.isdigit() is true
        ("４８１５２６", "digits"),  # full-width digits
        ("४८१५२६", "digits"),
        ("48152²", "digits"),
        ("000000", "easy"),
        ("123456", "easy"),
        ("654321", "easy"),
        ("789012", "easy"),
        ("210987", "easy"),
        ("121212", "easy"),
        ("123123", "easy"),
    ],
)
def test_a_pin_is_six_ascii_digits_and_not_easy_b13(pin, problem):
    assert pin_problem(pin) == problem


@given(st.text(max_size=8))
def test_only_ascii_digits_make_a_pin(pin):
    if pin_problem(pin) != "digits":
        assert len(pin) == 6
        assert set(pin) <= set(DIGITS)


@given(st.text(alphabet=DIGITS, min_size=3, max_size=3))
def test_a_half_said_twice_is_easy(half):
    assert pin_problem(half * 2) == "easy"


@pytest.mark.parametrize(
    ("fields", "called"),
    [
        ({"call_form": "ibu", "short_name": "Sari", "name": "Sari Wulandari"}, "Bu Sari"),
        ({"call_form": "bapak", "short_name": "", "name": "Agus Prasetyo"}, "Pak Agus"),
        ({"call_form": "", "short_name": "Yuli", "name": "Yuliati"}, "Yuli"),
        ({"call_form": "", "short_name": "", "name": "Suparmi"}, "Suparmi"),
        ({"call_form": "nyonya", "short_name": "", "name": "Sri Wahyuni"}, "Sri"),
        ({"call_form": "kak", "short_name": "", "name": "contoh-ganti"}, "Kak contoh-ganti"),
    ],
)
def test_a_person_is_called_as_she_chose(fields, called):
    assert called_name(**fields) == called


def test_every_role_stands_in_the_table():
    assert set(POLICY) == set(Role)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.PROPOSE, {Role.OFFICIAL}),
        (Action.APPROVE, {Role.HEAD}),
        (Action.REVOKE, {Role.HEAD}),
        (Action.WRITE_LESSONS, {Role.TRAINER}),
        (Action.SEE_REGISTER, {Role.OFFICIAL, Role.HEAD, Role.AUDITOR}),
        (Action.SEE_COHORTS, {Role.TRAINER, Role.OFFICIAL, Role.HEAD, Role.AUDITOR}),
    ],
)
def test_a_role_may_do_what_the_table_says_b48(action, roles):
    assert roles_that_may(action) == roles


def test_no_role_proposes_and_approves_b49():
    assert not roles_that_may(Action.PROPOSE) & roles_that_may(Action.APPROVE)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("006281234567890", "6281234567890"),
        ("6281234567890", "6281234567890"),
        ("+62 0812 3456 7890", "6281234567890"),
        ("", ""),
        ("021-555-1234", ""),
        ("+852 9123 4567", ""),
        ("٠٨١٢٣٤٥٦٧٨٩", ""),
        ("0812", ""),
    ],
)
def test_a_number_has_one_form_b16(typed, number):
    assert rules.whatsapp_number(typed) == number
