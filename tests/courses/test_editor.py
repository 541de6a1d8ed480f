"""The editor of lessons: what it offers, what it keeps, what it refuses and how it says so."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    PageLogEntry,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from courses.actions import open_catalogue, sync_authors
from courses.blocks import LessonBlocks, QuestionsBlock
from courses.models import LessonPage, LessonVersion, ModulePage
from courses.tasks import publish_scheduled
from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db

RICH = {"blocks": [{"key": "a", "text": "Halo semua.", "type": "unstyled"}], "entityMap": {}}
EMPTY = {"blocks": [{"key": "a", "text": "", "type": "unstyled"}], "entityMap": {}}


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture
def author(client, agency):
    person = factories.person()
    factories.membership(person, agency, Role.TRAINER)
    open_catalogue(agency=agency)
    sync_authors(agency=agency, on=timezone.localdate())
    client.force_login(person)
    return person


@pytest.fixture
def module(agency, author):
    factories.published_course(agency, lessons=1, quiz=False)
    return ModulePage.objects.get()


@pytest.fixture
def draft(module):
    page = factories.lesson_page(module, slug="baru", blocks=[factories.text_block()])
    page.save_revision()
    return page


def question(kind, **value):
    fields = {"text": "", "explanation": "", "skill": "", "name": "", **value}
    choices = fields.pop("choices", [])
    sent = {
        "deleted": "",
        "type": kind,
        "id": str(uuid4()),
        **{f"value-{name}": part for name, part in fields.items()},
    }
    if kind == "true_false":
        return {**sent, "value-feedback_true": "", "value-feedback_false": ""}
    sent["value-choices-count"] = len(choices)
    for place, (text, right) in enumerate(choices):
        row = f"value-choices-{place}"
        sent |= {f"{row}-deleted": "", f"{row}-order": place, f"{row}-type": "item"}
        sent |= {f"{row}-id": str(uuid4())}
        sent |= {f"{row}-value-text": text, f"{row}-value-feedback": ""}
        sent |= {f"{row}-value-right": "on"} if right else {}
    return sent


def sent_form(*, text=RICH, questions=(), **changes):
    """What the editor's form posts: a text, an untouched tip, a quiz."""
    blocks = [("text", {"": json.dumps(text)})]
    blocks.append(("tip", {"-title": "Coba sekarang", "-text": json.dumps(EMPTY)}))
    quiz = {"-title": "Kuis", "-pass_percent": 60, "-questions-count": len(questions)}
    for place, sent in enumerate(questions):
        quiz[f"-questions-{place}-order"] = place
        quiz |= {f"-questions-{place}-{name}": value for name, value in sent.items()}
    blocks.append(("quiz", quiz))
    fields = {
        "title": "Foto di teras",
        "slug": "foto-di-teras",
        "summary": "",
        "minutes": "",
        "skill": "foto",
        "go_live_at": "",
        "expire_at": "",
        "comment_notifications": "",
        "body-count": len(blocks),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": 0,
    }
    for place, (kind, value) in enumerate(blocks):
        fields |= {f"body-{place}-deleted": "", f"body-{place}-order": place}
        fields |= {f"body-{place}-type": kind}
        fields |= {f"body-{place}-id": f"11111111-1111-4111-8111-11111111111{place}"}
        fields |= {f"body-{place}-value{name}": part for name, part in value.items()}
    return {**fields, **changes}


def add_url(module):
    return reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


RIGHT = question(
    "single_choice",
    text="Di mana?",
    explanation="Terang.",
    choices=[("Jendela", True), ("Dapur", False), ("", False)],
)
UNTOUCHED = question("multiple_choice", choices=[("", False)] * 3)


def test_a_new_lesson_begins_with_what_most_lessons_have(client, module):
    form = client.get(add_url(module)).context["form"]

    assert [block.block_type for block in form["body"].value()] == ["text", "tip", "quiz"]
    quiz = form["body"].value()[2].value
    assert [child.block_type for child in quiz["questions"]] == [
        "single_choice",
        "multiple_choice",
        "true_false",
    ]
    assert len(quiz["questions"][0].value["choices"]) == 3
    assert form["minutes"].value() is None


