"""The pages that explain the files: their examples are read, their refusals are ours."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from quizzes.formats.drafts import read_csv, read_gift

PAGES = Path(settings.BASE_DIR) / "docs" / "formats"
READERS = {"gift": read_gift, "csv": read_csv}
SOURCES = "\n".join(
    path.read_text()
    for path in sorted((Path(settings.BASE_DIR) / "quizzes" / "formats").rglob("*.py"))
)


@pytest.mark.parametrize("page", ["questions.md", "soal.md"])
@pytest.mark.parametrize("kind", ["gift", "csv"])
def test_the_examples_are_read_whole(page, kind):
    (example,) = re.findall(rf"```{kind}\n(.*?)```", (PAGES / page).read_text(), re.DOTALL)

    sheet = READERS[kind](example.encode())

    assert sheet.refusals == sheet.warnings == ()
    assert {draft.type for draft in sheet.drafts} == {
        "single_choice",
        "multiple_choice",
        "true_false",
    }
    assert any("feedback" in str(draft.value) for draft in sheet.drafts)


def refusals(page):
    table = (PAGES / page).read_text().split("| Refusal |")[-1].split("| Penolakan |")[-1]
    rows = [line.split(" | ")[0].strip("| ") for line in table.splitlines() if " | " in line]
    return [row for row in rows if not row.startswith(("What", "Cara", "---"))]


def test_both_pages_explain_the_same_refusals():
    assert refusals("questions.md") == refusals("soal.md")


@pytest.mark.parametrize("row", refusals("questions.md"))
def test_every_explained_refusal_is_one_of_ours(row):
    pieces = re.split(r"…|, | or |\(img\)|[“”`=.]", row)
    longest = max((piece.strip() for piece in pieces), key=lambda piece: len(piece.split()))
    joined = re.sub(r'"\s+f?"', "", SOURCES)

    assert len(longest.split()) >= 2
    assert longest in joined
