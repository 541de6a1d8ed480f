"""Every reason that a reader gives has its Indonesian."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from quizzes.formats.drafts import in_indonesian, read_csv, read_gift
from quizzes.formats.drafts.words import PHRASES

FORMATS = Path(settings.BASE_DIR) / "quizzes" / "formats"
PATHS = [path for path in sorted(FORMATS.rglob("*.py")) if path.name != "words.py"]
SENTENCE = re.compile(r"[A-Z“{].*[.?5]", re.DOTALL)
ENGLISH = re.compile(r"\b(?:the|is|are|holds|has|not|write|choice|question)\b", re.IGNORECASE)


def sentences():
    """Yield what the readers can say; {} stands for what they fill in."""
    for path in PATHS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "RefusedError",
                "UnreadableError",
            ):
                yield from filter(None, map(words_of, node.args))


def words_of(node):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        return "".join(parts)
    return None


SAID = sorted({text for text in sentences() if not text.startswith("holds")})


def test_there_is_much_to_say():
    assert len(SAID) > 35


@pytest.mark.parametrize("english", SAID)
def test_every_reason_is_in_the_book(english):
    reason = english.replace("{} (", "x (").replace("{}", "7")

    assert in_indonesian(reason) != reason
    assert not ENGLISH.search(in_indonesian(reason))


@pytest.mark.parametrize("english", PHRASES)
def test_every_phrase_is_found_as_itself_and_is_short(english):
    indonesian = in_indonesian(english.replace("{}", "7"))

    assert not ENGLISH.search(indonesian)
    assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.?] ", indonesian))


def test_reasons_are_said_one_after_the_other():
    said = read_gift(f"{'x' * 241}{{=a ~a}}".encode()).refusals[0].reason

    assert in_indonesian(said) == (
        "Tulisan soal ada 241 huruf. Batasnya 240. Pendekkan. Ada dua pilihan yang sama. Ubah satu."
    )


def test_what_was_written_is_taken_over_and_never_run():
    said = read_csv(b"soal,benar,pilihan 1,pilihan 2\nx,{0}\\1,a,b").refusals[0].reason

    assert in_indonesian(said).startswith("“{0}\\1” bukan pilihan.")
    assert in_indonesian("Something new.") == "Something new."
