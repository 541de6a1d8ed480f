"""A lesson as a column of cards, for a trainer with a phone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image, SourceImageIOError

from common.clean import rich
from courses.formats.stored import Block, questions_of, token_of
from courses.models import LessonPage
from courses.queries import Check, lesson_report
from courses.rules import Level
from office.queries.lessons import state_of, state_words
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place
from people.models import User
from quizzes.question_types import QUESTION_TYPES

# The small picture that learners' phones load anyway; see templates/blocks/picture.html.
THUMB = "format-webp|width-320"
# The one that the meter weighs: making it now costs a moment once, and publishing needs it anyway.
WEIGHED = "format-avif|width-640"
EXCERPT_LETTERS = 180
QUESTION_KINDS = frozenset(one.key for one in QUESTION_TYPES)


@dataclass(frozen=True)
class Thumb:
    """A small picture of a card. Sizes in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class CardView:
    """One card. value: as stored; seen: the mark of that value.

    up, down: the card behind which it stands after a move, "" for first; None if it cannot move.
    body: what it says as learners read it; excerpt: the same in a few plain words; answers: of a
    question, (words, whether they are right).
    """

    id: str
    kind: str
    label: str
    icon: str
    value: Any
    seen: str
    up: str | None
    down: str | None
    excerpt: str
    body: SafeString
    answers: tuple[tuple[str, bool], ...] = ()
    thumb: Thumb | None = None
    sound_url: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.excerpt or self.thumb or self.sound_url)


@dataclass(frozen=True)
class ToMend:
    """What keeps a lesson from going live. card: where to mend it, "" for the whole lesson."""

    words: str
    mend: str
    card: str


@dataclass(frozen=True)
class LessonScreen:
    """A lesson that is being written. token, head_token: the state in which it was looked at.

    person: a mark of who is signed in, the same on every page, that tells nothing about her.
    may_publish: what sending does; where it may not be sent, neither is true.
    to_mend: what refuses; advice: what could be better in the whole lesson; minutes, picture_bytes:
    what it costs its learners.
    """

    frame: OfficeFrame
    pk: int
    person: str
    title: str
    summary: str
    skill: str
    token: str
    head_token: str
    course_title: str
    is_course_live: bool
    state: str
    state_words: str
    is_locked: bool
    may_publish: bool
    may_submit: bool
    cards: tuple[CardView, ...]
    questions: tuple[CardView, ...]
    live_url: str
    to_mend: tuple[ToMend, ...]
    advice: tuple[Check, ...]
    minutes: int
    picture_bytes: int
    picture_budget: int


def lesson_screen(person: User, page: LessonPage, *, on: date) -> LessonScreen:
    """Return a lesson as its cards, in a fixed number of queries, whatever it holds."""
    draft: LessonPage = page.get_latest_revision_as_object()
    blocks = draft.stored_blocks
    may, review = page.permissions_for_user(person), page.current_workflow_state
    state = state_of(page, review=review.status if review else "")
    body = [block for block in blocks if block["type"] != "quiz"]
    files = _files(body)
    report = lesson_report(draft, html_bytes=0)
    weight = next(one for one in report.meter.weights if one.kind == "picture")
    cards = tuple(_cards(body, files=files, checks=report.checks))
    questions = tuple(_cards(questions_of(blocks), files=files, checks=report.checks))
    known = {card.id for card in (*cards, *questions)}
    module = page.get_parent()
    course = module.get_parent()
    return LessonScreen(
        frame=office_frame(person, current=Place.LESSONS, on=on),
        pk=page.pk,
        person=person.phone_mark,
        title=draft.title,
        summary=draft.summary,
        skill=draft.skill,
        token=draft.draft_token,
        head_token=token_of({"title": draft.title, "summary": draft.summary, "skill": draft.skill}),
        course_title=course.draft_title,
        is_course_live=course.live and module.live,
        state=state,
        state_words=state_words(state),
        is_locked=bool(may.page_locked()),
        may_publish=may.can_publish(),
        may_submit=state == "returned" or may.can_submit_for_moderation(),
        cards=cards,
        questions=questions,
        live_url=_live_url(page),
        to_mend=tuple(
            ToMend(one.words, one.mend, one.where if one.where in known else "")
            for one in report.checks
            if one.level is Level.REFUSE
        ),
        advice=tuple(
            one for one in report.checks if one.level is Level.WARN and one.where not in known
        ),
        minutes=report.meter.minutes,
        picture_bytes=weight.bytes,
        picture_budget=weight.budget or 0,
    )


