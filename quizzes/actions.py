"""Writes of questions, attempts and answers."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import DomainError
from common.rules import digest_of
from people.models import User
from quizzes.models import Answer, Attempt, Question, QuestionVersion, Quiz, QuizVersion
from quizzes.queries import Slot, slots_of
from quizzes.question_types import question_type
from quizzes.question_types.base import InvalidResponse
from quizzes.rules import AttemptPolicy, Verdict, grade_of


class QuizProblem(DomainError):
    """The quiz cannot be published as it stands."""


class AnswerRefused(DomainError):
    """The answer was not stored."""


class AnswerConflict(AnswerRefused):
    """The same answer was sent before with other content."""


@dataclass(frozen=True)
class DraftQuestion:
    """A question as an author wrote it: `key` stays, whatever the wording."""

    key: uuid.UUID
    type: str
    content: dict[str, Any]


@transaction.atomic
def freeze_quiz(
    *,
    key: uuid.UUID,
    title: str,
    questions: Sequence[DraftQuestion],
    policy: AttemptPolicy,
    at: datetime,
) -> QuizVersion:
    """Return the immutable version of a quiz; what did not change keeps its version.

    Raises QuizProblem, naming the question, if one cannot be asked.
    """
    if not questions:
        raise QuizProblem(_("Kuis belum punya soal."))
    slots = [_freeze_question(question, at=at).pk for question in questions]
    content = {"title": title, "slots": slots, "policy": policy.as_json()}
    quiz, _is_new = Quiz.objects.select_for_update().get_or_create(key=key)
    latest = quiz.versions.order_by("-number").first()
    if latest and latest.digest == digest_of(content):
        return latest
    return QuizVersion.objects.create(
        quiz=quiz,
        number=latest.number + 1 if latest else 1,
        digest=digest_of(content),
        made_at=at,
        **content,
    )


def _freeze_question(draft: DraftQuestion, *, at: datetime) -> QuestionVersion:
    problems = question_type(draft.type).problems(draft.content)
    if problems:
        raise QuizProblem(f"“{draft.content['text']}”: {' '.join(problems)}")
    digest = digest_of({"type": draft.type, "content": draft.content})
    question, _is_new = Question.objects.select_for_update().get_or_create(key=draft.key)
    latest = question.versions.order_by("-number").first()
    if latest and latest.digest == digest:
        return latest
    return QuestionVersion.objects.create(
        question=question,
        number=latest.number + 1 if latest else 1,
        type=draft.type,
        content=draft.content,
        digest=digest,
        made_at=at,
    )


@transaction.atomic
def start(
    *, version: QuizVersion, person: User, at: datetime, attempt_id: uuid.UUID | None = None
) -> Attempt:
    """Return the person's open attempt at the quiz, begun now if there is none.

    A second tap, a second phone or ten parallel starts meet the same attempt.
    """
    # The person's row is the lock: two starts of one person wait for each other, nobody else.
    User.objects.select_for_update().get(pk=person.pk)
    earlier = Attempt.objects.filter(quiz_id=version.quiz_id, person=person)
    if open_attempt := earlier.filter(submitted_at=None).first():
        return open_attempt
    seed = secrets.randbelow(2**62)
    chance = Random(seed)  # noqa: S311  the order of choices is no secret
    questions = QuestionVersion.objects.in_bulk(version.slots)
    return Attempt.objects.create(
        id=attempt_id or uuid.uuid4(),
        quiz_id=version.quiz_id,
        version=version,
        person=person,
        number=earlier.count() + 1,
        seed=seed,
        asked=len(version.slots),
        paper=[{"version": key, "plan": _plan(questions[key], chance)} for key in version.slots],
        started_at=at,
    )


def _plan(question: QuestionVersion, chance: Random) -> dict[str, Any]:
    return question_type(question.type).plan(question.content, chance)


@transaction.atomic
def answer(
    *,
    attempt: Attempt,
    event_id: uuid.UUID,
    slot: int,
    values: list[str],
    at: datetime,
) -> Answer:
    """Store and mark one answer; the same event again returns the stored one.

    slot: from 1; values: what the form posted. Raises AnswerRefused, AnswerConflict.
    """
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    slots = slots_of(locked)
    if not 1 <= slot <= len(slots):
        raise AnswerRefused(_("Soal ini tidak ada di kuis."))
    question = slots[slot - 1].question
    kind = question_type(question.type)
    try:
        response = kind.parse(question.content, values)
    except InvalidResponse as error:
        raise AnswerRefused(_("Pilih jawaban dulu.")) from error
    if known := Answer.objects.filter(pk=event_id).first():
        if (known.attempt_id, known.slot, known.response) != (locked.pk, slot, response):
            raise AnswerConflict(_("Jawaban ini sudah terkirim dengan isi lain."))
        return known
    if not locked.is_open:
        raise AnswerRefused(_("Kuis ini sudah selesai. Jawaban tidak berubah lagi."))
    if slots[slot - 1].is_answered:
        raise AnswerRefused(_("Soal ini sudah dijawab. Jawaban pertama yang dihitung."))
    return Answer.objects.create(
        id=event_id,
        attempt=locked,
        slot=slot,
        response=response,
        fraction=_stored(kind.mark(question.content, response)),
        at=at,
    )


@dataclass(frozen=True)
class Outcome:
    """What handing in gave. `is_new` is false if it had been handed in before."""

    attempt: Attempt
    slots: Sequence[Slot]
    is_new: bool


@transaction.atomic
def submit(*, attempt: Attempt, at: datetime) -> Outcome:
    """Close the attempt and grade it once; handing in again changes nothing.

    Raises AnswerRefused while a question is open.
    """
    locked = Attempt.objects.select_for_update().select_related("version").get(pk=attempt.pk)
    slots = slots_of(locked)
    if not locked.is_open:
        return Outcome(attempt=locked, slots=slots, is_new=False)
    if not all(slot.is_answered for slot in slots):
        raise AnswerRefused(_("Masih ada soal yang belum dijawab."))
    locked.grade = _stored(grade_of([slot.fraction for slot in slots]))
    locked.passed = locked.version.attempt_policy.is_passed(float(locked.grade))
    locked.right = sum(slot.verdict is Verdict.RIGHT for slot in slots)
    locked.submitted_at = at
    locked.save(update_fields=["grade", "passed", "right", "submitted_at"])
    return Outcome(attempt=locked, slots=slots, is_new=True)


def _stored(fraction: float) -> Decimal:
    return Decimal(fraction).quantize(Decimal("0.0000001"))
