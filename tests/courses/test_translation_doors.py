"""The doors of translators: every page must be the person's own, and what changed is said."""

import json

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import (
    WorkflowState,
)
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    Translation,
    TranslationSource,
)

from courses.actions import open_catalogue
from courses.models import CoursePage, LessonPage, LessonTranslation
from tests import factories
from tests.courses import translating
from tests.courses.test_cms import fields_of
from tests.courses.translating import (
    dump,
    in_english,
    lesson_of,
    multipart,
    trainer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture
def other(agency):
    return factories.agency()


def test_a_trainer_translates_from_the_menu_to_the_learner(
    client, agency, django_capture_on_commit_callbacks
):
    page = lesson_of(agency, "milik")
    client.force_login(trainer_of(agency))
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])

    menu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert submit in menu
    assert "Terjemahkan halaman ini" in menu
    form = client.get(submit)
    assert form.context["form"].initial == {"locales": [translating.english()]}
    client.post(submit, {"locales": [translating.english().pk]})
    translated = in_english(page)
    assert not translated.live
    editor = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    props = json.loads(client.get(editor).context["props"])
    for segment in props["segments"]:
        if segment["type"] == "string":
            said = client.put(
                segment["editUrl"],
                *multipart({"value": f"en: {segment['source']}"}),
            )
            assert said.status_code == 201
    with django_capture_on_commit_callbacks(execute=True):
        client.post(editor, {"action": "publish"})

    frozen = LessonTranslation.objects.get()
    assert frozen.title == "en: Pelajaran p1-1"
    assert len(frozen.questions) == 3


def test_a_whole_course_is_sent_to_translation_at_once(client, agency):
    page = lesson_of(agency, "milik")
    course = CoursePage.objects.get(slug="milik")
    client.force_login(trainer_of(agency))

    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[course.pk]),
        {"locales": [translating.english().pk], "include_subtree": "on"},
    )

    translated = in_english(page)
    assert translated.alias_of is None
    assert not translated.live
    assert translated.get_parent().get_parent().alias_of is None


def test_what_is_not_words_is_not_translated(agency):
    page = lesson_of(agency, "milik")
    translating.begin(page)

    paths = set(StringSegment.objects.values_list("context__field_path", flat=True))

    assert paths == {
        "title",
        "body.text",
        "body.quiz.title",
        *(
            f"body.quiz.questions.{kind}.{field}"
            for kind in ("single_choice", "multiple_choice", "true_false")
            for field in ("text", "explanation")
        ),
        *(
            f"body.quiz.questions.{kind}.choices.item.text"
            for kind in ("single_choice", "multiple_choice")
        ),
    }
    overridable = OverridableSegment.objects.values_list("context__field_path", flat=True)
    assert not {"slug", "skill", "minutes"} & set(overridable)


def test_no_page_of_its_own_lies_among_translations(client, agency):
    client.force_login(trainer_of(agency))
    folder = open_catalogue(agency=agency).get_translation(translating.english())
    url = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", folder.pk])

    assert client.get(url).status_code in (302, 403, 404)
    assert client.post(url, {"title": "x", "slug": "x", "summary": "x"}).status_code in (302, 403)
    assert not CoursePage.objects.exists()


def test_a_translation_is_not_sent_to_translation(client, agency):
    translated = translating.begin(lesson_of(agency, "milik"))
    client.force_login(trainer_of(agency))

    url = reverse("wagtail_localize:submit_page_translation", args=[translated.pk])

    assert client.get(url).status_code == 404


def test_the_list_of_translations_costs_the_same_for_one_and_for_many(client, agency):
    client.force_login(trainer_of(agency))
    url = reverse("wagtail_localize:translations_report_results")
    counts = []
    for slug in ("satu", "dua", "tiga"):
        page = lesson_of(agency, slug)
        translating.begin(page)
        page.save_revision().publish()
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            shown = client.get(url).content.decode()
        counts.append(len(found))

    assert counts[0] == counts[2]
    assert shown.count("Aslinya lebih baru") == 3
    assert shown.count("Belum lengkap") == 3


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//orang.example"])
def test_a_link_of_a_translation_leads_to_the_web(client, agency, link):
    page = lesson_of(agency, "milik")
    page.body = json.dumps([factories.text_block('<p><a href="https://a.example">Di sini</a></p>')])
    page.save_revision().publish()
    translating.begin(LessonPage.objects.get(pk=page.pk))
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = OverridableSegment.objects.get(source=translation.source)
    client.force_login(trainer_of(agency))
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])

    assert client.put(url, *multipart({"value": link})).status_code == 404
    assert not SegmentOverride.objects.exists()
    assert client.put(url, *multipart({"value": "https://b.example"})).status_code == 201


@pytest.mark.parametrize(
    "words", ["<script>x</script>", '<b onclick="x">y</b>', '<a href="x">y</a>']
)
def test_words_with_markup_of_their_own_are_not_published(
    client, agency, words, django_capture_on_commit_callbacks
):
    page = lesson_of(agency, "milik")
    translated = translating.begin(page)
    translating.translate(translated, **{"Isi 1.1": words})

    with django_capture_on_commit_callbacks(execute=True):
        translating.publish(translated)

    assert not LessonTranslation.objects.exists()
    assert words not in str(in_english(page).body)


