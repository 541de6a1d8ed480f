"""Drafts of questions: what GIFT becomes here, and that writing and reading agree."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.drafts import block_id, draft_of, read_gift, stored_question, write_gift
from tests.quizzes.formats.drafting import DRAFTS


def unplaced(drafts):
    return [dataclasses.replace(draft, line=1) for draft in drafts]


@given(DRAFTS)
def test_what_is_written_is_read_again(drafts):
    sheet = read_gift(write_gift(drafts))

    assert sheet.refusals == ()
    assert unplaced(sheet.drafts) == drafts


@given(DRAFTS, st.uuids().map(str))
def test_what_is_stored_is_the_same_draft(drafts, quiz):
    for draft in drafts:
        key = block_id(draft.key, quiz=quiz)

        block = stored_question(draft, id=key)

        assert draft_of(block) == dataclasses.replace(draft, key=key)
        assert stored_question(draft, id=key, earlier=block) == block
