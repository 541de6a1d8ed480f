import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Question


def report(path, **options):
    out = StringIO()
    call_command("import_questions", path, dry_run=True, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_what_would_be_made_is_shown_and_nothing_stored(tmp_path):
    path = tmp_path / "soal.gift"
    path.write_text("Satu{T}\n\nDua{=a ~b}\n\nTiga{~%50%a ~%50%b}\n\nEmpat{#5}\n\nLima{#x}\n")

    shown = json.loads(report(path, json=True))

    made = [(question["line"], question["type"]) for question in shown["questions"]]
    assert made == [(1, "true_false"), (3, "single_choice"), (5, "multiple_choice")]
    assert [refusal["line"] for refusal in shown["refusals"]] == [7, 9]
    assert "numerical" in shown["refusals"][0]["reason"]
    assert f"{path}:9: REFUSED" in report(path)
    assert not Question.objects.exists()


def test_a_file_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        report(tmp_path / "tidak-ada.gift")


def test_without_a_dry_run_nothing_is_promised(tmp_path):
    with pytest.raises(CommandError, match="--dry-run"):
        call_command("import_questions", tmp_path / "soal.gift")
