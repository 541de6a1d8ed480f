import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rules import (
    CROCKFORD,
    AwardState,
    Holder,
    Status,
    Step,
    batch_digest,
    clean_name,
    code_from,
    entry_digest,
    grouped_code,
    local_date,
    name_problem,
    number_for,
    read_code,
    status_of,
    step_of,
)


@pytest.mark.parametrize(
    "name",
    ["Suharto", "Nur'aini", "M. Ali", "Ng", "Siti Nur-Aini", "José", "Dewi " * 19 + "Dewi"],
)
def test_real_names_are_printed(name):
    assert name_problem(clean_name(name)) == ""


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Siti\u202eiraS", "invisible"),  # B01
        ("Siti\u2066", "invisible"),
        ("Si\u200bti", "invisible"),  # B02
        ("Si\u00adti", "invisible"),
        ("\ufeffSiti", "invisible"),
        ("S\u0456ti", "letters"),  # B03: Cyrillic
        ("Σιτι", "letters"),
        ("\uff33\uff29\uff34\uff29", "letters"),
        ("Siti\x00", "invisible"),  # B04
        ("Siti\nNIK: 3201", "invisible"),
        ("Siti\tAni", "invisible"),
        ("\ud800", "invisible"),  # B05
        ("A" * 101, "long"),  # B06
        ("A" * 5000, "long"),
        ("<script>", "letters"),  # B08
        ("&lt;b&gt;", "letters"),
        ('#read("x")', "letters"),  # B09
        ("$x$", "letters"),
        ("{{7*7}}", "letters"),
        ("%s", "letters"),
        ("=HYPERLINK", "letters"),  # B10
        ("-Siti", "letters"),
        ("@SUM", "letters"),
        ("", "empty"),  # B12
        ("   ", "empty"),
        ("...", "empty"),
        ("🙂", "letters"),
        ("3201123456789012", "letters"),
        ("Siti 3201", "letters"),
    ],
)
def test_other_names_are_refused(name, problem):
    assert name_problem(clean_name(name)) == problem


def test_apostrophes_are_folded_to_one_form():
    assert {clean_name(f"Nur{c}aini") for c in "'’‘ʼ`´"} == {"Nur'aini"}  # B07


def test_names_are_kept_in_nfc():
    assert clean_name(unicodedata.normalize("NFD", "José")) == "José"  # B11


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.text())
def test_a_printed_name_holds_latin_letters_and_four_signs_only(text):
    name = clean_name(text)

    if name_problem(name) == "":
        assert 0 < len(name) <= 100
        assert all(c in " .'-" or unicodedata.name(c).startswith("LATIN") for c in name)


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_as_it_was_made(random_bytes):
    code = code_from(random_bytes)

    assert len(code) == 16
    assert set(code) <= set(CROCKFORD)
    assert int.from_bytes(random_bytes) == sum(
        CROCKFORD.index(c) << 5 * place for place, c in enumerate(reversed(code))
    )
    sloppy = grouped_code(code).lower().replace("0", "o").replace("1", "l").replace("-", " - ")
    assert read_code(code) == read_code(grouped_code(code)) == read_code(sloppy) == code


@pytest.mark.parametrize(
    "text", ["", "7K4M", "7K4MQ2XD9V3BH6TNX", "7K4MQ2XD9V3BH6TU", "7" * 10_000, "٧" * 16, "İ" * 16]
)
def test_what_is_no_code_is_not_guessed(text):
    assert read_code(text) == ""  # B87


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{n:04d}/{code}/{roman_month}/{year}", "0007/BLK/XI/2026"),
        ("{n}/{year}", "7/2026"),
        ("No. {n:02d} - {code} {month} {year}", "No. 07 - BLK 11 2026"),  # B96
    ],
)
def test_numbers_follow_the_pattern(pattern, number):
    assert number_for(pattern, code="BLK", serial=7, year=2026, month=11) == number


