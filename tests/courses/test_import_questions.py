"""The command that reads a file of questions, and the action that writes them into a draft."""

import json
import uuid
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from courses.actions import QuestionsRefused, add_questions
from courses.models import LessonPage, LessonVersion
from quizzes.formats.drafts import draft_of, read_gift, write_gift
from quizzes.models import Question
from tests import factories

THREE = """// [id:satu] [tag:foto]
::Nama::Satu?{T#salah#betul####Karena.}

// [tag:foto]
Dua?{=a#ya ~b ####Karena.}

// [id:6f1e9e0c-30a5-4ac5-b9d3-0ad4e2f0b3a1] [tag:foto]
Tiga?{~%50%a ~%50%b ~%-50%c ####Karena.}
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    factories.framework()
    factories.publish(factories.course_page(factories.agency(), lessons=1))
    return LessonPage.objects.get(slug="p1-1")


def latest(page):
    return LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def stored(page):
    blocks = [block for block in latest(page).body.raw_data if block["type"] == "quiz"]
    return blocks[0]["value"]["questions"] if blocks else []


def texts(page):
    return [block["value"]["text"] for block in stored(page)]


def drafts(source=THREE):
    sheet = read_gift(source.encode())
    assert sheet.refusals == ()
    return sheet.drafts


def counts(added):
    return (added.new, added.replaced, added.unchanged)


def run(path, **options):
    out = StringIO()
    call_command("import_questions", path, stdout=out, **options)
    return out.getvalue()


def report(path, **options):
    return run(path, dry_run=True, **options)


def test_questions_are_appended_to_the_draft_and_not_published(lesson):
    before = texts(lesson)
    versions = LessonVersion.objects.count()

    added = add_questions(page=lesson, drafts=drafts())

    assert counts(added) == (3, 0, 0)
    assert texts(lesson) == [*before, "Satu?", "Dua?", "Tiga?"]
    lesson.refresh_from_db()
    assert "Satu?" not in str(lesson.body.raw_data[:])
    assert lesson.has_unpublished_changes
    assert LessonVersion.objects.count() == versions


def test_adding_twice_changes_nothing(lesson):
    add_questions(page=lesson, drafts=drafts())
    lesson.refresh_from_db()
    revision, before = lesson.latest_revision_id, stored(lesson)

    again = add_questions(page=lesson, drafts=drafts())

    lesson.refresh_from_db()
    assert counts(again) == (0, 0, 3)
    assert lesson.latest_revision_id == revision
    assert stored(lesson) == before


def test_a_known_id_replaces_its_question_and_keeps_ids(lesson):
    add_questions(page=lesson, drafts=drafts())
    before = stored(lesson)

    again = add_questions(page=lesson, drafts=drafts(THREE.replace("c ####", "d ####")))

    after = stored(lesson)
    assert counts(again) == (0, 1, 2)
    assert [block["id"] for block in after] == [block["id"] for block in before]
    ids = [
        [item["id"] for item in block["value"].get("choices", [])]
        for block in (before[-1], after[-1])
    ]
    assert ids[0][:2] == ids[1][:2]
    assert ids[0][2] != ids[1][2]


def test_what_is_in_a_lesson_can_be_written_out_and_read_back(lesson):
    exported = write_gift([draft_of(block, line=n) for n, block in enumerate(stored(lesson))])
    before = stored(lesson)

    added = add_questions(page=lesson, drafts=read_gift(exported).drafts)

    assert counts(added) == (0, 0, len(before))
    assert stored(lesson) == before


def test_ids_of_other_systems_mean_another_question_in_another_quiz(lesson):
    other = factories.lesson_page(lesson.get_parent().specific, slug="lain", blocks=[])
    add_questions(page=lesson, drafts=drafts())

    added = add_questions(page=other, drafts=drafts())

    assert counts(added) == (3, 0, 0)
    keys = [{block["id"] for block in stored(page)} for page in (lesson, other)]
    assert keys[0] & keys[1] == {"6f1e9e0c-30a5-4ac5-b9d3-0ad4e2f0b3a1"}


def test_a_lesson_without_a_quiz_gets_one(lesson):
    page = factories.lesson_page(
        lesson.get_parent().specific, slug="baru", blocks=[factories.text_block()]
    )

    add_questions(page=page, drafts=drafts())

    body = latest(page).body
    assert [block.block_type for block in body] == ["text", "quiz"]
    assert (body[1].value["title"], body[1].value["pass_percent"]) == ("Kuis", 60)


def test_the_draft_can_be_published_and_asked(lesson):
    add_questions(page=lesson, drafts=drafts())

    latest(lesson).save_revision().publish()

    versions = [question.versions.last() for question in Question.objects.order_by("pk")]
    asked = {version.content["text"]: version.content for version in versions}
    assert asked["Satu?"]["feedback_true"] == "betul"
    assert asked["Dua?"]["choices"][0]["feedback"] == "ya"
    assert asked["Satu?"]["name"] == "Nama"


def test_other_blocks_and_unsaved_work_of_the_draft_stay(lesson):
    page = latest(lesson)
    page.title = "Judul baru"
    page.body.raw_data[0] = factories.text_block("<p>Belum terbit.</p>")
    page.save_revision()

    add_questions(page=lesson, drafts=drafts())

    assert latest(lesson).title == "Judul baru"
    assert "Belum terbit" in str(latest(lesson).body[0])


def test_an_unknown_skill_is_left_open_and_named(lesson):
    added = add_questions(page=lesson, drafts=drafts(THREE.replace("[tag:foto]", "[tag:lain]")))
    again = add_questions(page=lesson, drafts=drafts(THREE.replace("[tag:foto]", "[tag:lain]")))

    assert added.unknown_skills == ("lain",)
    assert {block["value"]["skill"] for block in stored(lesson)[-3:]} == {""}
    assert counts(again) == (0, 0, 3)


def test_a_draft_that_cannot_be_asked_stores_nothing(lesson):
    good = drafts()
    bad = replace(good[1], value={**good[1].value, "text": ""})
    before = stored(lesson)

    with pytest.raises(QuestionsRefused):
        add_questions(page=lesson, drafts=[good[0], bad])

    assert stored(lesson) == before


def test_who_added_is_in_the_history(lesson):
    person = factories.person()

    add_questions(page=lesson, drafts=drafts(), by=person)

    lesson.refresh_from_db()
    assert lesson.latest_revision.user == person


def test_what_would_be_made_is_shown_and_nothing_stored(tmp_path):
    path = tmp_path / "soal.gift"
    path.write_text("Satu{T}\n\nDua{=a ~b}\n\nTiga{~%50%a ~%50%b}\n\nEmpat{#5}\n\nLima{#x}\n")

    shown = json.loads(report(path, json=True))

    made = [(question["line"], question["type"]) for question in shown["questions"]]
    assert made == [(1, "true_false"), (3, "single_choice"), (5, "multiple_choice")]
    assert shown["questions"][1]["answers"][0]["text"]["text"] == "a"
    assert shown["questions"][1]["draft"]["choices"][0]["right"] is True
    assert [refusal["line"] for refusal in shown["refusals"]] == [7, 9]
    assert "numerical" in shown["refusals"][0]["reason"]
    assert {warning["line"] for warning in shown["warnings"]} == {1, 3, 5}
    assert f"{path}:9: REFUSED" in report(path)
    assert not Question.objects.exists()


def test_spreadsheets_are_shown_as_drafts(tmp_path):
    (tmp_path / "soal.csv").write_text(
        "soal;benar;pilihan 1;pilihan 2\nSatu?;betul;;\nDua?;2;a;b\n"
    )
    book = Workbook()
    for row in (["soal", "benar"], ["Satu?", True], ["Dua?", "mungkin"]):
        book.active.append(row)
    book.save(tmp_path / "soal.xlsx")

    from_csv = json.loads(report(tmp_path / "soal.csv", json=True))
    from_xlsx = json.loads(report(tmp_path / "soal.xlsx", json=True, format="xlsx"))

    assert [(q["line"], q["type"]) for q in from_csv["questions"]] == [
        (2, "true_false"),
        (3, "single_choice"),
    ]
    assert from_xlsx["questions"][0]["answer"] is True
    assert from_xlsx["refusals"][0]["line"] == 3


def test_without_a_dry_run_the_lesson_is_written(tmp_path, lesson):
    path = tmp_path / "soal.gift"
    path.write_text(THREE)

    first = run(path, lesson="jualan/p1-1")
    second = json.loads(run(path, lesson="jualan/p1-1", json=True))
    checked = json.loads(run(path, lesson="jualan/p1-1", json=True, dry_run=True))

    assert "3 new, 0 replaced, 0 unchanged" in first
    assert second["stored"] == {"new": 0, "replaced": 0, "unchanged": 3, "unknown_skills": []}
    assert "stored" not in checked
    assert texts(lesson)[-3:] == ["Satu?", "Dua?", "Tiga?"]


def test_one_refusal_stores_nothing_unless_it_may_be_skipped(tmp_path, lesson):
    path = tmp_path / "soal.gift"
    path.write_text(THREE + "\nEmpat{}\n")
    before = texts(lesson)

    with pytest.raises(CommandError, match="Nothing was stored"):
        run(path, lesson="jualan/p1-1")
    assert texts(lesson) == before

    run(path, lesson="jualan/p1-1", skip_refused=True)
    assert texts(lesson) == [*before, "Satu?", "Dua?", "Tiga?"]


@pytest.mark.parametrize("address", ["jualan/tidak-ada", "tidak-ada/p1-1", "", "jualan"])
def test_a_lesson_that_is_not_there_is_said(tmp_path, lesson, address):
    (tmp_path / "soal.gift").write_text(THREE)

    with pytest.raises(CommandError, match=r"lessons are called|--lesson"):
        run(tmp_path / "soal.gift", lesson=address)


def test_a_file_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        report(tmp_path / "tidak-ada.gift")
    with pytest.raises(CommandError, match="cannot be read"):
        report(tmp_path)


def test_a_file_that_is_too_large_is_refused_in_words(tmp_path):
    path = tmp_path / f"{uuid.uuid4()}.gift"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024 + 1)

    shown = json.loads(report(path, json=True))

    assert shown["questions"] == []
    assert shown["refusals"][0]["reason"].startswith("The file is larger than 5 MB")


def test_without_a_dry_run_and_without_a_lesson_nothing_is_promised(tmp_path):
    with pytest.raises(CommandError, match="--dry-run"):
        run(tmp_path / "soal.gift")
