"""When a skill counts as shown."""

from dataclasses import dataclass
from datetime import date

LESSONS_NEEDED = 1
RIGHT_ANSWERS_NEEDED = 2


@dataclass(frozen=True)
class Shown:
    """What a person has gathered for one skill: finished lessons and questions answered right."""

    lessons: int = 0
    right_answers: int = 0
    latest_on: date | None = None

    @property
    def is_shown(self) -> bool:
        return self.lessons >= LESSONS_NEEDED and self.right_answers >= RIGHT_ANSWERS_NEEDED

    @property
    def shown_on(self) -> date | None:
        """The day of the latest evidence, once the skill is shown."""
        return self.latest_on if self.is_shown else None

    @property
    def is_begun(self) -> bool:
        return self.lessons > 0 or self.right_answers > 0

    @property
    def lessons_missing(self) -> int:
        return max(0, LESSONS_NEEDED - self.lessons)

    @property
    def answers_missing(self) -> int:
        return max(0, RIGHT_ANSWERS_NEEDED - self.right_answers)
