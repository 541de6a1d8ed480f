"""What changed in a text since it was translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True)
class TextChange:
    """One text: before is "" for a new one, after is "" for one that is gone."""

    before: str
    after: str


def changed_texts(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> list[TextChange]:
    """Return the texts that differ, place by place; what only moved to another place counts."""
    places = dict.fromkeys([*after, *before])
    return [
        change
        for place in places
        for change in _changed(list(before.get(place, ())), list(after.get(place, ())))
    ]


def _changed(before: list[str], after: list[str]) -> list[TextChange]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    return [
        TextChange(*pair)
        for kind, a1, a2, b1, b2 in matcher.get_opcodes()
        if kind != "equal"
        for pair in zip_longest(before[a1:a2], after[b1:b2], fillvalue="")
    ]
