"""The questions of a lesson as learners will meet them, before anything is frozen."""

from dataclasses import dataclass
from random import Random

from common.blocks import written
from courses.models import LessonPage
from quizzes.question_types import question_type
from quizzes.question_types.base import Choice, ReviewChoice


@dataclass(frozen=True)
class PreviewQuestion:
    """One question before and after the answer; name: of its form field."""

    name: str
    text: str
    answer_template: str
    choices: list[Choice]
    review_template: str
    review: list[ReviewChoice]
    explanation: str


class _AsWritten(Random):
    """A chance that leaves every order as the author wrote it."""

    def shuffle(self, x: object) -> None:
        """Leave the order alone."""


def preview_questions(page: LessonPage) -> list[PreviewQuestion]:
    """Return the questions of a page as it stands, in the order of the author. No query."""
    quiz = page.quiz_block
    found = []
    for number, child in enumerate(written(quiz.value["questions"]) if quiz else [], start=1):
        kind = question_type(child.block_type)
        content = kind.content_of(child.value)
        plan = kind.plan(content, _AsWritten())
        found.append(
            PreviewQuestion(
                name=f"soal-{number}",
                text=content["text"],
                answer_template=kind.answer_template,
                choices=kind.choices(content, plan),
                review_template=kind.review_template,
                review=kind.review(content, plan, {"chosen": []}),
                explanation=content["explanation"],
            )
        )
    return found