def test_the_editor_says_what_changed_and_the_page_shows_it(client, agency):
    page = lesson_of(agency, "milik")
    translated = translating.begin(page)
    translating.translate(translated)
    client.force_login(trainer_of(agency))
    editor = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    update = reverse(
        "wagtail_localize:update_translations", args=[TranslationSource.objects.get().pk]
    )
    assert update not in client.get(editor).content.decode()

    page = LessonPage.objects.get(pk=page.pk)
    page.title = "Judul lain"
    page.save_revision().publish()

    shown = client.get(editor).content.decode()
    assert "1 teks berubah sejak diterjemahkan." in shown
    assert update in shown
    listed = client.get(update)
    assert [(c.before, c.after) for c in listed.context["changes"]] == [
        ("Pelajaran p1-1", "Judul lain")
    ]
    answer = client.post(update)
    assert answer.url == editor
    total, done = Translation.objects.get().get_progress()
    assert total - done == 1
    assert "Tidak ada teks yang berubah" in client.get(update).content.decode()


def test_publishing_an_original_says_that_its_translation_is_behind(client, agency):
    page = lesson_of(agency, "milik")
    translating.begin(page)
    client.force_login(trainer_of(agency))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = client.post(
        url, fields_of(page, title="Judul lain", **{"action-publish": "1"}), follow=True
    )

    assert "teks berubah sejak diterjemahkan" in answer.content.decode()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b'msgid ""\nmsgstr ""\n', b"bukan PO", str(polib.POFile()).encode()],
)
def test_a_file_that_is_no_po_file_changes_nothing(client, agency, content):
    translated = translating.begin(lesson_of(agency, "milik"))
    client.force_login(trainer_of(agency))
    url = reverse("wagtail_localize:upload_pofile", args=[Translation.objects.get().pk])
    before = dump()

    answer = client.post(url, {"file": SimpleUploadedFile("x.po", content)})

    assert answer.status_code == 302
    assert dump() == before
    assert translated.pk


def test_a_po_file_goes_out_and_comes_back(client, agency):
    translating.begin(lesson_of(agency, "milik"))
    translation = Translation.objects.get()
    client.force_login(trainer_of(agency))
    sent = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    po = polib.pofile(sent.content.decode())
    for entry in po:
        entry.msgstr = f"en: {entry.msgid}"

    client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": SimpleUploadedFile("x.po", str(po).encode())},
    )

    total, done = translation.get_progress()
    assert total == done


def test_giving_a_translation_up_falls_back(client, agency, django_capture_on_commit_callbacks):
    page = lesson_of(agency, "milik")
    translated = translating.begin(page)
    translating.translate(translated)
    with django_capture_on_commit_callbacks(execute=True):
        translating.publish(translated)
    client.force_login(trainer_of(agency))

    client.post(reverse("wagtail_localize:convert_to_alias", args=[translated.pk]))

    edition = page.lesson.course.__class__.objects.get().edition
    assert "translations" not in edition.outline["modules"][0]["lessons"][0]


@pytest.fixture
def reviewed(agency):
    """An agency whose trainers do not publish: somebody else approves."""
    agency.lessons_need_review = True
    agency.save()
    trainer = trainer_of(agency)
    open_catalogue(agency=agency)
    return trainer


def test_where_lessons_are_reviewed_translations_are_too(
    client, agency, reviewed, django_capture_on_commit_callbacks
):
    translated = translating.begin(lesson_of(agency, "milik"))
    client.force_login(reviewed)
    editor = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    url = reverse("review_translation", args=[translated.pk])
    assert url in client.get(editor).content.decode()

    refused = client.post(url, follow=True).content.decode()
    assert "Masih ada teks yang belum diterjemahkan." in refused
    assert not WorkflowState.objects.exists()
    translating.translate(translated)
    assert "Ajukan untuk ditinjau" in client.get(url).content.decode()
    client.post(url)
    state = WorkflowState.objects.get()
    assert not LessonTranslation.objects.exists()
    assert "sedang ditinjau" in client.post(url, follow=True).content.decode()

    client.force_login(factories.person(is_superuser=True, is_staff=True))
    approve = [translated.pk, "approve", state.current_task_state.pk]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:workflow_action", args=approve))

    assert LessonTranslation.objects.get().title == "en: Pelajaran p1-1"


def test_a_returned_translation_is_sent_once_more(client, agency, reviewed):
    translated = translating.begin(lesson_of(agency, "milik"))
    translating.translate(translated)
    client.force_login(reviewed)
    url = reverse("review_translation", args=[translated.pk])
    client.post(url)
    task = WorkflowState.objects.get().current_task_state.specific
    task.reject(user=factories.person(is_superuser=True), comment="Perbaiki judulnya.")

    again = client.post(url, follow=True)

    assert "Terjemahan menunggu tinjauan." in again.content.decode()
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.current_task_state_id != task.pk


def test_where_trainers_publish_nothing_is_sent_to_review(client, agency):
    translated = translating.begin(lesson_of(agency, "milik"))
    client.force_login(trainer_of(agency))

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))

    assert "Ajukan untuk ditinjau" not in editor.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_that_is_no_translation_has_no_review_of_one(client, agency, method):
    page = lesson_of(agency, "milik")
    client.force_login(trainer_of(agency))

    assert getattr(client, method)(reverse("review_translation", args=[page.pk])).status_code == 404