def test_what_was_left_untouched_is_not_published(client, module):
    response = client.post(
        add_url(module), sent_form(questions=[RIGHT, UNTOUCHED], **{"action-publish": "1"})
    )

    assert response.status_code == 302
    page = LessonPage.objects.get(slug="foto-di-teras")
    version = LessonVersion.objects.get(lesson__page=page)
    assert version.html == '<div class="rich"><p data-block-key="a">Halo semua.</p></div>'
    assert len(version.quiz.slots) == 1
    content = factories.question_content(version.quiz.slots[0])
    assert [choice["text"] for choice in content["choices"]] == ["Jendela", "Dapur"]
    assert content["skill"] == "foto"
    assert page.minutes == 1


def test_an_untouched_form_is_a_draft_like_any_other(client, module):
    response = client.post(add_url(module), sent_form(text=EMPTY, skill="", questions=[UNTOUCHED]))

    assert response.status_code == 302
    page = LessonPage.objects.get(slug="foto-di-teras")
    assert not page.live
    assert client.get(edit_url(page)).status_code == 200


def test_half_a_question_is_kept_in_a_draft_and_refused_in_public(client, module):
    choices = [("Jendela", False), ("Dapur", False)]
    half = question("single_choice", text="Di mana?", explanation="Terang.", choices=choices)

    assert client.post(add_url(module), sent_form(questions=[half])).status_code == 302
    page = LessonPage.objects.get(slug="foto-di-teras")
    response = client.post(edit_url(page), sent_form(questions=[half], **{"action-publish": "1"}))

    assert response.status_code == 200
    assert "Tandai tepat satu pilihan" in response.content.decode()
    assert not LessonPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"skill": ""}, "Kemampuan belum dipilih."),
        ({"text": EMPTY}, "Pelajaran ini belum punya tulisan."),
    ],
)
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_refusal_is_said_in_the_form_and_nothing_is_lost(client, module, changes, words, action):
    approval_by(module)
    form = sent_form(questions=[RIGHT], **changes, **{action: "1"})

    response = client.post(add_url(module), form)

    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser").get_text()
    assert words in html
    assert response.context["form"].data["body-2-value-questions-0-value-text"] == "Di mana?"
    assert not LessonPage.objects.filter(slug="foto-di-teras").exists()


def test_minutes_that_somebody_wrote_stay(client, draft):
    client.post(edit_url(draft), sent_form(minutes="12", questions=[RIGHT]))

    assert LessonPage.objects.get(pk=draft.pk).minutes == 12
    form = client.get(edit_url(draft)).context["form"]
    assert form["minutes"].value() == 12


def approval_by(module):
    """Give the agency's folder a workflow whose reviewers are its authors."""
    workflow = Workflow.objects.create(name="Tinjauan")
    task = GroupApprovalTask.objects.create(name="Tinjau")
    catalogue = module.get_parent().get_parent()
    group = catalogue.group_permissions.first().group
    task.groups.set([group])
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.workflow_pages.create(page=catalogue)
    return workflow


def spoil(page):
    """Let somebody take the skill away in a draft, past every form."""
    LessonPage.objects.filter(pk=page.pk).update(skill="")
    page.refresh_from_db()
    page.save_revision()


def test_approval_of_what_the_checks_refuse_is_told_and_changes_nothing(client, module, draft):
    workflow = approval_by(module)
    spoil(draft)
    workflow.start(draft, user=None)
    state = WorkflowState.objects.get()
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[draft.pk, "approve", state.current_task_state.pk],
    )

    response = client.post(url, {"comment": ""}, follow=True)

    assert response.status_code == 200
    assert "Kemampuan belum dipilih." in response.content.decode()
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert not LessonPage.objects.get(pk=draft.pk).live


def test_approval_in_a_dialog_is_told_too(client, module, draft):
    workflow = approval_by(module)
    spoil(draft)
    workflow.start(draft, user=None)
    state = WorkflowState.objects.get().current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])

    response = client.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert response.json()["redirect"] == reverse("wagtailadmin_home")


def test_many_pages_at_once_go_live_whole_or_not_at_all(client, module, draft):
    good = factories.lesson_page(module, slug="baik", blocks=[factories.text_block()])
    good.save_revision()
    spoil(draft)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address = f"{url}?id={good.pk}&id={draft.pk}&next=/cms/pages/"

    response = client.post(address, {"include_descendants": "on"}, follow=True)

    assert response.status_code == 200
    assert "Kemampuan belum dipilih." in response.content.decode()
    assert not LessonPage.objects.filter(pk__in=[good.pk, draft.pk], live=True).exists()


