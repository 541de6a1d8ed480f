"""Rows to spare: what was left untouched counts as not there."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks

from common.blocks import (
    SparingListBlock,
    SparingStreamBlock,
    is_complete,
    is_untouched,
    written,
)


class Row(blocks.StructBlock):
    text = blocks.CharBlock(max_length=20)
    ticked = blocks.BooleanBlock(required=False)


class Page(SparingStreamBlock):
    rich = blocks.RichTextBlock()
    rows = SparingListBlock(Row(), min_num=2, default=lambda: [Row().get_default()] * 3)


TEXTS = st.lists(st.sampled_from(["", "satu", "dua"]), max_size=5)


def rows_of(texts):
    block = Page().child_blocks["rows"]
    return block, block.normalize([{"text": text, "ticked": False} for text in texts])


@given(TEXTS)
def test_a_list_keeps_what_was_written_in_its_order(texts):
    block, value = rows_of(texts)
    kept = [text for text in texts if text]

    if len(kept) < 2:
        with pytest.raises(ValidationError):
            block.clean(value)
    else:
        assert [row["text"] for row in block.clean(value)] == kept


@given(TEXTS)
def test_a_draft_keeps_every_row(texts):
    block, value = rows_of(texts)

    block.defer_required_validation()
    kept = block.clean(value)
    block.restore_deferred_validation()

    assert [row["text"] for row in kept] == texts


@given(TEXTS)
def test_complete_is_what_clean_accepts(texts):
    block, value = rows_of(texts)

    assert is_complete(block, value) == (sum(map(bool, texts)) >= 2)


def test_errors_name_the_row_as_the_form_shows_it():
    block, value = rows_of(["satu", "", "terlalu panjang untuk baris ini", "dua"])

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert list(refused.value.block_errors) == [2]


def test_a_stream_leaves_out_what_nobody_touched_and_names_the_others_rightly():
    block = Page()
    rows = block.child_blocks["rows"]
    value = blocks.StreamValue(
        block,
        [
            ("rich", block.child_blocks["rich"].get_default()),
            ("rows", rows.get_default()),
            ("rows", rows.normalize([{"text": "satu", "ticked": False}])),
        ],
    )

    assert [child.block_type for child in written(value)] == ["rows"]
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == [2]


@pytest.mark.parametrize("source", ["", "<p></p>", '<p data-block-key="a"> </p>'])
def test_empty_paragraphs_are_no_words(source):
    block = blocks.RichTextBlock()

    assert is_untouched(block, block.to_python(source))
    assert not is_complete(block, block.to_python(source))


def test_one_tick_is_a_touch():
    block = Row()

    assert is_untouched(block, block.to_python({"text": "", "ticked": False}))
    assert not is_untouched(block, block.to_python({"text": "", "ticked": True}))
