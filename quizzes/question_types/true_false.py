"""A sentence that is right or not."""

from random import Random
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.question_types.base import (
    Choice,
    Content,
    InvalidResponse,
    Plan,
    QuestionType,
    Response,
    ReviewChoice,
)
from quizzes.question_types.choices import (
    QuestionBlock,
    common_content,
    common_fields,
    feedback_field,
    filled,
    text_field,
)

FEEDBACK = ("feedback_true", "feedback_false")


class TrueFalse(QuestionType):
    """The learner says whether a sentence is right. Without an answer it is blank, never false."""

    key = "true_false"
    label = _("Betul atau tidak")  # type: ignore[assignment]

    def author_block(self) -> blocks.StructBlock:
        return QuestionBlock(
            self,
            [
                text_field(_("Kalimat")),
                (
                    "answer",
                    blocks.BooleanBlock(label=_("Kalimat ini betul"), required=False),
                ),
                feedback_field("feedback_true", _("Balasan untuk “Betul”")),
                feedback_field("feedback_false", _("Balasan untuk “Tidak”")),
                *common_fields(),
            ],
            label=self.label,
            icon="check",
        )

    def content_of(self, value: Any) -> Content:
        return {
            **common_content(value),
            "answer": bool(value["answer"]),
            **filled(value, *FEEDBACK),
        }

    def problems(self, content: Content) -> list[str]:
        return []

    def plan(self, content: Content, chance: Random) -> Plan:
        return {}

    def choices(self, content: Content, plan: Plan) -> list[Choice]:
        return [
            # In the language of the sentence, not of the screen: quizzes.queries.Slot sets it.
            Choice(value="true", letter="A", text=gettext("Betul")),
            Choice(value="false", letter="B", text=gettext("Tidak")),
        ]

    def parse(self, content: Content, values: list[str]) -> Response:
        if values not in (["true"], ["false"]):
            raise InvalidResponse("neither true nor false")
        return {"chosen": values}

    def mark(self, content: Content, response: Response) -> float:
        return 1.0 if (response["chosen"] == ["true"]) == content["answer"] else 0.0

    def review(self, content: Content, plan: Plan, response: Response) -> list[ReviewChoice]:
        return [
            ReviewChoice(
                letter=choice.letter,
                text=choice.text,
                is_chosen=(is_chosen := response["chosen"] == [choice.value]),
                is_right=(choice.value == "true") == content["answer"],
                feedback=content.get(f"feedback_{choice.value}", "") if is_chosen else "",
            )
            for choice in self.choices(content, plan)
        ]
