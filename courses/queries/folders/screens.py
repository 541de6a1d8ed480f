"""What a trainer sees before an upload is applied."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.rules import digest_of
from courses.formats.course_folder.model import Remark
from courses.queries.folders.plans import Change, What
from courses.queries.folders.words import place_of, words_of

# What happens to a page, in the order in which it is told.
HEADINGS: dict[What, str | Promise] = {
    "new": _("Baru"),
    "changed": _("Berubah"),
    "moved": _("Pindah tempat"),
    "left": _("Tidak ada di ZIP, jadi dibiarkan"),
    "same": _("Tetap sama"),
}
KINDS: dict[str, str | Promise] = {
    "course": _("kelas"),
    "module": _("bab"),
    "lesson": _("pelajaran"),
}


@dataclass(frozen=True)
class Line:
    """One page of a report."""

    kind: str
    title: str
    path: str


@dataclass(frozen=True)
class Said:
    """One remark: where, and what."""

    place: str
    words: str


@dataclass(frozen=True)
class ReviewScreen:
    """A dry run. groups: (heading, pages). seen: the digest of what is shown."""

    title: str
    groups: list[tuple[str, list[Line]]]
    refusals: list[Said]
    warnings: list[Said]
    has_changes: bool
    has_left: bool
    seen: str


def review_screen(
    changes: Sequence[Change], refusals: Sequence[Remark], warnings: Sequence[Remark]
) -> ReviewScreen:
    """Return what an import would do, for its screen. Without queries."""
    groups = []
    for what, heading in HEADINGS.items():
        lines = [Line(str(KINDS[c.kind]), c.title, c.path) for c in changes if c.what == what]
        if lines:
            groups.append((str(heading), lines))
    return ReviewScreen(
        title=next((change.title for change in changes), ""),
        groups=groups,
        refusals=_said(refusals),
        warnings=_said(warnings),
        has_changes=any(change.what not in ("same", "left") for change in changes),
        has_left=any(change.what == "left" for change in changes),
        seen=digest_of([[c.what, c.kind, c.path, c.title] for c in changes]),
    )


def _said(remarks: Sequence[Remark]) -> list[Said]:
    return [Said(place_of(remark), words_of(remark)) for remark in remarks]
