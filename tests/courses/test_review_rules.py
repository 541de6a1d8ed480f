"""Who decides about a lesson, and what counts as changed: no database."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules import APPROVE, BOOKKEEPING, RETURN, draft_digest, review_actions


@given(st.booleans(), st.booleans(), st.booleans())
def test_nobody_decides_about_her_own_and_nobody_approves_what_was_not_read(
    is_reviewer, is_sender, is_as_sent
):
    may = review_actions(is_reviewer=is_reviewer, is_sender=is_sender, is_as_sent=is_as_sent)

    assert bool(may) is (is_reviewer and not is_sender)
    assert (APPROVE in may) is (is_reviewer and not is_sender and is_as_sent)
    assert may <= {APPROVE, RETURN}


def content(text="<p>Halo.</p>", **changes):
    block = {"type": "text", "value": text, "id": "1"}
    return {"title": "Foto", "minutes": 8, "body": json.dumps([block]), **changes}


@given(st.sampled_from(sorted(BOOKKEEPING)), st.integers())
def test_what_wagtail_keeps_beside_a_text_is_no_change(field, value):
    assert draft_digest(content(**{field: value})) == draft_digest(content())


@pytest.mark.parametrize(
    "same",
    [
        content('<p data-block-key="a1b2">Halo.</p>'),
        content(summary=""),
        content(body=json.dumps([{"type": "text", "value": "<p>Halo.</p>", "id": "1", "x": None}])),
    ],
)
def test_what_the_editor_leaves_behind_is_no_change(same):
    assert draft_digest(same) == draft_digest(content())


def test_bold_is_bold_by_either_name():
    assert draft_digest(content("<b>a</b><i>b</i>")) == draft_digest(
        content("<strong>a</strong><em>b</em>")
    )


@pytest.mark.parametrize(
    "changed",
    [
        content("<p>Halo!</p>"),
        content(title="Foto produk"),
        content(minutes=9),
        content(news="Contoh baru"),
        content(go_live_at="2027-01-01T00:00:00Z"),
        content(something_new="x"),
        content(body=json.dumps([])),
    ],
)
def test_what_a_learner_could_notice_is_a_change(changed):
    assert draft_digest(changed) != draft_digest(content())


@given(st.text(), st.text())
def test_two_texts_are_told_apart(one, other):
    plain = [text.translate({ord(c): None for c in '<>"=-'}) for text in (one, other)]

    same = draft_digest(content(plain[0])) == draft_digest(content(plain[1]))

    assert same is (plain[0] == plain[1])
