"""A lesson changes under its learners: what they finished stays, and what is new is said once."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import jobs
from common.models import Job
from courses.models import CoursePage, LessonPage
from courses.queries import outline
from learning import actions
from learning.models import LessonCompletion
from learning.rules import is_updated
from notifications.models import Message
from notifications.queries import notices, unread_count
from quizzes.queries import slots_of
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    factories.framework()
    return factories.published_course(lessons=2, quiz=False)


def learner(course, *, finished=1):
    person = factories.person()
    enrolment = actions.enrol(person=person, course=course, at=NOW)
    for lesson in lessons(course)[:finished]:
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.id, at=NOW)
    return person


def lessons(course):
    course.refresh_from_db()
    return outline(course.edition_id).lessons


def page_of(slug="p1-1"):
    return LessonPage.objects.get(slug=slug)


def publish(*, text=None, news=None, slug="p1-1"):
    """Publish a lesson again, as its trainer would, and let the worker do what follows."""
    page = page_of(slug)
    if text is not None:
        page.body = json.dumps([factories.text_block(f"<p>{text}</p>")])
    if news is not None:
        page.news = news
    page.save_revision().publish()
    for job in Job.objects.filter(done_at=None):
        jobs.perform(job_id=job.pk)


def opened(client, person, slug="p1-1"):
    client.force_login(person)
    return client.get(reverse("learning:lesson", args=["jualan", slug])).content.decode()


def outline_page(client, person):
    client.force_login(person)
    return client.get(reverse("learning:course", args=["jualan"])).content.decode()


@pytest.mark.parametrize(
    ("news", "seen", "updated"),
    [(0, None, False), (2, None, False), (0, 0, False), (1, 0, True), (1, 1, False), (2, 1, True)],
)
def test_only_a_finished_lesson_is_updated(news, seen, updated):
    assert is_updated(news=news, seen=seen) is updated


def test_a_comma_is_nobodys_news(client, course):
    person = learner(course)

    publish(text="Isi dengan koma, yang betul.")

    page = opened(client, person)
    assert "yang betul" in page
    assert "Diperbarui" not in page + outline_page(client, person)
    assert not Message.objects.exists()


def test_news_are_said_until_the_lesson_is_opened_again(client, course):
    person = learner(course)
    publish(text="Baru.", news="Contoh harga diganti.")

    assert "Diperbarui" in outline_page(client, person)
    assert [notice.title for notice in notices(person)] == ["Diperbarui: Pelajaran p1-1"]
    assert notices(person)[0].text == "Contoh harga diganti."
    first = opened(client, person)
    assert "Contoh harga diganti." in first
    assert "Sudah selesai" in first

    assert "Diperbarui" not in opened(client, person) + outline_page(client, person)
    assert unread_count(person) == 0


def test_what_was_finished_stays_finished(course):
    person = learner(course, finished=2)
    enrolment = person.enrolments.get()
    before = [(done.version_id, done.at) for done in LessonCompletion.objects.order_by("pk")]

    publish(text="Lain sekali.", news="Semua baru.")

    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOW
    assert [(d.version_id, d.at) for d in LessonCompletion.objects.order_by("pk")] == before


def test_news_are_for_those_who_finished_only(client, course):
    done, on_the_way = learner(course), learner(course, finished=0)
    gone = learner(course)
    gone.is_active = False
    gone.save()

    publish(news="Contoh baru.")

    assert set(Message.objects.values_list("person_id", flat=True)) == {done.pk}
    assert "Contoh baru." not in opened(client, on_the_way)
    assert "Diperbarui" not in outline_page(client, on_the_way)


def test_who_finishes_later_is_told_of_later_news_only(client, course):
    publish(news="Contoh baru.")
    person = learner(course)
    assert "Diperbarui" not in outline_page(client, person)

    publish(news="Contoh lain lagi.")

    assert [notice.text for notice in notices(person)] == ["Contoh lain lagi."]
    assert "Contoh lain lagi." in opened(client, person)


def test_the_same_news_are_told_once(course):
    person = learner(course)
    publish(news="Contoh baru.")
    publish(text="Sesudahnya.")
    publish(text="Lagi.", news="Contoh baru. ")

    actions.tell_news(lesson_id=lessons(course)[0].id, number=1, at=NOW)

    assert Message.objects.filter(person=person).count() == 1


def test_news_that_are_overtaken_or_no_longer_taught_tell_nobody(course):
    learner(course)
    key = lessons(course)[0].id
    publish(news="Satu.")
    publish(news="Dua.")
    Message.objects.all().delete()

    assert actions.tell_news(lesson_id=key, number=1, at=NOW) == 0
    page_of().unpublish()
    assert actions.tell_news(lesson_id=key, number=2, at=NOW) == 0
    CoursePage.objects.get().unpublish()
    assert actions.tell_news(lesson_id=key, number=2, at=NOW) == 0
    assert not Message.objects.exists()


def test_nobody_marks_the_news_of_others_as_seen(course):
    mine, yours = learner(course), learner(course)
    publish(news="Contoh baru.")

    actions.see_news(
        person=mine,
        enrolment_id=yours.enrolments.get().pk,
        lesson_id=lessons(course)[0].id,
        number=1,
        at=NOW,
    )

    assert set(LessonCompletion.objects.values_list("seen_news", flat=True)) == {0}
    assert unread_count(yours) == 1


def test_a_lesson_that_is_read_again_costs_what_it_cost(client, course):
    person = learner(course)
    publish(news="Contoh baru.")
    opened(client, person)
    url = reverse("learning:lesson", args=["jualan", "p1-1"])

    with CaptureQueriesContext(connection) as warm:
        client.get(url)

    assert len(warm) <= 4


def test_a_quiz_under_way_keeps_its_paper_when_the_lesson_changes(client):
    factories.framework()
    course = factories.published_course(lessons=1)
    person = factories.person()
    enrolment = actions.enrol(person=person, course=course, at=NOW)
    lesson = lessons(course)[0]
    attempt = actions.start_quiz(person=person, quiz_version_id=lesson.quiz_version, at=NOW)
    asked = [slot.question.content["text"] for slot in slots_of(attempt)]
    client.force_login(person)

    page = page_of()
    page.body = json.dumps([factories.text_block(), factories.quiz_block("true_false")])
    page.news = "Kuisnya lebih pendek."
    page.save_revision().publish()

    assert lessons(course)[0].quiz_version != lesson.quiz_version
    for slot in slots_of(attempt):
        url = reverse("learning:question", args=[attempt.pk, slot.number])
        assert slot.question.content["text"] in client.get(url).content.decode()
        values = factories.right_values(slot.question.content)
        answer = {"answer": values, "event": f"00000000-0000-4000-8000-00000000000{slot.number}"}
        assert client.post(url, answer).status_code == 302
    done = client.post(reverse("learning:submit_quiz", args=[attempt.pk]), follow=True)

    assert done.status_code == 200
    attempt.refresh_from_db()
    assert attempt.passed
    assert [slot.question.content["text"] for slot in slots_of(attempt)] == asked
    assert enrolment.completions.get().version.quiz_id is not None
