"""Everything that a message may say. A reader gets it in her own language, when she reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORD = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Kind:
    """One kind of message. key: stored, never renamed; icon: a name of common's icons.

    title, text: with %(words)s that the sender hands in; nothing else of them is replaced.
    """

    key: str
    icon: str
    title: str | Promise
    text: str | Promise

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the words that the sender hands in."""
        return frozenset(_WORD.findall(f"{self.title} {self.text}"))

    def title_of(self, params: Mapping[str, str]) -> str:
        """Return the title in the language of now."""
        return str(self.title) % params

    def text_of(self, params: Mapping[str, str]) -> str:
        """Return the text in the language of now."""
        return str(self.text) % params


KINDS = (
    Kind(
        key="review_asked",
        icon="pencil",
        title=_("Tinjau: %(lesson)s"),
        text=_("%(person)s mengirimnya. Baca, lalu setujui atau kembalikan."),
    ),
    Kind(
        key="lesson_returned",
        icon="replace",
        title=_("Dikembalikan: %(lesson)s"),
        text=_("%(person)s menulis: %(comment)s"),
    ),
    Kind(
        key="lesson_approved",
        icon="check",
        title=_("Disetujui: %(lesson)s"),
        text=_("%(person)s menyetujuinya. Peserta sudah bisa membacanya."),
    ),
    Kind(
        key="lesson_approved_for_later",
        icon="clock",
        title=_("Disetujui: %(lesson)s"),
        text=_("%(person)s menyetujuinya. Pelajaran ini tayang sesuai jadwal."),
    ),
    Kind(
        key="comment_written",
        icon="ask",
        title=_("Komentar di %(lesson)s"),
        text=_("%(person)s menulis: %(comment)s"),
    ),
    Kind(
        key="comment_answered",
        icon="ask",
        title=_("Balasan di %(lesson)s"),
        text=_("%(person)s menulis: %(comment)s"),
    ),
    Kind(
        key="lesson_updated",
        icon="book",
        title=_("Diperbarui: %(lesson)s"),
        text="%(news)s",
    ),
)

_BY_KEY = {kind.key: kind for kind in KINDS}


def kind_of(key: str) -> Kind:
    """Return a kind by its key. Raises ValueError if there is none."""
    if key not in _BY_KEY:
        raise ValueError(f"there is no message of kind {key!r}")
    return _BY_KEY[key]
