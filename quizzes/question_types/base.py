"""The contract of a question type: how it is written, answered, marked and shown."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from wagtail import blocks

type Content = dict[str, Any]
type Plan = dict[str, Any]
type Response = dict[str, Any]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_CHOICES = 8


class InvalidResponse(ValueError):
    """The answer does not fit the question; nothing was stored."""


@dataclass(frozen=True)
class Choice:
    """One choice as the learner sees it before answering: never whether it is right."""

    value: str
    letter: str
    text: str


@dataclass(frozen=True)
class ReviewChoice:
    """One choice as the learner sees it afterwards. feedback: only if it was chosen."""

    letter: str
    text: str
    is_chosen: bool
    is_right: bool
    feedback: str = ""


class QuestionType(ABC):
    """One way of asking. `content` and `plan` are JSON; `content` is frozen in a version.

    content: {"text", "explanation", "skill", …}, and what an author may add, such as "name", only
    if it is there: versions made before have no such keys. plan: what chance decided at the start.
    """

    key: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def author_block(self) -> blocks.StructBlock:
        """Return the Wagtail block in which a trainer writes the question."""

    @abstractmethod
    def content_of(self, value: Any) -> Content:
        """Return the frozen content of an author's block value."""

    @abstractmethod
    def problems(self, content: Content) -> list[str]:
        """Return why the question cannot be asked, in plain words; empty if it can."""

    @abstractmethod
    def plan(self, content: Content, chance: Random) -> Plan:
        """Return what chance decides for one attempt."""

    @abstractmethod
    def choices(self, content: Content, plan: Plan) -> list[Choice]:
        """Return what may go to the phone: never the key."""

    @abstractmethod
    def parse(self, content: Content, values: list[str]) -> Response:
        """Return the response of the posted values. Raises InvalidResponse."""

    @abstractmethod
    def mark(self, content: Content, response: Response) -> float:
        """Return the fraction 0..1."""

    @abstractmethod
    def review(self, content: Content, plan: Plan, response: Response) -> list[ReviewChoice]:
        """Return the choices with what was chosen and what is right."""

    @property
    def answer_template(self) -> str:
        return f"quizzes/question_types/{self.key}/answer.html"

    @property
    def review_template(self) -> str:
        return f"quizzes/question_types/{self.key}/review.html"