def test_what_is_sent_away_and_refused_later_is_kept_as_a_draft(client, draft, monkeypatch):
    """An address may be taken between the form's look and the publication."""
    monkeypatch.setattr("courses.forms.lesson_refusals", lambda page: [])

    response = client.post(
        edit_url(draft),
        sent_form(skill="", title="Judul baru", questions=[RIGHT], **{"action-publish": "1"}),
    )

    assert response.status_code == 302
    page = LessonPage.objects.get(pk=draft.pk)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Judul baru"
    assert "Kemampuan belum dipilih." in client.get(response.url).content.decode()


def test_the_clock_says_why_it_published_nothing_and_goes_on(draft, module):
    before = timezone.now() - timedelta(minutes=1)
    good = factories.lesson_page(module, slug="baik", blocks=[factories.text_block()])
    spoil(draft)
    for page in (draft, good):
        page.go_live_at = before
        page.save_revision(approved_go_live_at=before)

    publish_scheduled()
    publish_scheduled()

    assert LessonPage.objects.get(pk=good.pk).live
    assert not LessonPage.objects.get(pk=draft.pk).live
    entry = PageLogEntry.objects.get(action="bekal.publish.refused")
    assert entry.page_id == draft.pk
    assert entry.message.startswith("Tidak diterbitkan menurut jadwal. Kemampuan belum dipilih.")
    assert not ModelLogEntry.objects.exists()


def preview_of(client, page, form, **query):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(url, form).json() == {"is_valid": True, "is_available": True}
    return BeautifulSoup(client.get(url, query).content, "html.parser")


def test_the_preview_shows_the_quiz_and_carries_the_report(client, draft):
    form = sent_form(questions=[RIGHT])

    seen = preview_of(client, draft, form, in_preview_panel="true")

    choices = [label.get_text(strip=True) for label in seen.select("main label.option")]
    assert choices == ["AJendela", "BDapur"]
    assert "Siap diterbitkan." in seen.select_one("template[data-lesson-report]").get_text()
    assert not preview_of(client, draft, form).select("template")


def test_the_report_names_the_block_and_the_way_to_mend(client, draft):
    form = sent_form(questions=[question("true_false", text="Betul?")])

    report = preview_of(client, draft, form, in_preview_panel="true").select_one("template")

    key = form["body-2-value-questions-0-id"]
    assert report.select_one(f'a[href="#block-{key}-section"]')
    assert "Satu soal belum punya penjelasan." in report.get_text()


def test_what_a_trainer_types_is_text_in_the_report(client, draft):
    words = f"<script>alert(1)</script> {'kata ' * 20}"
    rich = {**RICH, "blocks": [{**RICH["blocks"][0], "text": words}]}
    form = sent_form(text=rich, questions=[RIGHT])

    seen = preview_of(client, draft, form, in_preview_panel="true")

    report = seen.select_one("template")
    assert not report.select("script")
    assert "“<script>alert(1)</script> kata" in report.get_text()


@pytest.mark.parametrize("kind", LessonBlocks().child_blocks)
def test_every_block_shows_itself_in_the_chooser(client, author, kind):
    block = LessonPage._meta.get_field("body").stream_block.child_blocks[kind]
    assert block.is_previewable
    assert str(block.get_description()).endswith(".")
    assert block.meta.group

    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(strip=True)


def test_the_questions_of_a_quiz_are_their_own_forms():
    assert set(QuestionsBlock().child_blocks) == {"single_choice", "multiple_choice", "true_false"}


def test_the_editor_saves_by_itself_so_publishing_comes_first(client, draft):
    html = BeautifulSoup(client.get(edit_url(draft)).content, "html.parser")

    buttons = html.select("footer button[name^=action-]")
    assert buttons[0]["name"] == "action-publish"
    assert html.select_one("form[data-w-autosave-interval-value]")


def test_trainers_meet_no_reports(client, author):
    sidebar = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "/cms/reports/" not in sidebar
    assert reverse("wagtailadmin_explore_root") in sidebar
