"""What the two types with written choices share."""

from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import SparingListBlock, is_untouched
from quizzes.question_types.base import (
    LETTERS,
    MAX_CHOICES,
    Choice,
    Content,
    InvalidResponse,
    Plan,
    QuestionType,
    Response,
    ReviewChoice,
)
from skills.queries import skill_choices

MAX_FEEDBACK = 400
# Fields that most questions do without.
QUIET = ("skill", "name", "feedback_true", "feedback_false")


def text_field(label: Any) -> tuple[str, blocks.Block]:
    """Return the field of what is asked; it may have several lines."""
    return ("text", blocks.TextBlock(label=label, max_length=240, rows=1))


def feedback_field(name: str, label: Any) -> tuple[str, blocks.Block]:
    """Return the optional field of what is said to who gave one answer."""
    return (
        name,
        blocks.TextBlock(
            label=label,
            max_length=MAX_FEEDBACK,
            rows=1,
            required=False,
            # Stored before there were replies: the translator reads texts, not None.
            default="",
            help_text=_("Muncul setelah jawaban ini dipilih."),
        ),
    )


class SkillBlock(blocks.ChoiceBlock):
    """Names a skill. A stored name is read as it is: a lesson of ten questions asks nothing."""

    def normalize_choice(self, value: Any) -> Any:
        """Return the value: names are text, as they are stored."""
        return value


def common_fields() -> list[tuple[str, blocks.Block]]:
    """Return the fields that every question ends with."""
    return [
        (
            "explanation",
            blocks.TextBlock(
                label=_("Penjelasan"),
                max_length=400,
                rows=2,
                help_text=_("Muncul setelah dijawab. Jelaskan mengapa."),
            ),
        ),
        (
            "skill",
            SkillBlock(
                choices=skill_choices,
                label=_("Kemampuan"),
                required=False,
                help_text=_("Boleh kosong: kemampuan pelajaran ini yang dipakai."),
            ),
        ),
        (
            "name",
            blocks.CharBlock(
                label=_("Nama soal"),
                max_length=255,
                required=False,
                default="",
                help_text=_("Untuk pelatih saja. Peserta tidak melihatnya."),
            ),
        ),
    ]


def common_content(value: Any) -> Content:
    """Return what every question freezes; an empty name leaves no trace."""
    content = {
        "text": value["text"].strip(),
        "explanation": value["explanation"].strip(),
        "skill": value["skill"] or "",
    }
    return content | filled(value, "name")


def filled(value: Any, *fields: str) -> dict[str, str]:
    """Return the optional fields that an author filled, so that the others change no digest."""
    texts = {field: (value.get(field) or "").strip() for field in fields}
    return {field: text for field, text in texts.items() if text}


class QuestionBlock(blocks.StructBlock):
    """A question as a trainer writes it; what its type refuses is said in the form."""

    def __init__(
        self,
        kind: QuestionType | None = None,
        fields: list[tuple[str, blocks.Block]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.kind = kind
        super().__init__(fields, **kwargs)

    def get_form_layout(self) -> blocks.BlockGroup:
        """Put what an author need not fill behind the block's settings button."""
        quiet = [name for name in self.child_blocks if name in QUIET]
        shown = [name for name in self.child_blocks if name not in QUIET]
        return blocks.BlockGroup(shown, settings=quiet)

    def clean(self, value: Any) -> Any:
        """Raise the block's own validation error for a question that cannot be asked.

        A draft may hold half a question.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        problems = self.kind.problems(self.kind.content_of(cleaned)) if self.kind else []
        if problems:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(problem) for problem in problems]
            )
        return cleaned

    class Meta:
        label_format = "{text}"


class ChoiceBlock(blocks.StructBlock):
    """One choice as a trainer writes it."""

    text = blocks.CharBlock(label=_("Pilihan"), max_length=160)
    right = blocks.BooleanBlock(label=_("Benar"), required=False)
    feedback = feedback_field("feedback", _("Balasan"))[1]

    class Meta:
        label_format = "{text}"
        form_layout = blocks.BlockGroup(["text", "right"], settings=["feedback"])


class ChoicesType(QuestionType):
    """A question with written choices, each worth a fraction of the mark."""

    def author_block(self) -> blocks.StructBlock:
        choice = ChoiceBlock()
        return QuestionBlock(
            self,
            [
                text_field(_("Soal")),
                (
                    "choices",
                    SparingListBlock(
                        choice,
                        label=_("Pilihan"),
                        min_num=2,
                        max_num=MAX_CHOICES,
                        default=lambda: [choice.get_default() for _row in range(3)],
                    ),
                ),
                *common_fields(),
            ],
            label=self.label,
            icon="list-ul",
        )

    def content_of(self, value: Any) -> Content:
        items = [
            item
            for item in value["choices"].bound_blocks
            if not is_untouched(item.block, item.value)
        ]
        right = sum(bool(item.value["right"]) for item in items)
        return {
            **common_content(value),
            "choices": [
                {
                    "id": item.id,
                    "text": item.value["text"].strip(),
                    "fraction": self.fraction(is_right=bool(item.value["right"]), right=right),
                    **filled(item.value, "feedback"),
                }
                for item in items
            ],
        }

    def fraction(self, *, is_right: bool, right: int) -> float:
        """Return what one choice is worth when `right` of them are right."""
        raise NotImplementedError

    def problems(self, content: Content) -> list[str]:
        texts = [choice["text"].casefold() for choice in content["choices"]]
        found = []
        if len(texts) < 2:
            found.append(_("Tulis paling sedikit dua pilihan."))
        if not all(texts):
            found.append(_("Ada pilihan yang masih kosong."))
        elif len(set(texts)) < len(texts):
            found.append(_("Ada dua pilihan yang sama."))
        return [str(problem) for problem in found]

    def plan(self, content: Content, chance: Random) -> Plan:
        order = [choice["id"] for choice in content["choices"]]
        chance.shuffle(order)
        return {"order": order}

    def _ordered(self, content: Content, plan: Plan) -> list[tuple[str, dict[str, Any]]]:
        by_id = {choice["id"]: choice for choice in content["choices"]}
        return [(letter, by_id[key]) for letter, key in zip(LETTERS, plan["order"], strict=False)]

    def choices(self, content: Content, plan: Plan) -> list[Choice]:
        return [
            Choice(value=choice["id"], letter=letter, text=choice["text"])
            for letter, choice in self._ordered(content, plan)
        ]

    def parse(self, content: Content, values: list[str]) -> Response:
        known = {choice["id"] for choice in content["choices"]}
        chosen = [value for value in values if value]
        if not chosen or not set(chosen) <= known or len(set(chosen)) < len(chosen):
            raise InvalidResponse("no choice, or a choice of another question")
        return {"chosen": sorted(chosen)}

    def mark(self, content: Content, response: Response) -> float:
        # Moodle 4.5.6 behaviour: the sum of the ticked fractions, clamped to 0..1.
        total = sum(
            choice["fraction"]
            for choice in content["choices"]
            if choice["id"] in response["chosen"]
        )
        return float(max(0.0, min(1.0, total)))

    def review(self, content: Content, plan: Plan, response: Response) -> list[ReviewChoice]:
        return [
            ReviewChoice(
                letter=letter,
                text=choice["text"],
                is_chosen=(is_chosen := choice["id"] in response["chosen"]),
                is_right=choice["fraction"] > 0,
                feedback=choice.get("feedback", "") if is_chosen else "",
            )
            for letter, choice in self._ordered(content, plan)
        ]
