"""Forms with rows to spare: what was left untouched counts as not there.

An author's form offers three choices, a tip, a quiz. Whoever needs two leaves the third alone
instead of deleting it. A draft keeps the untouched rows; what is published has none.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError

_MARKUP = re.compile(r"<[^>]*>")


def is_untouched(block: blocks.Block, value: Any) -> bool:
    """Whether a value is what its block began with, the ids of rows and empty markup aside."""
    return bool(_bare(block.get_prep_value(value)) == _bare(_start_of(block)))


def is_complete(block: blocks.Block, value: Any) -> bool:
    """Whether every required field of a block is filled; files are not looked up."""
    match block:
        case blocks.StructBlock():
            return all(
                is_complete(child, value.get(name)) for name, child in block.child_blocks.items()
            )
        case blocks.ListBlock():
            rows = [row for row in value if not is_untouched(block.child_block, row)]
            enough = len(rows) >= (block.meta.min_num or 0)
            return enough and all(is_complete(block.child_block, row) for row in rows)
        case blocks.StreamBlock():
            rows = written(value)
            enough = len(rows) >= (block.meta.min_num or 0)
            return enough and all(is_complete(row.block, row.value) for row in rows)
    return not getattr(block, "required", False) or not _is_empty(value)


def written(stream: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Return the blocks of a stream that somebody wrote in."""
    return [child for child in stream if not is_untouched(child.block, child.value)]


class SparingListBlock(blocks.ListBlock):
    """A list whose untouched rows are left out, except from a draft."""

    def clean(self, value: Any) -> Any:
        """Raise ListBlockValidationError; its errors name the rows as the form shows them."""
        value = self.normalize(value)
        if self.is_deferred_validation:
            return super().clean(value)
        kept = [
            (place, row)
            for place, row in enumerate(value.bound_blocks)
            if not is_untouched(self.child_block, row.value)
        ]
        try:
            return super().clean(ListValue(self, bound_blocks=[row for _place, row in kept]))
        except ListBlockValidationError as error:
            raise ListBlockValidationError(
                block_errors=_as_shown(error.block_errors, [place for place, _row in kept]),
                non_block_errors=error.non_block_errors,
            ) from error


class SparingStreamBlock(blocks.StreamBlock):
    """A stream whose untouched blocks are left out, except from a draft."""

    def clean(self, value: Any) -> Any:
        """Raise StreamBlockValidationError; its errors name the blocks as the form shows them."""
        if self.is_deferred_validation:
            return super().clean(value)
        places = [
            place for place, child in enumerate(value) if not is_untouched(child.block, child.value)
        ]
        rows = [(value[place].block_type, value[place].value, value[place].id) for place in places]
        try:
            return super().clean(blocks.StreamValue(self, rows))
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors=_as_shown(error.block_errors, places),
                non_block_errors=error.non_block_errors,
            ) from error


def _start_of(block: blocks.Block) -> Any:
    """Return the stored form of a block's beginning, with what its own blocks begin with."""
    stored = block.get_prep_value(block.normalize(block.get_default()))
    return block.get_prep_value(block.to_python(stored))


def _as_shown(
    errors: dict[int, ValidationError] | None, places: list[int]
) -> dict[int, ValidationError]:
    return {places[place]: error for place, error in (errors or {}).items() if error}


def _is_empty(value: Any) -> bool:
    words = getattr(value, "source", value)
    return words is None or (isinstance(words, str) and not _bare(words))


def _bare(stored: Any) -> Any:
    """Return a stored value without ids, markup and empty rows."""
    if isinstance(stored, dict):
        if stored.get("type") == "item":
            return _bare(stored["value"])
        return {key: _bare(part) for key, part in stored.items() if key != "id"}
    if isinstance(stored, list | tuple):
        return [part for part in map(_bare, stored) if not _is_nothing(part)]
    if isinstance(stored, str):
        return _MARKUP.sub("", stored).strip()
    return "" if stored is None or stored is False else stored


def _is_nothing(bare: Any) -> bool:
    return not any(bare.values()) if isinstance(bare, dict) else not bare
