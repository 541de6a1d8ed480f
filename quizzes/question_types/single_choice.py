"""One right choice among several."""

from django.utils.translation import gettext_lazy as _

from quizzes.question_types.base import Content, InvalidResponse, Response
from quizzes.question_types.choices import ChoicesType


class SingleChoice(ChoicesType):
    """The learner taps one choice."""

    key = "single_choice"
    label = _("Pilih satu")  # type: ignore[assignment]

    def fraction(self, *, is_right: bool, right: int) -> float:
        return 1.0 if is_right else 0.0

    def problems(self, content: Content) -> list[str]:
        found = super().problems(content)
        if sum(choice["fraction"] > 0 for choice in content["choices"]) != 1:
            found.append(str(_("Tandai tepat satu pilihan yang benar.")))
        return found

    def parse(self, content: Content, values: list[str]) -> Response:
        response = super().parse(content, values)
        if len(response["chosen"]) != 1:
            raise InvalidResponse("more than one choice")
        return response
