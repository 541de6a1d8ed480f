"""Several right choices."""

from django.utils.translation import gettext_lazy as _

from quizzes.question_types.base import Content
from quizzes.question_types.choices import ChoicesType


class MultipleChoice(ChoicesType):
    """The learner ticks every choice that fits; a wrong tick costs what a right one earns."""

    key = "multiple_choice"
    label = _("Pilih beberapa")  # type: ignore[assignment]

    def fraction(self, *, is_right: bool, right: int) -> float:
        share = 1.0 / right if right else 0.0
        return share if is_right else -share

    def problems(self, content: Content) -> list[str]:
        found = super().problems(content)
        if sum(choice["fraction"] > 0 for choice in content["choices"]) < 2:
            found.append(str(_("Tandai paling sedikit dua pilihan yang benar.")))
        return found
