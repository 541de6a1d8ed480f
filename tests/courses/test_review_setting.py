"""An agency chooses: its trainers publish at once, or after a colleague has read."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowState

from courses import actions
from courses.models import LessonPage, ReviewState, ReviewTask
from courses.permissions import has_reviewers
from people.models import User
from tests import factories
from tests.courses.steps import draft_of, edit, is_live, send_in, trainer, unread

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency(lessons_need_review=True)


@pytest.fixture
def draft(agency):
    return draft_of(agency)


@pytest.fixture
def author(agency, draft):
    return trainer(agency, "Ratna Penulis")


@pytest.fixture
def reviewer(agency, draft):
    return trainer(agency, "Wati Peninjau")


def test_a_free_agency_has_no_review(agency):
    other = factories.agency()
    trainer(other, "Bebas")
    catalogue = actions.open_catalogue(agency=other)

    assert not WorkflowPage.objects.filter(page=catalogue).exists()
    assert catalogue.get_workflow() is None
    assert catalogue.permissions_for_user(other.memberships.get().person).can_publish()


def test_an_agency_that_ends_its_review_keeps_every_text(client, agency, draft, author, reviewer):
    send_in(client, author, draft, title="Menunggu")
    agency.lessons_need_review = False
    agency.save()

    actions.open_catalogue(agency=agency)

    assert WorkflowState.objects.get().status == "cancelled"
    assert unread(reviewer) == []
    assert LessonPage.objects.get(pk=draft.pk).draft_title == "Menunggu"
    edit(client, author, draft, title="Menunggu", **{"action-publish": "1"})
    assert is_live(draft)


def test_choosing_twice_makes_one_workflow(agency, draft, author):
    for needs_review in (True, True, False, True):
        agency.lessons_need_review = needs_review
        agency.save()
        actions.open_catalogue(agency=agency)

    assert ReviewTask.objects.count() == 1
    assert Workflow.objects.filter(active=True).count() == 1
    assert WorkflowPage.objects.count() == 1
    group = Group.objects.get(name=f"Pelatih {agency.slug}")
    held = GroupPagePermission.objects.filter(group=group)
    assert {one.permission.codename for one in held} == {"add_page", "change_page"}


def test_no_group_of_the_whole_site_moderates(db):
    assert not WorkflowPage.objects.exists()
    assert not Workflow.objects.filter(active=True).exists()
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()


def test_reviewing_needs_two(agency):
    today = timezone.localdate()
    trainer(agency, "Satu")
    assert not has_reviewers(agency, on=today)

    trainer(agency, "Dua")
    assert has_reviewers(agency, on=today)


def test_handing_in_publishes_or_sends_to_review(draft, author, reviewer, agency):
    assert actions.hand_in(page=draft, by=author) is False
    with pytest.raises(actions.NotYours):
        actions.hand_in(page=LessonPage.objects.get(pk=draft.pk), by=author)
    state = ReviewState.objects.get()
    ReviewTask.objects.get().on_action(state, reviewer, "reject", comment="Tambah foto.")
    assert actions.hand_in(page=LessonPage.objects.get(pk=draft.pk), by=author) is False
    assert WorkflowState.objects.get().status == "in_progress"
    with pytest.raises(actions.NotYours):
        actions.hand_in(page=draft, by=factories.person())

    agency.lessons_need_review = False
    agency.save()
    actions.sync_review(agency=agency)

    author = User.objects.get(pk=author.pk)  # Wagtail remembers on the person what she may do
    assert actions.hand_in(page=LessonPage.objects.get(pk=draft.pk), by=author) is True
    assert is_live(draft)
