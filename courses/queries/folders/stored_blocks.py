"""The stored blocks of a lesson as plain values of a course folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from courses.formats.course_folder.model import (
    PASS_PERCENT,
    Audio,
    Block,
    Checklist,
    Download,
    Example,
    Picture,
    Quiz,
    Steps,
    Text,
    Tip,
    Video,
)
from courses.formats.course_folder.rich_html import canonical
from courses.queries.folders.links import LinksOut
from courses.queries.folders.media import Shelf
from quizzes.formats.drafts import draft_of, faults

type Stored = dict[str, Any]
type Say = Callable[..., None]

_IMAGES = {"picture": ("image",), "video": ("poster",)}
_DOCUMENTS = {"audio": ("file",), "video": ("file", "captions"), "download": ("file",)}


def named_images(blocks: Iterable[Stored]) -> Iterator[int]:
    """Yield the keys of the pictures that blocks name."""
    return _named(blocks, _IMAGES)


def named_documents(blocks: Iterable[Stored]) -> Iterator[int]:
    """Yield the keys of the documents that blocks name; those of links come on demand."""
    return _named(blocks, _DOCUMENTS)


def _named(blocks: Iterable[Stored], fields: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
    for block in blocks:
        for name in fields.get(block["type"], ()):
            if (key := block["value"].get(name)) is not None:
                yield int(key)


class BlocksOut:
    """Makes plain blocks of stored ones."""

    def __init__(self, shelf: Shelf, links: LinksOut) -> None:
        self.shelf, self.links = shelf, links

    def block(self, stored: Stored, say: Say) -> Block | None:
        """Return the plain block, None for one in which nobody has written. say: a warning."""
        value, kind = stored["value"], stored["type"]
        maker = getattr(self, f"_{kind}", None)
        if maker is None:
            say("block_unknown", kind=kind)
            return None
        block: Block | None = maker(value, say)
        return block

    def _text(self, value: str, say: Say) -> Text | None:
        html = self._rich(value, say)
        return Text(html) if html else None

    def _picture(self, value: Stored, say: Say) -> Picture | None:
        path = self._path("picture", value.get("image"), say)
        alt, caption = _line(value.get("alt")), _line(value.get("caption"))
        return Picture(path, alt, caption) if path or alt or caption else None

    def _audio(self, value: Stored, say: Say) -> Audio | None:
        path = self._path("audio", value.get("file"), say)
        transcript = self._rich(value.get("transcript"), say)
        audio = Audio(path, value.get("seconds"), transcript, bool(value.get("is_machine")))
        return audio if path or transcript else None

    def _video(self, value: Stored, say: Say) -> Video | None:
        video = Video(
            path=self._path("video", value.get("file"), say),
            captions=self._path("captions", value.get("captions"), say),
            poster=self._path("picture", value.get("poster"), say),
            seconds=value.get("seconds"),
            transcript=self._rich(value.get("transcript"), say),
        )
        return video if video.path or video.captions or video.poster or video.transcript else None

    def _tip(self, value: Stored, say: Say) -> Tip | None:
        html = self._rich(value.get("text"), say)
        return Tip(_line(value.get("title")), html) if html else None

    def _example(self, value: Stored, say: Say) -> Example | None:
        html = self._rich(value.get("text"), say)
        return Example(_line(value.get("title")), html) if html else None

    def _steps(self, value: Stored, say: Say) -> Steps | None:
        title, items = _line(value.get("title")), _items(value)
        day = value.get("checked_on")
        checked_on = date.fromisoformat(day) if isinstance(day, str) and day else day or None
        return Steps(title, items, checked_on) if title or items else None

    def _checklist(self, value: Stored, say: Say) -> Checklist | None:
        title, items = _line(value.get("title")), _items(value)
        return Checklist(title, items) if title or items else None

    def _download(self, value: Stored, say: Say) -> Download | None:
        path, title = self._path("download", value.get("file"), say), _line(value.get("title"))
        return Download(path, title) if path or title else None

    def _quiz(self, value: Stored, say: Say) -> Quiz | None:
        drafts = [draft_of(stored) for stored in value.get("questions") or []]
        drafts = [draft for draft in drafts if _is_begun(draft.value)]
        for draft in drafts:
            for fault in faults(draft):
                say("question_unfinished", question=draft.value["text"][:60], reason=fault)
        quiz = Quiz(
            _line(value.get("title")), value.get("pass_percent") or PASS_PERCENT, tuple(drafts)
        )
        return quiz if drafts else None

    def _rich(self, html: str | None, say: Say) -> str:
        return canonical(self.links.of(html or "", say))

    def _path(self, kind: str, key: int | None, say: Say) -> str:
        path = self.shelf.path_of(kind, key)
        if path is None:
            say("file_deleted", kind=kind)
        return path or ""


def _is_begun(value: Stored) -> bool:
    """Return whether anybody has written in a question."""
    return bool(value["text"] or any(choice["text"] for choice in value.get("choices", ())))


def _line(text: str | None) -> str:
    return " ".join((text or "").split("\n")).strip()


def _items(value: Stored) -> tuple[str, ...]:
    """Return the points that say something; old pages store them without ids."""
    items = value.get("items") or []
    lines = (_line(item["value"] if isinstance(item, dict) else item) for item in items)
    return tuple(line for line in lines if line)
