"""A lesson goes live when a colleague has approved it: in Wagtail, as trainers meet it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Comment,
    TaskState,
    WorkflowState,
)

from courses import actions
from courses.models import LessonPage, LessonVersion, ModulePage, ReviewState, ReviewTask
from notifications.models import Message
from notifications.queries import notices
from tests import factories
from tests.courses.steps import (
    BLOCK,
    as_,
    comment_fields,
    decide,
    draft_of,
    edit,
    is_live,
    send_in,
    titles,
    trainer,
    unread,
)

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


def test_a_lesson_waits_and_nobody_but_a_colleague_lets_it_go_live(
    client, agency, draft, author, reviewer
):
    send_in(client, author, draft, title="Cahaya")
    assert (titles(reviewer), titles(author)) == (["Tinjau: Cahaya"], [])

    assert decide(client, author, draft, "approve").status_code == 302
    assert not is_live(draft)
    assert decide(client, reviewer, draft, "approve").status_code == 302

    assert is_live(draft)
    assert LessonVersion.objects.filter(lesson__slug="baru").count() == 1
    assert titles(author) == ["Disetujui: Cahaya"]
    assert unread(reviewer) == []


def test_an_author_who_asks_for_publishing_only_saves_a_draft(client, draft, author, reviewer):
    edit(client, author, draft, title="Langsung", **{"action-publish": "1"})

    assert not is_live(draft)
    assert draft.get_latest_revision() is not None
    assert LessonPage.objects.get(pk=draft.pk).draft_title == "Langsung"


@pytest.mark.parametrize("name", ["unpublish", "set_privacy"])
def test_what_is_live_is_not_taken_away_alone(client, agency, draft, author, name):
    live = LessonPage.objects.live().get()

    as_(client, author).post(reverse(f"wagtailadmin_pages:{name}", args=[live.pk]))

    assert is_live(live)


def test_a_live_module_is_neither_moved_nor_deleted_nor_copied_into_life(
    client, agency, draft, author
):
    module = draft.get_parent()
    as_(client, author).post(reverse("wagtailadmin_pages:delete", args=[module.pk]))
    fields = {"new_title": "Salinan", "new_slug": "salinan", "copy_subpages": "1"}
    target = {"new_parent_page": module.get_parent().pk, "publish_copies": "1"}
    client.post(reverse("wagtailadmin_pages:copy", args=[module.pk]), {**fields, **target})

    assert ModulePage.objects.filter(pk=module.pk, live=True).exists()
    assert not ModulePage.objects.filter(slug="salinan", live=True).exists()


def test_it_is_returned_twice_with_words_and_nothing_is_lost(client, draft, author, reviewer):
    said = ["Tambah contoh sambal.", "Kalimat kedua masih panjang."]
    send_in(client, author, draft, title="Satu")
    edit(client, reviewer, draft, title="Satu", **comment_fields("Fotonya kurang jelas"))
    decide(client, reviewer, draft, "reject", said[0])

    send_in(client, author, draft, title="Dua")
    decide(client, reviewer, draft, "reject", said[1])
    send_in(client, author, draft, title="Tiga")
    decide(client, reviewer, draft, "approve")

    assert is_live(draft)
    assert LessonPage.objects.get(pk=draft.pk).title == "Tiga"
    contents = [revision.content["title"] for revision in draft.revisions.order_by("pk")]
    assert [title for title in contents if title in ("Satu", "Dua", "Tiga")] == [
        *("Satu", "Satu", "Dua", "Tiga"),
    ]
    states = ReviewState.objects.order_by("pk")
    assert [(state.status, state.comment, state.sent_by) for state in states] == [
        ("rejected", said[0], author),
        ("rejected", said[1], author),
        ("approved", "", author),
    ]
    assert titles(author) == [
        "Disetujui: Tiga",
        "Dikembalikan: Dua",
        "Dikembalikan: Satu",
        "Komentar di Satu",
    ]
    assert any(said[0] in notice.text for notice in notices(author))
    for person in (author, reviewer):
        url = reverse("wagtailadmin_pages:workflow_history", args=[draft.pk])
        assert as_(client, person).get(url).status_code == 200
        detail = reverse(
            "wagtailadmin_pages:workflow_history_detail",
            args=[draft.pk, WorkflowState.objects.get().pk],
        )
        history = client.get(detail).content.decode()
        assert all(words in history for words in said)


def test_a_comment_on_a_block_is_told_and_answered_in_its_thread(client, draft, author, reviewer):
    send_in(client, author, draft, title="Cahaya")
    edit(client, reviewer, draft, title="Cahaya", **comment_fields("Ganti fotonya"))
    comment = Comment.objects.get()
    assert (comment.contentpath, comment.user) == (f"body.{BLOCK}.text", reviewer)
    assert "Komentar di Cahaya" in unread(author)
    assert "Komentar di Cahaya" not in titles(reviewer)

    decide(client, reviewer, draft, "reject", "Lihat komentarnya.")
    page = as_(client, author).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "Ganti fotonya" in page.content.decode()
    answer = {
        **comment_fields("Ganti fotonya"),
        "comments-INITIAL_FORMS": "1",
        "comments-0-id": comment.pk,
        "comments-0-replies-TOTAL_FORMS": "1",
        "comments-0-replies-0-id": "",
        "comments-0-replies-0-text": "Sudah diganti",
        "comments-0-replies-0-deleted": "",
    }
    edit(client, author, draft, title="Cahaya", **answer)

    assert comment.replies.get().user == author
    assert "Balasan di Cahaya" in unread(reviewer)
    assert "Balasan di Cahaya" not in titles(author)


def test_a_comment_changes_nothing_that_learners_read(client, draft, author, reviewer):
    send_in(client, author, draft)
    edit(client, reviewer, draft, **comment_fields("Bagus"))

    decide(client, reviewer, draft, "approve")

    assert is_live(draft)


def test_what_a_reviewer_changed_was_read_by_nobody_and_goes_back(
    client, agency, draft, author, reviewer
):
    third = trainer(agency, "Sri Ketiga")
    send_in(client, author, draft, title="Cahaya")
    edit(client, reviewer, draft, title="Cahaya yang diubah")

    for person in (reviewer, third, author):
        assert decide(client, person, draft, "approve").status_code == 302
        assert not is_live(draft)
    decide(client, reviewer, draft, "reject", "Judulnya saya ubah.")
    assert LessonPage.objects.get(pk=draft.pk).draft_title == "Cahaya yang diubah"
    send_in(client, author, draft, title="Cahaya yang diubah")
    decide(client, reviewer, draft, "approve")

    assert LessonPage.objects.get(pk=draft.pk).title == "Cahaya yang diubah"


def test_whoever_sent_it_changes_nothing_while_it_is_read(client, draft, author, reviewer):
    send_in(client, author, draft, title="Dikirim")

    edit(client, author, draft, title="Diam-diam")

    assert LessonPage.objects.get(pk=draft.pk).draft_title == "Dikirim"
    decide(client, reviewer, draft, "approve")
    assert LessonPage.objects.get(pk=draft.pk).title == "Dikirim"


def test_an_author_calls_her_review_off_and_writes_on(client, draft, author, reviewer):
    send_in(client, author, draft, title="Dikirim")

    edit(client, author, draft, title="Dikirim", **{"action-cancel-workflow": "1"})
    edit(client, author, draft, title="Ditulis lagi")

    assert WorkflowState.objects.get().status == "cancelled"
    assert LessonPage.objects.get(pk=draft.pk).draft_title == "Ditulis lagi"
    assert unread(reviewer) == []


def test_a_lesson_never_goes_back_without_a_word(client, draft, author, reviewer):
    send_in(client, author, draft)
    state = ReviewState.objects.get()
    task = ReviewTask.objects.get()

    answer = decide(client, reviewer, draft, "reject", "  ")
    with pytest.raises(PermissionDenied):
        task.on_action(state, reviewer, "reject", comment=" ")

    assert "error" in answer.content.decode() or answer.status_code == 302
    state.refresh_from_db()
    assert state.status == "in_progress"


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_decides_about_what_she_sent_whoever_she_is(client, draft, author, action):
    author.is_superuser = True
    author.save()
    send_in(client, author, draft)
    state = ReviewState.objects.get()

    with pytest.raises(PermissionDenied):
        ReviewTask.objects.get().on_action(state, author, action, comment="Bagus.")
    edit(client, author, draft, **{"action-workflow-action": "1", "workflow-action-name": action})

    assert not is_live(draft)
    assert TaskState.objects.reviewable_by(author).count() == 0


def test_of_two_who_decide_at_once_the_second_finds_it_decided(
    client, agency, draft, author, reviewer
):
    third = trainer(agency, "Sri Ketiga")
    send_in(client, author, draft)
    one, other = ReviewState.objects.get(), ReviewState.objects.get()
    task = ReviewTask.objects.get()
    task.on_action(one, reviewer, "approve")

    with pytest.raises(PermissionDenied):
        task.on_action(other, third, "reject", comment="Belum.")

    assert is_live(draft)
    assert ReviewState.objects.get().status == "approved"
    assert titles(author) == ["Disetujui: Pelajaran baru"]


def test_another_agency_reads_no_draft_and_decides_nothing(client, draft, author, reviewer):
    stranger = trainer(factories.agency(lessons_need_review=True), "Orang Lain")
    send_in(client, author, draft, title="Rahasia")

    client = Client()
    assert decide(client, stranger, draft, "approve").status_code == 302
    assert TaskState.objects.reviewable_by(stranger).count() == 0
    assert titles(stranger) == []
    for name in ("edit", "view_draft", "workflow_history"):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[draft.pk]))
        assert response.status_code in (302, 403, 404)
    report = client.get(reverse("wagtailadmin_reports:workflow")).content.decode()
    assert "Rahasia" not in report
    assert not is_live(draft)


def test_a_reviewer_sees_the_lesson_as_a_learner_would(client, draft, author, reviewer):
    send_in(client, author, draft, title="Cahaya")
    task = ReviewTask.objects.get()
    url = reverse("wagtailadmin_pages:workflow_preview", args=[draft.pk, task.pk])

    page = as_(client, reviewer).get(url)

    assert page.status_code == 200
    assert "Halo" in page.content.decode()
    assert draft.default_preview_size == "phone"


def test_who_lost_her_role_is_told_no_more(client, agency, draft, author, reviewer):
    reviewer.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    send_in(client, author, draft)
    assert titles(reviewer) == ["Tinjau: Pelajaran baru"]  # the clock syncs within ten minutes

    actions.sync_all_authors(on=timezone.localdate())
    Comment.objects.create(page=draft, user=reviewer, text="Lama", contentpath="title")
    Comment.objects.get().replies.create(user=author, text="Jawaban")

    assert "Balasan di Pelajaran baru" not in titles(reviewer)
    assert decide(client, reviewer, draft, "approve").status_code == 302
    assert not is_live(draft)


# Wagtail asks Django for a mail connection in the old way.
@pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango2028Warning")
def test_without_a_mail_server_nothing_fails(client, draft, author, reviewer, mailoutbox):
    for person in (author, reviewer):
        person.email = f"{person.username}@contoh.example"
        person.save()
    send_in(client, author, draft)

    assert edit(client, reviewer, draft, **comment_fields("Bagus")).status_code == 302
    assert decide(client, reviewer, draft, "approve").status_code == 302
    assert is_live(draft)


def test_a_scheduled_lesson_says_so(client, draft, author, reviewer):
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    send_in(client, author, draft, go_live_at=later)

    decide(client, reviewer, draft, "approve")

    assert not is_live(draft)
    assert "sesuai jadwal" in notices(author)[0].text


def test_messages_do_not_pile_up_for_one_occasion(client, draft, author, reviewer):
    send_in(client, author, draft)
    state = ReviewState.objects.get()

    for _ in range(2):
        actions.tell_reviewers(state=state, sent_by=author, at=timezone.now())

    assert Message.objects.filter(kind="review_asked").count() == 1
