"""Files of questions as drafts: GIFT and spreadsheets in, GIFT out."""

from quizzes.formats.drafts.csv_reading import read_csv
from quizzes.formats.drafts.gift_reading import read_gift
from quizzes.formats.drafts.gift_writing import write_gift
from quizzes.formats.drafts.model import Draft, Refusal, Sheet, faults
from quizzes.formats.drafts.stored import block_id, draft_of, stored_question
from quizzes.formats.drafts.words import in_indonesian
from quizzes.formats.drafts.xlsx_reading import read_xlsx

__all__ = [
    "Draft",
    "Refusal",
    "Sheet",
    "block_id",
    "draft_of",
    "faults",
    "in_indonesian",
    "read_csv",
    "read_gift",
    "read_xlsx",
    "stored_question",
    "write_gift",
]
