"""Lessons in another language: what publishing, changing and taking away a translation makes."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from courses import actions
from courses.models import (
    CataloguePage,
    CoursePage,
    Edition,
    LessonPage,
    LessonTranslation,
    LessonVersion,
    ModulePage,
)
from courses.queries import (
    changes_since_translation,
    lesson_html,
    outline,
    translated_lesson,
    translation_of,
)
from quizzes.models import QuestionVersion
from tests import factories
from tests.courses import translating

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """wagtail-localize publishes after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def course():
    factories.framework()
    return factories.published_course(factories.agency(), lessons=2)


@pytest.fixture
def original(course):
    return LessonPage.objects.get(slug="p1-1", locale__language_code="id")


def published(page, commit, **words):
    """Translate a page as a whole and publish it; return the translated page."""
    translated = page.get_translation_or_none(translating.english()) or translating.begin(page)
    translating.translate(translated, **words)
    with commit():
        translating.publish(translated)
    return type(page).objects.get(pk=translated.pk)


@pytest.fixture
def translated(original, commit):
    return published(original, commit)


def changed(original, text):
    """Publish the original with another first text."""
    original = LessonPage.objects.get(pk=original.pk)
    original.body[0].value = type(original.body[0].value)(f"<p>{text}</p>")
    original.save_revision().publish()
    return LessonPage.objects.get(pk=original.pk)


def shown(course, language="en"):
    course.refresh_from_db()
    return outline(course.edition_id, language)


def body(course):
    return translated_lesson(shown(course).lessons[0].words[0].translation)


def test_a_translated_lesson_is_there_in_its_language(course, translated):
    lesson, other = shown(course).lessons

    assert (lesson.title, lesson.language) == ("en: Pelajaran p1-1", "en")
    assert "en: Isi 1.1" in body(course).html
    assert (other.title, other.language) == ("Pelajaran p1-2", "id")
    assert shown(course, "id").lessons[0].title == "Pelajaran p1-1"
    assert "en:" not in lesson_html(lesson.version)


def test_a_translation_touches_nothing_of_the_original(course, original, commit):
    before = shown(course, "id")
    counts = [model.objects.count() for model in (LessonVersion, QuestionVersion)]

    published(original, commit)

    assert [model.objects.count() for model in (LessonVersion, QuestionVersion)] == counts
    assert [lesson.version for lesson in shown(course).lessons] == [
        lesson.version for lesson in before.lessons
    ]
    assert shown(course, "id").place_of == before.place_of


def test_every_type_of_question_is_translated_and_marked_like_its_original(course, translated):
    said = body(course).questions

    versions = QuestionVersion.objects.in_bulk(said)
    assert {version.type for version in versions.values()} == {
        "single_choice",
        "multiple_choice",
        "true_false",
    }
    for key, version in versions.items():
        words, own = said[key], version.content
        assert words["text"] == f"en: {own['text']}"
        assert words["explanation"] == f"en: {own['explanation']}"
        assert words["skill"] == own["skill"]
        assert words.get("answer") == own.get("answer")
        for choice, like in zip(words.get("choices", []), own.get("choices", []), strict=True):
            assert choice["text"] == f"en: {like['text']}"
            assert (choice["id"], choice["fraction"]) == (like["id"], like["fraction"])


def test_a_draft_of_a_translation_is_nothing_to_learners(course, original):
    translating.translate(translating.begin(original))

    assert not LessonTranslation.objects.exists()
    assert shown(course).lessons[0].language == "id"


def test_half_a_translation_is_not_shown(course, original, commit):
    translated = translating.begin(original)
    translating.translate(translated)
    translation = translation_of(translated)
    translation.target_locale.string_translations.first().delete()

    with commit():
        translating.publish(translated)

    assert LessonPage.objects.get(pk=translated.pk).live
    assert not LessonTranslation.objects.exists()
    assert shown(course).lessons[0].language == "id"


def test_publishing_the_same_words_makes_nothing_new(course, translated, commit):
    editions = Edition.objects.count()

    with commit():
        translating.publish(translated)

    assert LessonTranslation.objects.count() == 1
    assert Edition.objects.count() == editions


def test_other_words_make_a_new_number(course, translated, original, commit):
    published(original, commit, **{"Pelajaran p1-1": "Lesson one"})

    numbers = LessonTranslation.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]
    assert shown(course).lessons[0].title == "Lesson one"


def test_a_changed_original_leaves_its_translation_behind(course, translated, original):
    changed(original, "Baru.")

    lesson = shown(course).lessons[0]
    assert lesson.words[0].is_behind
    assert "en: Isi 1.1" in body(course).html
    assert "Baru." in lesson_html(lesson.version)


def test_what_changed_is_named_and_only_that_is_translated_anew(
    course, translated, original, commit
):
    changed(original, "Baru.")
    source = translation_of(translated).source

    (change,) = changes_since_translation(source)
    assert (change.before, change.after) == ("Isi 1.1", "Baru.")
    actions.renew_translations(source=source)

    total, done = translation_of(translated).get_progress()
    assert total - done == 1
    assert changes_since_translation(source) == []
    published(original, commit)
    lesson = shown(course).lessons[0]
    assert "en: Baru." in body(course).html
    assert not lesson.words[0].is_behind


def test_publishing_again_without_the_change_stays_behind(course, translated, original, commit):
    changed(original, "Baru.")

    published(original, commit, **{"Pelajaran p1-1": "Lesson one"})

    lesson = shown(course).lessons[0]
    assert lesson.title == "Lesson one"
    assert lesson.words[0].is_behind


