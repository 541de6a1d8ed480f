"""A trainer's first screen: what waits for her, in every state."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import learning.actions as learning
from courses import actions
from courses.models import LessonPage, ModulePage, ReviewState, ReviewTask
from office.queries.home import home_screen
from people.models import Cohort
from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture(autouse=True)
def framework():
    factories.forget_versions()
    factories.framework()


def trainer(*agencies, name="Ratna Dewi"):
    person = factories.person(name)
    for agency in agencies:
        factories.membership(person, agency, Role.TRAINER)
        actions.open_catalogue(agency=agency)
        actions.sync_authors(agency=agency, on=timezone.localdate())
    return person


def draft(course, *, by, slug, days=0):
    module = ModulePage.objects.descendant_of(course.page).first()
    page = factories.lesson_page(module, slug=slug, blocks=[], owner=by)
    page.save_revision(user=by)
    at = NOW() - timedelta(days=days)
    LessonPage.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
    return LessonPage.objects.get(pk=page.pk)


def send_back(page, *, by, words):
    state = ReviewState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    ReviewTask.objects.get(agency=state.task.specific.agency).on_action(
        state, by, "reject", comment=words
    )


def shown(client, person):
    client.force_login(person)
    page = client.get(reverse("office:home"))
    assert page.status_code == 200
    return page.content.decode()


def titles(rows):
    return [row.title for row in rows]


def test_an_empty_home_says_what_to_begin_with(client):
    page = shown(client, trainer(factories.agency()))

    assert "Semua beres" in page
    assert "Belum ada kelas. Mulai dari satu pelajaran pendek." in page
    assert "Belum ada kelompok yang berjalan." in page
    assert "Tidak ada kabar baru." in page


def test_a_trainer_of_an_agency_without_a_folder_is_told_so(client):
    person = factories.person()
    factories.membership(person, factories.agency(), Role.TRAINER)

    assert "Folder kelas lembaga belum dibuka" in shown(client, person)


def test_what_waits_is_told_apart():
    agency = factories.agency(lessons_need_review=True)
    mine, other = trainer(agency), trainer(agency, name="Wati Ningsih")
    course = factories.published_course(agency, lessons=1, quiz=False)
    returned = draft(course, by=mine, slug="kembali")
    actions.hand_in(page=returned, by=mine)
    send_back(returned, by=other, words="Tambah foto.")
    actions.hand_in(page=draft(course, by=mine, slug="menunggu"), by=mine)
    actions.hand_in(page=draft(course, by=other, slug="ditinjau"), by=other)
    draft(course, by=mine, slug="lama", days=8)
    draft(course, by=mine, slug="baru", days=7)
    draft(course, by=other, slug="lama-orang-lain", days=30)

    todo = home_screen(mine, at=NOW()).todo

    assert titles(todo.returned) == ["Pelajaran kembali"]
    assert todo.returned[0].review.comment == "Tambah foto."
    assert todo.returned[0].review.decider == "Wati Ningsih"
    assert titles(todo.reviews) == ["Pelajaran ditinjau"]
    assert todo.reviews[0].review.sender == "Wati Ningsih"
    assert titles(todo.old_drafts) == ["Pelajaran lama"]
    hers = home_screen(other, at=NOW()).todo
    assert titles(hers.returned) == []
    assert titles(hers.reviews) == ["Pelajaran menunggu"]


def test_a_course_that_waits_for_review_is_named_too():
    agency = factories.agency(lessons_need_review=True)
    mine, other = trainer(agency), trainer(agency, name="Wati")
    course = factories.course_page(agency, lessons=1)
    course.save_revision(user=other)
    actions.hand_in(page=course, by=other)

    assert titles(home_screen(mine, at=NOW()).todo.reviews) == ["Kelas jualan"]


def test_each_course_counts_its_lessons_by_state(client):
    agency = factories.agency()
    mine = trainer(agency)
    course = factories.published_course(agency, lessons=3, quiz=False)
    LessonPage.objects.live().first().save_revision(user=mine)
    draft(course, by=mine, slug="konsep")

    (pages,) = home_screen(mine, at=NOW()).agencies
    (row,) = pages.courses

    assert (row.live_count, row.draft_count, row.waiting_count, row.returned_count) == (3, 2, 0, 0)
    page = shown(client, mine)
    for lesson in row.lessons:
        assert lesson.edit_url in page
        assert client.get(lesson.edit_url).status_code == 200
        assert client.get(lesson.preview_url).status_code == 200


def test_a_learner_who_needs_help_is_named_with_the_reason(client):
    agency = factories.agency()
    mine = trainer(agency)
    course = factories.published_course(agency, lessons=1)
    at = NOW() - timedelta(days=9)
    cohort = Cohort.objects.create(agency=agency, name="Angkatan", starts_on=at.date())
    learning.take_course(cohort=cohort, course=course, at=at)
    learning.join_cohort(cohort=cohort, person=factories.person("Sari Wulandari"), at=at)

    page = shown(client, mine)

    assert "Sari Wulandari" in page
    assert "Belum pernah belajar." in page
    assert "9 hari tidak belajar" in page


def test_a_cohort_that_has_ended_is_not_there(client):
    agency = factories.agency()
    mine = trainer(agency)
    day = timezone.localdate() - timedelta(days=1)
    Cohort.objects.create(agency=agency, name="Angkatan lama", starts_on=day, ends_on=day)

    assert "Angkatan lama" not in shown(client, mine)


def test_a_trainer_of_two_agencies_sees_both_by_name_and_no_third(client):
    one, two, third = (factories.agency() for _ in range(3))
    mine = trainer(one, two)
    for number, agency in enumerate((one, two, third)):
        factories.published_course(agency, slug=f"kelas-{number}", lessons=1, quiz=False)

    page = shown(client, mine)

    for number, agency in enumerate((one, two)):
        assert f"Kelas {agency.name}" in page
        assert f"Kelas kelas-{number}" in page
    assert third.name not in page
    assert "Kelas kelas-2" not in page


def test_an_agency_s_review_is_not_another_s():
    ours, theirs = (factories.agency(lessons_need_review=True) for _ in range(2))
    mine, stranger = trainer(ours), trainer(theirs, name="Orang Lain")
    course = factories.published_course(theirs, lessons=1, quiz=False)
    actions.hand_in(page=draft(course, by=stranger, slug="rahasia"), by=stranger)

    screen = home_screen(mine, at=NOW())

    assert screen.todo.is_empty
    assert "rahasia" not in str(screen)


def test_who_lost_her_role_has_no_home(client):
    agency = factories.agency()
    mine = trainer(agency)
    mine.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    client.force_login(mine)

    assert client.get(reverse("office:home")).status_code == 403


def test_what_a_colleague_writes_is_shown_as_text(client):
    agency = factories.agency(lessons_need_review=True)
    mine, other = trainer(agency), trainer(agency, name="Wati <b>x</b>")
    course = factories.published_course(agency, lessons=1, quiz=False)
    page = draft(course, by=mine, slug="kembali")
    actions.hand_in(page=page, by=mine)
    send_back(page, by=other, words='<script>alert(1)</script><img src=x onerror="alert(1)">')

    for url in ("office:home", "office:inbox"):
        client.force_login(mine)
        html = client.get(reverse(url)).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "Wati <b>" not in html


def test_a_home_costs_the_same_for_little_and_for_much(client):
    counts = []
    for size in (1, 6):
        agency = factories.agency(lessons_need_review=True)
        mine, other = trainer(agency), trainer(agency, name="Wati")
        at = NOW() - timedelta(days=9)
        for number in range(size):
            course = factories.published_course(
                agency, slug=f"k-{size}-{number}", lessons=size, quiz=True
            )
            back = draft(course, by=mine, slug=f"kembali-{number}")
            actions.hand_in(page=back, by=mine)
            send_back(back, by=other, words="Lagi.")
            actions.hand_in(page=draft(course, by=other, slug=f"lain-{number}"), by=other)
            draft(course, by=mine, slug=f"lama-{number}", days=20)
            cohort = Cohort.objects.create(
                agency=agency, name=f"Angkatan {number}", starts_on=at.date()
            )
            learning.take_course(cohort=cohort, course=course, at=at)
            for _ in range(size):
                learning.join_cohort(cohort=cohort, person=factories.person(), at=at)
        client.force_login(mine)
        client.get(reverse("office:home"))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("office:home")).status_code == 200
        counts.append(len(found))

    assert counts[0] == counts[1]
    assert counts[0] <= 22
