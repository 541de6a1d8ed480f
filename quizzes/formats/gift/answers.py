"""What stands between the braces of a question."""

import re
from dataclasses import dataclass

from quizzes.formats.gift.marks import formatted, parts, plain, weighted
from quizzes.formats.gift.model import Answer, Kind, Pair, RefusedError, Text

_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")
_TOLERATED = re.compile(rf"({_NUMBER})\s*(?::\s*({_NUMBER}))?")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(frozen=True)
class AnswerReader:
    """Reads what stands between braces; texts take over the question's format."""

    inherited: str

    def text(self, text: str) -> Text:
        """Return a text with its format tag taken off."""
        text_format, rest = formatted(text.strip(), self.inherited)
        return Text(plain(rest), text_format)

    def answers(self, kind: Kind, inside: str) -> tuple[Answer, ...]:
        """Return the answers of a kind that has them."""
        if kind is Kind.TRUEFALSE:
            return self._truths(inside)
        if kind is Kind.NUMERICAL:
            return self._numbers(inside[1:].strip())
        if kind is Kind.MULTICHOICE:
            return self._choices(inside)
        return self._short_answers(inside)

    def pairs(self, inside: str) -> tuple[Pair, ...]:
        """Return the pairs of a matching question; at least two have a stem."""
        found = []
        for part in parts(inside, "="):
            stem, arrow, answer = part.partition("->")
            if not arrow or not plain(answer):
                raise RefusedError("Each line of a matching question is = stem -> answer.")
            found.append(Pair(self.text(stem), plain(answer)))
        if sum(bool(pair.stem.text) for pair in found) < 2:
            raise RefusedError("A matching question needs at least two pairs.")
        return tuple(found)

    def _truths(self, inside: str) -> tuple[Answer, ...]:
        truth, *feedback = inside.split("#")
        if len(feedback) > 2:
            raise RefusedError("A true/false question has at most two feedbacks.")
        if_wrong, if_right = [*feedback, "", ""][:2]
        is_true = TRUTHS[truth.strip()]
        said = {True: if_right, False: if_wrong}
        return tuple(
            Answer(Text(word), float(value is is_true), self.text(said[value is is_true]))
            for word, value in (("TRUE", True), ("FALSE", False))
        )

    def _choices(self, inside: str) -> tuple[Answer, ...]:
        is_single = "=" in inside
        choices = []
        for part in parts(inside.replace("=", "~="), "~"):
            is_right = part.startswith("=")
            fraction, rest = weighted(part.removeprefix("=").strip())
            if is_right and fraction is not None:
                raise RefusedError("A choice has = or a weight, not both.")
            choices.append(self._answer(rest, 1.0 if is_right else fraction or 0.0))
        if len(choices) < 2:
            raise RefusedError("A choice question needs at least two choices.")
        if is_single and sum(choice.fraction == 1.0 for choice in choices) > 1:
            raise RefusedError("Two choices have =. Several right ones have weights: ~%50%.")
        if not any(choice.fraction > 0 for choice in choices):
            raise RefusedError("No choice is right.")
        return tuple(choices)

    def _short_answers(self, inside: str) -> tuple[Answer, ...]:
        answers = []
        for part in parts(inside, "="):
            fraction, rest = weighted(part)
            answers.append(self._answer(rest, 1.0 if fraction is None else fraction))
        return tuple(answers)

    def _numbers(self, inside: str) -> tuple[Answer, ...]:
        numbers, _, otherwise = inside.partition("~")
        answers = [self._number(part) for part in parts(numbers, "=")]
        if otherwise:
            fraction, rest = weighted(otherwise.strip())
            text, _, feedback = rest.partition("#")
            if text.strip() or fraction:
                raise RefusedError("After ~ stands only feedback for all other numbers.")
            answers.append(Answer(Text("*"), 0.0, self.text(feedback)))
        return tuple(answers)

    def _number(self, part: str) -> Answer:
        fraction, rest = weighted(part)
        shown, _, feedback = rest.partition("#")
        shown = plain(shown)
        value, tolerance = _tolerated(shown)
        return Answer(
            text=Text(value),
            fraction=1.0 if fraction is None else fraction,
            feedback=self.text(feedback),
            tolerance=tolerance,
        )

    def _answer(self, part: str, fraction: float) -> Answer:
        text, _, feedback = part.partition("#")
        answer = Answer(self.text(text), fraction, self.text(feedback))
        if not answer.text.text:
            raise RefusedError("An answer is empty.")
        return answer


def _tolerated(shown: str) -> tuple[str, float]:
    """Return a number as written, and its tolerance; of a range, the middle and half its width."""
    if shown == "*":
        return "*", 0.0
    if spread := _RANGE.fullmatch(shown):
        low, high = float(spread.group(1)), float(spread.group(2))
        if high < low:
            raise RefusedError(f"The range {shown[:40]} runs backwards.")
        return f"{(low + high) / 2:.15g}", (high - low) / 2
    if match := _TOLERATED.fullmatch(shown):
        tolerance = float(match.group(2) or 0)
        if tolerance < 0:
            raise RefusedError(f"The tolerance in {shown[:40]} is negative.")
        return match.group(1), tolerance
    raise RefusedError(f"{shown[:40]} is not a number. Write a point, not a comma: 1.5")