def test_the_ten_thousandth_number_is_whole():
    assert number_for("{n:04d}/{year}", code="", serial=10_000, year=2026, month=1) == "10000/2026"


@pytest.mark.parametrize(
    "pattern",
    ["", "{n}", "{year}", "{n}{year}{x}", "{n.__class__}{year}", "{n}/{year}{", "{n!r}{year}"],
)
def test_a_pattern_that_would_repeat_or_leak_is_refused(pattern):
    with pytest.raises(ValueError):
        number_for(pattern, code="BLK", serial=1, year=2026, month=1)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 12), st.integers(1, 12))
def test_different_serials_have_different_numbers(a, b, month_a, month_b):
    pattern = "{n:04d}/{code}/{roman_month}/{year}"

    numbers = {
        number_for(pattern, code="X", serial=serial, year=2026, month=month)
        for serial, month in ((a, month_a), (b, month_b))
    }

    assert len(numbers) == (1 if (a, month_a) == (b, month_b) else 2)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Jakarta", date(2026, 12, 31)),
        ("Asia/Makassar", date(2027, 1, 1)),
        ("Asia/Jayapura", date(2027, 1, 1)),
    ],
)
def test_the_year_is_the_agencys_own(zone, day):
    assert local_date(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), zone) == day  # B95


@pytest.mark.parametrize(
    ("rendering", "is_revoked", "is_replaced", "status"),
    [
        (None, False, False, Status.UNKNOWN),
        ("pending", False, False, Status.MAKING),
        ("failed", False, False, Status.FAILED),
        ("done", False, False, Status.VALID),
        ("done", False, True, Status.REPLACED),
        ("done", True, False, Status.REVOKED),
        ("done", True, True, Status.REVOKED),
        ("pending", True, False, Status.REVOKED),
    ],
)
def test_status(rendering, is_revoked, is_replaced, status):
    found = status_of(rendering=rendering, is_revoked=is_revoked, is_replaced=is_replaced)

    assert found is status


@pytest.mark.parametrize(
    ("state", "status", "done", "waits_for", "holder"),
    [
        ("eligible", Status.UNKNOWN, 1, Step.NAMED, Holder.LEARNER),
        ("named", Status.UNKNOWN, 2, Step.PROPOSED, Holder.OFFICIAL),
        ("proposed", Status.UNKNOWN, 3, Step.APPROVED, Holder.HEAD),
        ("approved", Status.MAKING, 4, Step.MADE, Holder.SYSTEM),
        ("approved", Status.FAILED, 4, Step.MADE, Holder.OFFICIAL),
        ("approved", Status.VALID, 5, None, Holder.NOBODY),
        ("proposed", Status.VALID, 5, None, Holder.NOBODY),
        ("approved", Status.REVOKED, 5, None, Holder.NOBODY),
    ],
)
def test_steps(state, status, done, waits_for, holder):
    progress = step_of(state=AwardState(state), status=status)

    assert (progress.done, progress.waits_for, progress.holder) == (done, waits_for, holder)


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text()), max_size=5), st.randoms())
def test_the_digest_of_a_list_does_not_depend_on_its_order(payloads, random):
    shuffled = list(payloads)
    random.shuffle(shuffled)

    assert batch_digest(payloads) == batch_digest(shuffled)


@given(st.integers(1, 5), st.text(), st.text())
def test_every_part_of_an_entry_changes_its_digest(position, number, previous):
    entry = {
        "agency_id": 1,
        "position": position,
        "kind": "issued",
        "content": {"number": number},
        "previous": previous,
    }
    changes = [
        {"agency_id": 2},
        {"position": position + 1},
        {"kind": "revoked"},
        {"content": {"number": number + "x"}},
        {"previous": previous + "x"},
    ]

    digests = {entry_digest(**entry), *(entry_digest(**{**entry, **one}) for one in changes)}

    assert len(digests) == 6
