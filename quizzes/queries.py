"""Reads of frozen questions, papers and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation

from quizzes.models import Attempt, QuestionVersion
from quizzes.question_types import question_type
from quizzes.question_types.base import Choice, ReviewChoice
from quizzes.rules import Verdict, verdict_of


@dataclass(frozen=True)
class FrozenQuestion:
    """One question version; the same for everybody, so it is kept in memory."""

    id: int
    key: str
    type: str
    content: dict[str, Any]


@dataclass(frozen=True)
class Feedback:
    """What an author says to who picked a choice. about: its text, if several were picked."""

    about: str
    text: str


@dataclass(frozen=True)
class Slot:
    """One question of one attempt, with the answer if there is one.

    words: the content as it is shown, in `language`; the question's own is marked.
    """

    number: int
    question: FrozenQuestion
    plan: dict[str, Any]
    response: dict[str, Any] | None
    fraction: float | None
    words: dict[str, Any]
    language: str

    @property
    def is_answered(self) -> bool:
        return self.response is not None

    @property
    def verdict(self) -> Verdict | None:
        return None if self.fraction is None else verdict_of(self.fraction)

    @property
    def text(self) -> str:
        return str(self.words["text"])

    @property
    def explanation(self) -> str:
        return str(self.words["explanation"])

    @property
    def answer_template(self) -> str:
        return question_type(self.question.type).answer_template

    @property
    def review_template(self) -> str:
        return question_type(self.question.type).review_template

    def choices(self) -> list[Choice]:
        """Return what may be shown before answering, in the language of the question."""
        with translation.override(self.language):
            return question_type(self.question.type).choices(self.words, self.plan)

    def review(self) -> list[ReviewChoice]:
        """Return the choices with their truth. Raises ValueError before the answer."""
        if self.response is None:
            raise ValueError("the key of an open question is never shown")
        with translation.override(self.language):
            return question_type(self.question.type).review(self.words, self.plan, self.response)

    def feedback(self) -> list[Feedback]:
        """Return what the author says about the answer. Raises ValueError before it."""
        chosen = [choice for choice in self.review() if choice.is_chosen]
        return [
            Feedback(about=choice.text if len(chosen) > 1 else "", text=choice.feedback)
            for choice in chosen
            if choice.feedback
        ]


@lru_cache(maxsize=4096)
def _frozen(version_id: int) -> FrozenQuestion:
    version = QuestionVersion.objects.select_related("question").get(pk=version_id)
    return FrozenQuestion(
        id=version.pk, key=str(version.question.key), type=version.type, content=version.content
    )


def slots_of(
    attempt: Attempt, *, language: str = "", words: Mapping[int, dict[str, Any]] | None = None
) -> Sequence[Slot]:
    """Return the attempt's questions in order, with answers. One query once questions are known.

    words: contents in `language`, by question version; others are shown as they were written.
    """
    answers = {answer.slot: answer for answer in attempt.answers.all()}
    slots = []
    for number, entry in enumerate(attempt.paper, start=1):
        answer = answers.get(number)
        question = _frozen(entry["version"])
        said = (words or {}).get(question.id)
        slots.append(
            Slot(
                number=number,
                question=question,
                plan=entry["plan"],
                response=answer.response if answer else None,
                fraction=float(answer.fraction) if answer else None,
                words=said or question.content,
                language=language if said else settings.LANGUAGE_CODE,
            )
        )
    return slots
