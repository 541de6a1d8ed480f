"""How long work rests, what text keeps, how refusals and digests behave: no database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import rules
from common.clean import plain, rich
from common.errors import DomainError
from common.rules import digest_of


@given(st.integers(min_value=-3, max_value=1_000))
def test_a_pause_is_short_and_never_shrinks(tries):
    pause = rules.pause_after(tries)

    assert timedelta(seconds=2) <= pause <= timedelta(seconds=64)
    assert rules.pause_after(tries + 1) >= pause


def test_a_lease_outlives_the_hard_limit_of_its_holder():
    assert timedelta(seconds=rules.TASK_HARD_LIMIT_SECONDS) < rules.LEASE
    assert rules.TASK_LIMIT_SECONDS < rules.TASK_HARD_LIMIT_SECONDS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sari ", "Sari"),
        ("O'Neil & anak", "O'Neil & anak"),
        ("3 < 5", "3 < 5"),
        ("<b>Sari</b>", "Sari"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("Sa\u200bri\u202e", "Sari"),
        ("Sari\x00\x1b[31m", "Sari[31m"),
        ("Sari\u00a0Dewi", "Sari Dewi"),
        ("Sa&#8203;ri", "Sari"),
        ("Sari\u3000Dewi", "Sari Dewi"),
        ("baris\nkedua", "baris\nkedua"),
        ("José 😀", "José 😀"),
        ("", ""),
    ],
)
def test_plain_text_keeps_what_is_read_and_drops_the_rest(typed, kept):
    assert plain(typed) == kept


@given(st.text(max_size=60))
def test_plain_text_holds_nothing_invisible(typed):
    assert all(c.isprintable() or c in "\n\t" for c in plain(typed))


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<p>Halo <b>Bu</b></p>", "<p>Halo <b>Bu</b></p>"),
        ("<h2>Judul</h2><ul><li>satu</li></ul>", "<h2>Judul</h2><ul><li>satu</li></ul>"),
        ('<img src="x" onerror="alert(1)">', ""),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<form action="/"><p>a</p></form>', "<p>a</p>"),
        ('<base href="//jahat">', ""),
        ('<meta http-equiv="refresh">', ""),
    ],
)
def test_rich_text_keeps_a_lesson_and_drops_the_rest_b82(source, kept):
    assert rich(source) == kept


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_rich_text_has_no_link_that_runs_b82(address):
    assert "href" not in rich(f'<a href="{address}">x</a>')


def test_a_refusal_carries_its_words():
    assert DomainError("Belum bisa.").message == str(DomainError("Belum bisa.")) == "Belum bisa."


def test_a_digest_ignores_the_order_of_keys_and_nothing_else():
    assert digest_of({"a": 1, "b": [1, 2]}) == digest_of({"b": [1, 2], "a": 1})
    assert digest_of({"b": [1, 2]}) != digest_of({"b": [2, 1]})
    assert digest_of({"a": 1}) != digest_of({"a": "1"})


def test_the_moment_of_a_digest_is_text():
    at = datetime(2026, 11, 24, tzinfo=UTC)

    assert digest_of({"at": at.isoformat()}) == digest_of({"at": "2026-11-24T00:00:00+00:00"})
