"""From GIFT to drafts: what our question types can hold, and why the rest is refused."""

from quizzes.formats import gift
from quizzes.formats.drafts.gathering import Gathering
from quizzes.formats.drafts.model import Draft, Sheet, UnreadableError, one_line, too_large
from quizzes.formats.drafts.texts import Texts
from quizzes.formats.gift import Kind

# Moodle writes a third as 33.33333.
_SAME_WEIGHT = 0.005


def read_gift(source: bytes) -> Sheet:
    """Read a GIFT file; no question becomes another one than was written."""
    if refusal := too_large(source):
        return Sheet((), (refusal,))
    return drafts_of(gift.read(source))


def drafts_of(file: gift.File) -> Sheet:
    """Return what a file that was read becomes here, in the file's order."""
    found = Gathering()
    for refusal in file.refusals:
        found.refuse(refusal.line, refusal.reason)
    for question in file.questions:
        said: list[str] = []
        try:
            found.add(_draft(question, said), said)
        except UnreadableError as error:
            found.refuse(question.line, error.reason)
    return found.sheet()


def _draft(question: gift.Question, said: list[str]) -> Draft:
    """Return the draft of a question; `said` takes the warnings. Raises UnreadableError."""
    if question.kind not in (Kind.MULTICHOICE, Kind.TRUEFALSE):
        raise UnreadableError(f"There is no question type for “{question.kind}” yet.")
    texts = Texts(said)
    common = {
        "name": one_line(question.name) if question.has_name else "",
        "text": texts.plain(question.text, "question"),
        "explanation": texts.plain(question.general_feedback, "explanation"),
        "skill": _skill(question, said),
    }
    if question.kind is Kind.TRUEFALSE:
        kind, own = "true_false", _truth(question, texts)
    else:
        kind = "single_choice" if question.is_single else "multiple_choice"
        own = {"choices": _choices(question, texts, said)}
    return Draft(question.line, one_line(question.key), kind, {**common, **own})


def _skill(question: gift.Question, said: list[str]) -> str:
    if len(question.tags) > 1:
        left_out = ", ".join(question.tags[1:])
        said.append(f"The first tag is the skill. Left out: {left_out[:200]}.")
    return one_line(question.tags[0]) if question.tags else ""


def _truth(question: gift.Question, texts: Texts) -> dict[str, object]:
    spoken = {answer.text.text: answer for answer in question.answers}
    return {
        "answer": spoken["TRUE"].fraction == 1.0,
        "feedback_true": texts.plain(spoken["TRUE"].feedback, "feedback"),
        "feedback_false": texts.plain(spoken["FALSE"].feedback, "feedback"),
    }


def _choices(question: gift.Question, texts: Texts, said: list[str]) -> list[dict[str, object]]:
    weights = [answer.fraction for answer in question.answers]
    right = _right_in_one(weights, said) if question.is_single else _right_in_several(weights, said)
    return [
        {
            "text": one_line(texts.plain(answer.text, "choice")),
            "right": is_right,
            "feedback": texts.plain(answer.feedback, "feedback"),
        }
        for answer, is_right in zip(question.answers, right, strict=True)
    ]


def _right_in_one(weights: list[float], said: list[str]) -> list[bool]:
    if any(0 < weight < 1 for weight in weights) or weights.count(1.0) != 1:
        raise UnreadableError(
            "A choice is partly right. Use = for the right one and ~ without weight for others."
        )
    if min(weights) < 0:
        said.append("A wrong choice costs nothing here. The weight below 0 is left out.")
    return [weight == 1.0 for weight in weights]


def _right_in_several(weights: list[float], said: list[str]) -> list[bool]:
    right = [weight for weight in weights if weight > 0]
    share = 1 / len(right)
    if len(right) == 1:
        raise UnreadableError("Only one choice has a weight above 0. Write = before it instead.")
    if any(abs(weight - share) > _SAME_WEIGHT for weight in right):
        raise UnreadableError(
            "The right choices have unequal weights, or not 100 together."
            f" Give each {100 * share:.5g}%."
        )
    if any(abs(weight + share) > _SAME_WEIGHT for weight in weights if weight <= 0):
        said.append(
            f"Here a wrong choice costs {100 * share:.5g}%, as much as a right one earns."
            " The file says otherwise."
        )
    return [weight > 0 for weight in weights]
