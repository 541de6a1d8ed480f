"""Questions from a file, into the quiz of a lesson's draft."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import DomainError
from common.rules import digest_of
from courses.models import LessonPage
from people.models import User
from quizzes.formats.drafts import Draft, block_id, draft_of, faults, stored_question
from skills.queries import skill_choices

type StoredBlock = dict[str, Any]


class QuestionsRefused(DomainError):
    """The questions were not stored, none of them."""


@dataclass(frozen=True)
class Added:
    """What became of the drafts: how many of each, and skills that the framework does not have."""

    new: int
    replaced: int
    unchanged: int
    unknown_skills: tuple[str, ...]


@transaction.atomic
def add_questions(*, page: LessonPage, drafts: Sequence[Draft], by: User | None = None) -> Added:
    """Write drafts into the quiz of a lesson's latest draft; nothing is published.

    A draft whose id is in that quiz replaces the question; one without an id that is there word
    for word changes nothing; any other is appended. A lesson without a quiz gets one at its end.
    A skill that the framework does not have is left open. Raises QuestionsRefused.
    """
    for draft in drafts:
        if faults(draft):
            text = draft.value["text"][:60]
            raise QuestionsRefused(_("Soal “%(text)s” belum lengkap.") % {"text": text})
    # The row is the lock: two imports never begin with the same revision.
    latest = LessonPage.objects.select_for_update().get(pk=page.pk).get_latest_revision_as_object()
    known = {code for code, _title in skill_choices()}
    blocks = latest.body.raw_data
    place = next((n for n, block in enumerate(blocks) if block["type"] == "quiz"), len(blocks))
    quiz = blocks[place] if place < len(blocks) else _new_quiz()
    questions = _Questions(quiz["id"], list(quiz["value"].get("questions") or []))
    done = [questions.put(_with_known_skill(draft, known)) for draft in drafts]
    if set(done) - {"unchanged"}:
        changed = {**quiz, "value": {**quiz["value"], "questions": questions.stored}}
        if place < len(blocks):
            blocks[place] = changed
        else:
            blocks.append(changed)
        latest.save_revision(user=by)
    return Added(
        new=done.count("new"),
        replaced=done.count("replaced"),
        unchanged=done.count("unchanged"),
        unknown_skills=tuple(sorted({draft.value["skill"] for draft in drafts} - known - {""})),
    )


def _new_quiz() -> StoredBlock:
    value = {"title": "Kuis", "pass_percent": 60, "questions": []}
    return {"type": "quiz", "value": value, "id": str(uuid.uuid4())}


def _with_known_skill(draft: Draft, known: set[str]) -> Draft:
    if draft.value["skill"] in known:
        return draft
    return replace(draft, value={**draft.value, "skill": ""})


class _Questions:
    """The stored questions of one quiz, found by id and by content."""

    def __init__(self, quiz: str, stored: list[StoredBlock]) -> None:
        self.quiz = quiz
        self.stored = stored
        self.place_of = {block["id"]: place for place, block in enumerate(stored)}
        self.known = Counter(_content(draft_of(block)) for block in stored)

    def put(self, draft: Draft) -> str:
        """Store a draft; return new, replaced or unchanged."""
        key = block_id(draft.key, quiz=self.quiz) if draft.key else ""
        place = self.place_of.get(key)
        if place is not None:
            return self._replace(place, draft)
        if not key and self.known[_content(draft)]:
            return "unchanged"
        key = key or str(uuid.uuid4())
        self.place_of[key] = len(self.stored)
        self.stored.append(stored_question(draft, id=key))
        self.known[_content(draft)] += 1
        return "new"

    def _replace(self, place: int, draft: Draft) -> str:
        earlier = self.stored[place]
        before, after = _content(draft_of(earlier)), _content(draft)
        if before == after:
            return "unchanged"
        self.stored[place] = stored_question(draft, id=earlier["id"], earlier=earlier)
        self.known[before] -= 1
        self.known[after] += 1
        return "replaced"


def _content(draft: Draft) -> str:
    return digest_of([draft.type, draft.value])
