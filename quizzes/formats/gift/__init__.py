"""GIFT, a plain-text format of questions.

Source: Moodle 4.5.6 behaviour, except where that silently makes another question than was
written: there a question is refused with line and reason. Format: docs.moodle.org, "GIFT format".
"""

from quizzes.formats.gift.model import Answer, File, Kind, Pair, Question, Refusal, Text
from quizzes.formats.gift.reading import read

__all__ = ["Answer", "File", "Kind", "Pair", "Question", "Refusal", "Text", "read"]