def test_another_pass_mark_leaves_no_translation_behind(course, translated, original):
    original = LessonPage.objects.get(pk=original.pk)
    original.body[1].value["pass_percent"] = 80
    original.save_revision().publish()

    assert LessonVersion.objects.filter(lesson__page=original).count() == 2
    assert not shown(course).lessons[0].words[0].is_behind


def test_a_changed_question_stays_as_it_was_written(course, translated, original):
    original = LessonPage.objects.get(pk=original.pk)
    original.body[1].value["questions"][0].value["text"] = "Soal lain?"
    original.save_revision().publish()

    slots = shown(course).lessons[0]
    now = LessonVersion.objects.get(pk=slots.version).quiz.slots
    assert slots.words[0].is_behind
    assert [version in body(course).questions for version in now] == [False, True, True]


def test_a_translation_of_a_draft_is_there_as_soon_as_its_original_is(course, commit):
    module = ModulePage.objects.get(locale__language_code="id")
    draft = factories.lesson_page(module, slug="baru", blocks=[factories.text_block()])
    published(draft, commit)
    assert not LessonTranslation.objects.exists()

    draft.save_revision().publish()

    lesson = shown(course).lessons[-1]
    assert (lesson.slug, lesson.title) == ("baru", "en: Pelajaran baru")
    assert not lesson.words[0].is_behind


def test_unpublishing_a_translation_falls_back_and_publishing_brings_it_back(
    course, translated, commit
):
    translated.unpublish()
    assert shown(course).lessons[0].language == "id"

    with commit():
        translating.publish(translated)
    assert shown(course).lessons[0].language == "en"
    assert LessonTranslation.objects.count() == 1


def test_deleting_a_translation_falls_back(course, translated):
    translated.delete()

    assert shown(course).lessons[0].language == "id"
    assert LessonTranslation.objects.count() == 1


def test_unpublishing_or_deleting_the_original_takes_the_lesson_out(course, translated, original):
    original.unpublish()
    assert [lesson.slug for lesson in shown(course).lessons] == ["p1-2"]

    LessonPage.objects.get(pk=original.pk).delete()
    assert [lesson.slug for lesson in shown(course).lessons] == ["p1-2"]


def test_titles_of_courses_and_modules_are_translated(course, commit):
    page, module = CoursePage.objects.get(), ModulePage.objects.get()

    published(page, commit)
    published(module, commit)

    english = shown(course)
    assert (english.title, english.summary) == ("en: Kelas jualan", "en: Belajar bersama.")
    assert (english.modules[0].title, english.modules[0].language) == ("en: Bagian 1", "en")
    assert shown(course, "id").title == "Kelas jualan"


def test_placeholders_and_untouched_copies_are_no_translations(course, translated, commit):
    """Wagtail puts aliases above a translated lesson: they say what the original says."""
    english = shown(course)

    assert CoursePage.objects.filter(locale__language_code="en", live=True).exists()
    assert (english.title, english.language) == ("Kelas jualan", "id")
    assert english.modules[0].language == "id"


def test_an_alias_made_a_page_of_its_own_is_no_translation(course, original):
    alias = original.copy_for_translation(translating.english(), copy_parents=True, alias=True)
    alias.alias_of = None
    alias.save()

    alias.save_revision().publish()

    assert not LessonTranslation.objects.exists()


def test_a_translation_that_goes_its_own_way_is_shown_as_it_is(course, translated):
    translation = translation_of(translated)
    translation.enabled = False
    translation.save()
    translated.title = "My own title"

    translated.save_revision().publish()

    lesson = shown(course).lessons[0]
    assert lesson.title == "My own title"
    assert not lesson.words[0].is_behind


def test_a_question_with_a_choice_more_than_its_original_stays_as_it_was_written(
    course, translated
):
    translation = translation_of(translated)
    translation.enabled = False
    translation.save()
    translated = LessonPage.objects.get(pk=translated.pk)
    data = translated.body.get_prep_value()
    choices = data[1]["value"]["questions"][0]["value"]["choices"]
    choices.append({**choices[1], "id": "11111111-1111-4111-8111-111111111111"})
    choices[-1]["value"] = {"text": "more", "right": False}
    translated.body = json.dumps(data)
    translated.save_revision().publish()

    assert len(body(course).questions) == 2


def test_an_old_outline_without_translations_is_read(course):
    stored = course.edition.outline

    assert "translations" not in stored
    assert shown(course).lessons[0].language == "id"


def test_the_same_address_in_both_languages(course, translated, original):
    assert translated.slug == original.slug
    assert translated.get_ancestors().filter(pk=course.agency.catalogue.pk).exists()


def test_a_course_translated_with_all_below_keeps_its_address(course, client, commit):
    page = CoursePage.objects.get()
    translated = published(page, commit)

    translated.full_clean()
    assert translated.slug == page.slug


def test_an_outline_costs_the_same_for_one_translation_and_for_many(course, commit):
    page = CoursePage.objects.get(locale__language_code="id")
    counts = []
    for slug in ("p1-1", "p1-2"):
        published(LessonPage.objects.get(slug=slug, locale__language_code="id"), commit)
        with CaptureQueriesContext(connection) as found:
            actions.rebuild_edition(page=page, at=timezone.now())
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_opening_a_catalogue_again_adds_the_folder_of_a_site_before_languages(course):
    agency = course.agency
    agency.catalogue.get_translations().get().delete()
    actions.sync_all_authors(on=timezone.now().date())

    folder = agency.catalogue.get_translations().get()
    assert (folder.title, folder.locale) == ("English", translating.english())
    assert folder.get_parent().specific == agency.catalogue
    assert CataloguePage.objects.count() == 2
    assert Locale.objects.count() == 2


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_translation(translated, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change.format("courses_lessontranslation"))
