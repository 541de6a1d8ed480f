"""A learner with English on her phone: what she reads, answers and is awarded."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.models import Award
from courses.models import CoursePage, LessonPage
from courses.queries import outline
from learning import actions
from quizzes.models import Attempt
from quizzes.queries import slots_of
from tests import factories
from tests.courses import translating

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    factories.framework()
    return factories.published_course(factories.agency(), lessons=2)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def translate(page, commit):
    translated = translating.begin(page)
    translating.translate(translated)
    with commit():
        translating.publish(translated)
    return type(page).objects.get(pk=translated.pk)


@pytest.fixture
def translated(course, commit):
    return translate(LessonPage.objects.get(slug="p1-1"), commit)


@pytest.fixture
def learner(course, client):
    person = factories.person()
    actions.enrol(person=person, course=course, at=NOW)
    client.force_login(person)
    return person


def speak(client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language


def lesson(client, slug="p1-1", query=""):
    return client.get(reverse("learning:lesson", args=["jualan", slug]) + query).content.decode()


def test_she_reads_the_lesson_in_english_and_may_read_the_original(client, learner, translated):
    speak(client, "en")

    shown = lesson(client)

    assert '<h1 lang="en">en: Pelajaran p1' in shown
    assert '<div class="body" lang="en">' in shown
    assert "en: Isi 1.1" in shown
    assert "?bahasa=id" in shown
    original = lesson(client, query="?bahasa=id")
    assert '<div class="body" lang="id">' in original
    assert "en: Isi" not in original
    assert "?bahasa=en" in original


def test_a_lesson_without_translation_is_marked_as_indonesian(client, learner, translated):
    speak(client, "en")

    shown = lesson(client, "p1-2")

    assert '<div class="body" lang="id">' in shown
    assert "?bahasa=" not in shown
    assert 'lang="en">en: Pelajaran p1' in shown, "its neighbour in the list is translated"


def test_in_indonesian_nothing_is_translated(client, learner, translated):
    shown = lesson(client)

    assert "en: " not in shown
    assert "?bahasa=en" in shown


@pytest.mark.parametrize("asked", ["de", "", "%27", "id%00"])
def test_a_language_that_is_not_there_is_the_screen_s(client, learner, translated, asked):
    assert '<div class="body" lang="id">' in lesson(client, query=f"?bahasa={asked}")


def test_she_is_told_when_the_original_is_newer(client, learner, translated):
    speak(client, "en")
    assert "The Indonesian version is newer." not in lesson(client)
    original = translated.original
    original.body[0].value = type(original.body[0].value)("<p>Baru.</p>")
    original.save_revision().publish()

    assert "The Indonesian version is newer." in lesson(client)
    assert "newer" not in lesson(client, query="?bahasa=id")


def take(client, *, right):
    """Answer the open attempt through its pages and hand it in; return what was shown."""
    attempt = Attempt.objects.get(submitted_at=None)
    shown = []
    for slot in slots_of(attempt):
        url = reverse("learning:question", args=[attempt.pk, slot.number])
        shown.append(client.get(url).content.decode())
        event = re.search(r'name="event" value="([0-9a-f-]{36})"', shown[-1]).group(1)
        pick = factories.right_values if right else factories.wrong_values
        answer = {"event": event, "answer": pick(slot.question.content)}
        shown.append(client.post(url, answer, follow=True).content.decode())
    done = client.post(reverse("learning:submit_quiz", args=[attempt.pk]), follow=True)
    return [*shown, done.content.decode()]


@pytest.mark.parametrize("right", [True, False])
def test_the_quiz_in_english_is_marked_like_the_original(client, course, translated, right):
    grades = {}
    for language in ("id", "en"):
        person = factories.person()
        actions.enrol(person=person, course=course, at=NOW)
        client.force_login(person)
        speak(client, language)
        client.post(reverse("learning:start_quiz", args=["jualan", "p1-1"]))
        pages = take(client, right=right)
        attempt = Attempt.objects.get(person=person)
        grades[language] = (attempt.grade, attempt.passed, attempt.right)
        says = [page for page in pages if "en: Soal" in page]
        assert len(says) == (len(pages) if language == "en" else 0)

    assert grades["id"] == grades["en"]


def test_true_and_false_are_said_in_the_language_of_the_sentence(client, learner, translated):
    speak(client, "en")
    client.post(reverse("learning:start_quiz", args=["jualan", "p1-1"]))
    attempt = Attempt.objects.get()
    number = next(s.number for s in slots_of(attempt) if s.question.type == "true_false")
    url = reverse("learning:question", args=[attempt.pk, number])

    english = client.get(url).content.decode()
    speak(client, "id")
    indonesian = client.get(url).content.decode()

    assert 'lang="en">Right<' in english
    assert 'lang="en">Wrong<' in english
    assert 'lang="id">Betul<' in indonesian
    assert 'lang="id">Tidak<' in indonesian


def test_an_attempt_begun_before_a_change_keeps_its_questions(client, learner, translated):
    client.post(reverse("learning:start_quiz", args=["jualan", "p1-1"]))
    original = translated.original
    original.body[1].value["questions"][0].value["text"] = "Soal lain?"
    original.save_revision().publish()
    speak(client, "en")
    attempt = Attempt.objects.get()

    pages = [
        client.get(reverse("learning:question", args=[attempt.pk, number])).content.decode()
        for number in (1, 2, 3)
    ]

    assert all("en: Soal" in page for page in pages)
    assert not any("Soal lain?" in page for page in pages)


def test_the_course_and_its_certificate_are_named_in_both_languages(
    client, course, learner, commit
):
    translate(CoursePage.objects.get(), commit)
    course.refresh_from_db()
    factories.finish_course(learner, course, at=NOW)
    speak(client, "en")

    award = Award.objects.get()
    assert (award.title_id, award.title_en) == ("Kelas jualan", "en: Kelas jualan")
    landing = client.get(reverse("learning:course", args=["jualan"])).content.decode()
    assert '<h1 lang="en">en: Kelas jualan</h1>' in landing
    catalogue = client.get(reverse("learning:catalogue")).content.decode()
    assert 'lang="en">en: Kelas jualan</a>' in catalogue


def test_a_translated_page_leads_to_the_lesson_in_its_language(client, learner, translated):
    response = client.get(reverse("wagtail_serve", args=[translated.url_path.strip("/") + "/"]))

    assert response.url == "/belajar/jualan/p1-1/?bahasa=en"


def test_a_translation_without_its_original_leads_nowhere(client, learner, translated):
    address = reverse("wagtail_serve", args=[translated.url_path.strip("/") + "/"])
    LessonPage.objects.get(slug="p1-2").delete()
    translated.original.delete()

    assert client.get(address).status_code == 404


def test_a_translated_lesson_costs_no_more_queries(client, learner, translated, course):
    counts = {}
    for language in ("id", "en"):
        speak(client, language)
        factories.forget_versions()
        with CaptureQueriesContext(connection) as cold:
            lesson(client)
        with CaptureQueriesContext(connection) as warm:
            lesson(client)
        counts[language] = (len(cold), len(warm))

    assert counts["id"] == counts["en"]
    cold_queries, warm_queries = counts["en"]
    assert cold_queries <= 6
    assert warm_queries <= 4


def test_a_translated_question_costs_no_more_queries(client, learner, translated):
    client.post(reverse("learning:start_quiz", args=["jualan", "p1-1"]))
    url = reverse("learning:question", args=[Attempt.objects.get().pk, 1])
    counts = []
    for language in ("id", "en"):
        speak(client, language)
        client.get(url)
        with CaptureQueriesContext(connection) as warm:
            client.get(url)
        counts.append(len(warm))

    assert counts[0] == counts[1]


def test_memory_of_outlines_knows_each_language(course, translated):
    course.refresh_from_db()

    titles = [outline(course.edition_id, code).lessons[0].title for code in ("id", "en", "id")]

    assert titles == ["Pelajaran p1-1", "en: Pelajaran p1-1", "Pelajaran p1-1"]
