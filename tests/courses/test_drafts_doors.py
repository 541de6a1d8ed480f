"""Who may write a lesson's draft, and what becomes of it as a whole."""

import gc
import uuid

import pytest
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courses.actions import drafts
from courses.actions.drafts import Card
from courses.formats.stored import merged, token_of
from courses.models import LessonPage, LessonVersion
from courses.permissions import (
    course_pages_visible_to,
    lesson_pages_visible_to,
    module_pages_visible_to,
)
from tests import factories
from tests.courses.drafting import agency, author, blocks_of, ids_of, page, photo, text

pytestmark = pytest.mark.django_db


__all__ = ["agency", "author", "page"]


WRITES = {
    "add": lambda page, by: drafts.add_card(page=page, card=text(), by=by),
    "change": lambda page, by: drafts.change_card(
        page=page,
        card=text("<p>x</p>", uuid.UUID(ids_of(page)[0])),
        seen=token_of(blocks_of(page)[0]),
        by=by,
    ),
    "move": lambda page, by: drafts.move_card(page=page, card_id=ids_of(page)[1], after="", by=by),
    "remove": lambda page, by: drafts.remove_card(
        page=page, card_id=ids_of(page)[0], seen=token_of(blocks_of(page)[0]), by=by
    ),
    "restore": lambda page, by: drafts.restore_card(page=page, card_id="hilang", revision=0, by=by),
    "describe": lambda page, by: drafts.describe_lesson(
        page=page, title="x", summary="", skill="", seen="", by=by
    ),
    "send": lambda page, by: drafts.send_lesson(page=page, seen="", by=by),
}


@pytest.mark.parametrize("name", WRITES)
def test_another_agency_s_trainer_writes_nothing(page, name):
    stranger = factories.trainer(factories.agency())
    before = blocks_of(page)

    with pytest.raises(drafts.MayNotWrite):
        WRITES[name](page, stranger)

    assert blocks_of(page) == before
    assert not Revision.objects.for_instance(page).exists()


@pytest.mark.parametrize("name", WRITES)
def test_a_locked_lesson_is_written_by_nobody_else(page, author, agency, name):
    page.locked, page.locked_by = True, factories.trainer(agency)
    page.save()

    with pytest.raises(drafts.LessonLocked):
        WRITES[name](page, author)


def test_a_new_lesson_is_a_draft_at_the_end_of_its_module(page, author):
    module, key = page.get_parent().specific, uuid.uuid4()

    made = [
        drafts.create_lesson(module=module, key=key, title="Foto Pagi", skill="foto", by=author)
        for _time in range(2)
    ]

    assert made[0] == made[1]
    assert not made[0].live
    assert (made[0].slug, made[0].owner, made[0].skill) == ("foto-pagi", author, "foto")
    assert module.get_children().last().pk == made[0].pk
    twin = drafts.create_lesson(
        module=module, key=uuid.uuid4(), title="Foto Pagi", skill="", by=author
    )
    assert twin.slug == "foto-pagi-2"


def test_a_stranger_makes_no_lesson(page):
    stranger = factories.trainer(factories.agency())

    with pytest.raises(drafts.MayNotWrite):
        drafts.create_lesson(
            module=page.get_parent().specific, key=uuid.uuid4(), title="x", skill="", by=stranger
        )


def head_token(page):
    return token_of({name: getattr(page, name) for name in ("title", "summary", "skill")})


def test_the_head_changes_and_a_stale_head_is_refused(page, author):
    seen, new = head_token(page), {"title": "Judul baru", "summary": "Ringkas.", "skill": "iklan"}

    for _time in range(2):
        drafts.describe_lesson(page=page, **new, seen=seen, by=author)

    page = LessonPage.objects.get(pk=page.pk)
    assert (page.title, page.draft_title, page.skill) == ("Judul baru", "Judul baru", "iklan")
    with pytest.raises(drafts.CardChanged):
        drafts.describe_lesson(
            page=page, title="Lain", summary="", skill="iklan", seen=seen, by=author
        )


def test_who_may_publish_publishes(page, author):
    published = drafts.send_lesson(page=page, seen=page.draft_token, by=author)

    assert published
    assert "Halo." in LessonVersion.objects.get(lesson__page=page).html


def test_a_draft_that_changed_since_it_was_read_is_not_sent(page, author):
    seen = page.draft_token
    drafts.add_card(page=page, card=text(), by=author)

    with pytest.raises(drafts.CardChanged):
        drafts.send_lesson(page=page, seen=seen, by=author)

    assert not LessonVersion.objects.exists()


def reviewed(agency, reviewer):
    """Let lessons of the agency be reviewed, and its trainers publish nothing themselves."""
    workflow = Workflow.objects.create(name="Tinjauan")
    task = GroupApprovalTask.objects.create(name="Setuju")
    task.groups.set(reviewer.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task)
    catalogue = Page.objects.get(cataloguepage__agency=agency)
    workflow.workflow_pages.create(page=catalogue)
    reviewer.groups.get(name__startswith="Pelatih").page_permissions.filter(
        permission__codename="publish_page"
    ).delete()


def test_where_lessons_are_reviewed_the_draft_waits_and_comes_back(page, author, agency):
    superuser = factories.person(is_superuser=True)
    reviewed(agency, author)

    assert not drafts.send_lesson(page=page, seen=page.draft_token, by=author)

    page = LessonPage.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    assert not LessonVersion.objects.exists()
    page.current_workflow_task_state.reject(user=superuser)
    page = LessonPage.objects.get(pk=page.pk)
    drafts.add_card(page=page, card=text(), by=author)
    page = LessonPage.objects.get(pk=page.pk)
    assert not drafts.send_lesson(page=page, seen=page.draft_token, by=author)
    assert LessonPage.objects.get(pk=page.pk).workflow_in_progress


def test_who_may_neither_publish_nor_submit_is_told(page, author):
    WorkflowPage.objects.all().delete()
    author.groups.get(name__startswith="Pelatih").page_permissions.filter(
        permission__codename="publish_page"
    ).delete()

    with pytest.raises(drafts.MayNotWrite):
        drafts.send_lesson(page=page, seen=page.draft_token, by=author)


def test_pages_are_visible_to_the_trainers_of_their_agency_alone(page, author):
    stranger = factories.trainer(factories.agency())

    for visible in (course_pages_visible_to, module_pages_visible_to, lesson_pages_visible_to):
        assert visible(author).count() == 1
        assert not visible(stranger).exists()
        assert not visible(factories.person()).exists()


# Willow leaves a temporary file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_a_phone_wrote_opens_in_wagtail_with_nothing_lost(client, page, author):
    """The editor's own form state holds every card, with its id."""
    card = Card(uuid.uuid4(), "picture", {"alt": "Sambal", "caption": ""}, {"image": photo()})
    drafts.add_card(page=page, card=card, by=author)
    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    before = blocks_of(page)

    block = draft.body.stream_block
    state = block.get_form_state(draft.body)
    draft.save_revision(user=author)
    gc.collect()

    assert [one["id"] for one in state] == [one["id"] for one in before]
    # Wagtail fills in what a block of today has besides; what was there is all there.
    assert merged(blocks_of(page), before) == blocks_of(page)
