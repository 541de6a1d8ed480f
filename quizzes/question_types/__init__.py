"""The question types, read top to bottom. Keys are stored and never renamed."""

from quizzes.question_types.base import QuestionType
from quizzes.question_types.multiple_choice import MultipleChoice
from quizzes.question_types.single_choice import SingleChoice
from quizzes.question_types.true_false import TrueFalse

QUESTION_TYPES: tuple[QuestionType, ...] = (SingleChoice(), MultipleChoice(), TrueFalse())

_BY_KEY = {question_type.key: question_type for question_type in QUESTION_TYPES}


def question_type(key: str) -> QuestionType:
    """Return the type of a stored key. Raises KeyError for a key that was never one."""
    return _BY_KEY[key]
