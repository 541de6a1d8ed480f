"""Checks of real pages: what a trainer is told, and what publishing refuses."""

import json

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from wagtail.documents.models import Document

from courses.actions import CannotPublish, publish_lesson
from courses.blocks import LessonBlocks
from courses.models import LessonPage, LessonVersion, ModulePage
from courses.queries import lesson_checks, lesson_refusals, lesson_report
from courses.rules import Code, Level
from tests import factories
from tests.courses.pictures import stored_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    factories.framework()
    factories.course_page(factories.agency(), lessons=1)
    return ModulePage.objects.get()


def block(kind, value):
    return {"type": kind, "value": value, "id": "11111111-1111-4111-8111-111111111111"}


def page_with(module, *blocks, **fields):
    return factories.lesson_page(module, slug="baru", blocks=[*blocks], **fields)


def found(page):
    return {check.code: check for check in lesson_checks(page)}


def test_a_lesson_of_the_factories_is_good(module):
    page = LessonPage.objects.get()

    assert lesson_checks(page) == []


def test_a_picture_without_alternative_text_is_refused_where_it_stands(module):
    picture = block("picture", {"image": stored_picture().pk, "alt": "", "caption": ""})
    page = page_with(module, factories.text_block(), picture)

    check = found(page)[Code.NO_ALT]

    assert check.level is Level.REFUSE
    assert check.where == picture["id"]
    assert check.words == "Gambar belum punya teks alternatif."
    assert check.mend == "Tulis apa yang terlihat dan apa yang penting."


def test_the_words_are_in_the_readers_language(module):
    page = page_with(module, factories.text_block(), skill="")

    with translation.override("en"):
        assert found(page)[Code.NO_SKILL].words == "No skill is chosen yet."


def test_sound_without_its_words_is_refused_and_weighed(module):
    file = Document.objects.create(title="x", file=ContentFile(b"x" * 500_000, name="x.opus"))
    sound = block("audio", {"file": file.pk, "seconds": 60, "transcript": "<p></p>"})
    page = page_with(module, factories.text_block(), sound)

    checks = found(page)

    assert checks[Code.NO_TRANSCRIPT].level is Level.REFUSE
    assert checks[Code.HEAVY_SPEECH].words == "Suara memakai 500 KB. Itu berat."
    meter = lesson_report(page, html_bytes=900).meter
    assert {w.kind: w.bytes for w in meter.weights} == {
        "html": 900,
        "picture": 0,
        "audio": 500_000,
    }


def test_a_half_written_draft_can_be_checked(module):
    halves = {
        "picture": {"image": None, "alt": "", "caption": "Sambal"},
        "video": {"file": None, "captions": None, "transcript": "", "seconds": 9},
        "download": {"file": None, "title": "Daftar harga"},
        "steps": {"title": "Langkah", "items": ["Buka."], "checked_on": None},
        "quiz": {"title": "Latihan", "questions": []},
    }
    page = page_with(module, *(block(kind, value) for kind, value in halves.items()))

    assert {check.code for check in lesson_checks(page)} == {
        *(Code.NO_PICTURE, Code.NO_ALT, Code.NO_FILE, Code.NO_CAPTIONS, Code.NO_TRANSCRIPT),
        *(Code.UNFINISHED, Code.EMPTY_QUIZ, Code.SKILL_NOT_ASKED),
    }


@pytest.mark.parametrize("kind", LessonBlocks().child_blocks)
def test_a_block_that_nobody_wrote_in_is_not_there(module, kind):
    empty = LessonBlocks().child_blocks[kind]
    stored = empty.get_prep_value(empty.normalize(empty.get_default()))
    page = page_with(module, factories.text_block(), block(kind, stored))

    version = publish_lesson(page=page, at=timezone.now())

    assert version.html == '<div class="rich"><p>Halo.</p></div>'
    assert version.quiz is None


def test_as_many_queries_for_one_picture_as_for_many(module, django_assert_num_queries):
    pictures = [
        {
            "type": "picture",
            "value": {"image": stored_picture().pk, "alt": "Sambal", "caption": ""},
            "id": f"11111111-1111-4111-8111-11111111111{number}",
        }
        for number in range(4)
    ]
    page_with(module, factories.text_block(), *pictures)
    page = LessonPage.objects.get(slug="baru")

    # The pictures of the body, and what was made of them.
    with django_assert_num_queries(2):
        lesson_checks(page)


def test_publishing_refuses_what_the_checks_refuse(module):
    page = page_with(module, factories.text_block(), skill="")

    with pytest.raises(CannotPublish, match="Kemampuan belum dipilih"):
        publish_lesson(page=page, at=timezone.now())

    assert not LessonVersion.objects.filter(lesson__page=page).exists()
    assert lesson_refusals(page)


def test_publishing_lets_warnings_pass(module):
    page = page_with(module, factories.text_block(f"<p>{'kata ' * 30}</p>"))
    assert found(page)[Code.LONG_SENTENCE].level is Level.WARN

    publish_lesson(page=page, at=timezone.now())

    assert LessonVersion.objects.filter(lesson__page=page).exists()


def test_a_question_without_a_skill_shows_the_lessons(module):
    quiz = factories.quiz_block("true_false", skill="")
    page = page_with(module, factories.text_block(), quiz)

    assert lesson_checks(page) == []
    version = publish_lesson(page=page, at=timezone.now())

    question = version.quiz.slots[0]
    assert factories.question_content(question)["skill"] == "foto"


def test_the_pages_json_is_left_alone(module):
    page = LessonPage.objects.get()
    before = json.dumps(list(page.body.raw_data))

    lesson_checks(page)

    assert json.dumps(list(page.body.raw_data)) == before