def _live_url(page: LessonPage) -> str:
    """Return where learners read the lesson, "" if it was never public."""
    if not page.live or not hasattr(page, "lesson"):
        return ""
    return reverse("learning:lesson", args=[page.lesson.course.slug, page.lesson.slug])


@dataclass(frozen=True)
class _Files:
    thumbs: dict[int, Thumb | None]
    documents: dict[int, Document]


def _files(blocks: list[Block]) -> _Files:
    """Return the pictures and sounds that cards show, in a fixed number of queries."""
    pictures = [one["value"].get("image") for one in blocks if one["type"] == "picture"]
    sounds = [one["value"].get("file") for one in blocks if one["type"] == "audio"]
    images = Image.objects.filter(pk__in=filter(None, pictures))
    return _Files(
        thumbs={image.pk: _thumb(image) for image in images.prefetch_renditions(THUMB, WEIGHED)},
        documents=Document.objects.in_bulk(filter(None, sounds)),
    )


def _cards(column: list[Block], *, files: _Files, checks: list[Check]) -> Iterable[CardView]:
    ids = [str(block.get("id", "")) for block in column]
    for place, block in enumerate(column):
        kind, value = block["type"], block["value"]
        label, icon = card_name(kind)
        yield CardView(
            id=ids[place],
            kind=kind,
            label=label,
            icon=icon,
            value=value,
            seen=token_of(block),
            up=None if place == 0 else ids[place - 2] if place > 1 else "",
            down=ids[place + 1] if place + 1 < len(column) else None,
            excerpt=excerpt_of(value.get("text", "") if kind in QUESTION_KINDS else value),
            answers=answers_of(value) if kind in QUESTION_KINDS else (),
            body=body_of(kind, value),
            thumb=files.thumbs.get(value.get("image")) if kind == "picture" else None,
            sound_url=_sound_url(files.documents, value) if kind == "audio" else "",
            checks=tuple(check for check in checks if check.where == ids[place]),
        )


def card_name(kind: str) -> tuple[str, str]:
    """Return (label, icon) of a kind of card."""
    names = {
        "picture": (_("Foto"), "camera"),
        "text": (_("Teks"), "text"),
        "audio": (_("Suara"), "sound"),
        "tip": (_("Coba sekarang"), "hand"),
        "video": (_("Video"), "video"),
        "steps": (_("Langkah"), "list"),
        "checklist": (_("Daftar periksa"), "check"),
        "example": (_("Contoh"), "stall"),
        "download": (_("Unduhan"), "download"),
    }
    questions = {one.key: (str(one.label), "ask") for one in QUESTION_TYPES}
    return (names | questions).get(kind, (kind, "file"))


def body_of(kind: str, value: Any) -> SafeString:
    """Return what a text or a tip says, with its few tags; "" for the other kinds."""
    source = value if kind == "text" else value.get("text", "") if kind == "tip" else ""
    return mark_safe(rich(source or ""))  # noqa: S308  nh3 has cleaned it


def answers_of(value: dict[str, Any]) -> tuple[tuple[str, bool], ...]:
    """Return the answers that a stored question offers, and which are right."""
    if "choices" in value:
        items = [item["value"] for item in value["choices"] if item["value"].get("text")]
        return tuple((item["text"], bool(item.get("right"))) for item in items)
    if "answer" in value and value.get("text"):
        is_true = bool(value["answer"])
        # In the language of the sentence, not of the screen: both are content.
        return (("Betul", is_true), ("Tidak", not is_true))
    return ()


def excerpt_of(value: Any) -> str:
    """Return the first words that a stored value holds."""
    words = " ".join(" · ".join(_words(value)).split())
    return words if len(words) <= EXCERPT_LETTERS else f"{words[:EXCERPT_LETTERS].rstrip()}…"


_TAG_END = re.compile(r"</(?:p|li|h2|h3)>")
# Values that are no words: ids, codes and what only files have.
_NO_WORDS = frozenset(("id", "type", "skill", "image", "file", "captions", "poster", "seconds"))


def _words(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        if words := strip_tags(_TAG_END.sub(" ", value)).strip():
            yield words
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _NO_WORDS:
                yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)


def _thumb(image: Image) -> Thumb | None:
    """Return the small picture of a card, None where the file is gone."""
    try:
        small = image.get_rendition(THUMB)
        image.get_rendition(WEIGHED)
    except SourceImageIOError:
        return None
    return Thumb(url=small.url, width=small.width, height=small.height)


def _sound_url(documents: dict[int, Document], value: dict[str, Any]) -> str:
    document = documents.get(value.get("file") or 0)
    return document.url if document else ""
