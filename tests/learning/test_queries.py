"""Screens cost the same for one row and for many."""

import uuid
from datetime import UTC, date, datetime
from statistics import median
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

import quizzes.actions as quizzes
from certificates.actions import AwardFacts, make_eligible
from courses.models import LessonPage
from learning import actions, views
from learning.models import CohortCourse
from learning.queries.lesson import lesson_screen
from people.models import Cohort
from people.rules import Role
from quizzes.rules import AttemptPolicy
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FACTS = AwardFacts(course_title="Kelas", skills=(), score=80, finished_on="2026-11-24")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework():
    return factories.framework("foto", *(f"s{n}" for n in range(12)))


def quiz():
    kinds = ("single_choice", "true_false")
    return quizzes.freeze_quiz(
        key=uuid.uuid4(),
        title="Kuis",
        questions=[
            quizzes.DraftQuestion(uuid.uuid4(), kind, factories.content(kind)) for kind in kinds
        ],
        policy=AttemptPolicy(),
        at=NOW,
    )


def queries_of(client, url):
    """Return how many queries a page costs when everything immutable is known."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(url)
    return len(found)


def learner_on(courses):
    person = factories.person()
    for course in courses:
        enrolment = actions.enrol(person=person, course=course, at=NOW)
        first = course.lessons.order_by("pk")[0]
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=first.pk, at=NOW)
    return person


def test_screens_of_a_learner_with_one_course_and_with_many(client):
    agency = factories.agency()
    courses = [
        factories.bare_course(agency, slug=f"k{n}", modules=3, quiz=quiz()) for n in range(6)
    ]
    learners = {1: learner_on(courses[:1]), 6: learner_on(courses)}
    names = ["learning:home", "learning:catalogue", "learning:skills", "learning:me"]

    counts = {}
    for number, person in learners.items():
        client.force_login(person)
        counts[number] = {name: queries_of(client, reverse(name)) for name in names}

    assert counts[1] == counts[6]
    assert max(counts[6].values()) <= 20


def test_pages_of_a_course_with_one_module_and_with_fifty(client):
    agency, counts = factories.agency(), {}
    for modules in (1, 50):
        course = factories.bare_course(agency, slug=f"k{modules}", modules=modules, quiz=quiz())
        person = factories.person()
        actions.enrol(person=person, course=course, at=NOW)
        client.force_login(person)
        counts[modules] = (
            queries_of(client, reverse("learning:course", args=[course.slug])),
            queries_of(client, reverse("learning:lesson", args=[course.slug, "p0"])),
        )

    assert counts[1] == counts[50]


@pytest.mark.parametrize("modules", [1, 50])
def test_a_lesson_costs_few_queries_even_cold(modules):
    course = factories.bare_course(factories.agency(), slug="k", modules=modules, quiz=quiz())
    person = factories.person()
    enrolment = actions.enrol(person=person, course=course, at=NOW)
    lesson = course.edition.outline["modules"][0]["lessons"][0]
    actions.start_quiz(person=enrolment.person, quiz_version_id=lesson["quiz_version"], at=NOW)
    factories.forget_versions()

    with CaptureQueriesContext(connection) as cold:
        assert lesson_screen(person, "k", "p0")
    with CaptureQueriesContext(connection) as warm:
        assert lesson_screen(person, "k", "p0")

    # The page adds two, for the session and the person: four in all, and twice one more when a
    # process meets the edition and the lesson for the first time. An open quiz adds nothing.
    assert len(cold) <= 4
    assert len(warm) <= 2


@pytest.mark.parametrize("modules", [1, 50])
def test_a_whole_page_of_a_lesson_costs_six_queries_at_most(client, modules):
    course = factories.bare_course(factories.agency(), slug="k", modules=modules, quiz=quiz())
    person = factories.person()
    enrolment = actions.enrol(person=person, course=course, at=NOW)
    for lesson in course.lessons.all():
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.pk, at=NOW)
    client.force_login(person)
    page = reverse("learning:lesson", args=["k", "p0"])
    factories.forget_versions()

    with CaptureQueriesContext(connection) as cold:
        assert client.get(page).status_code == 200
    with CaptureQueriesContext(connection) as warm:
        assert client.get(page).status_code == 200

    assert len(cold) <= 6
    assert len(warm) <= 4


def test_a_lesson_costs_less_than_the_same_page_served_by_wagtail(client, monkeypatch):
    course = factories.published_course(factories.agency())
    person = factories.person()
    actions.enrol(person=person, course=course, at=NOW)
    client.force_login(person)
    page = LessonPage.objects.descendant_of(course.page).first()
    monkeypatch.setattr(LessonPage, "serve", Page.serve)
    ours = reverse("learning:lesson", args=[course.slug, page.slug])
    plain = reverse("wagtail_serve", args=[page.url_path.strip("/") + "/"])
    spent = {ours: [], plain: []}

    for _ in range(40):
        for address, times in spent.items():
            begun = process_time()
            assert client.get(address).status_code == 200
            times.append(process_time() - begun)

    # 5 ms beside 13 ms is the goal. This page has no picture: with two, Wagtail's costs more still.
    assert median(spent[ours]) <= 5 / 13 * median(spent[plain])


def test_a_lesson_of_a_long_course_costs_hardly_more_work(rf):
    agency, requests = factories.agency(), {}
    for modules in (1, 50):
        course = factories.bare_course(agency, slug=f"k{modules}", modules=modules, quiz=quiz())
        request = rf.get("/")
        request.user = factories.person()
        enrolment = actions.enrol(person=request.user, course=course, at=NOW)
        for lesson in course.lessons.all():
            actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.pk, at=NOW)
        requests[modules] = request
    spent = {1: [], 50: []}

    for _ in range(40):
        for modules, request in requests.items():
            begun = process_time()
            assert views.lesson(request, course=f"k{modules}", lesson="p0").status_code == 200
            spent[modules].append(process_time() - begun)

    assert median(spent[50]) <= 1.5 * median(spent[1])


def test_certificates_of_a_learner_with_one_and_with_many(client):
    agency, counts = factories.agency(), {}
    official, head = factories.person(), factories.person()
    factories.membership(official, agency, Role.OFFICIAL)
    factories.membership(head, agency, Role.HEAD)
    for number in (1, 5):
        person = factories.person()
        awards = [
            make_eligible(
                person=person,
                agency=agency,
                key=f"course:{n}:person:{person.pk}",
                title_id="Kelas",
                title_en="Course",
                facts=FACTS,
                at=NOW,
            )
            for n in range(number)
        ]
        factories.issue(awards, official=official, head=head, at=NOW)
        client.force_login(person)
        counts[number] = (
            queries_of(client, reverse("learning:certificates")),
            queries_of(client, reverse("learning:home")),
        )

    assert counts[1] == counts[5]


def test_cohorts_of_one_learner_and_of_many(client):
    agency, trainer, counts = factories.agency(), factories.person(), {}
    factories.membership(trainer, agency, Role.TRAINER)
    client.force_login(trainer)
    course = factories.bare_course(agency, slug="k", modules=4, quiz=quiz())
    for number in (1, 8):
        cohort = Cohort.objects.create(
            agency=agency, name=f"Angkatan {number}", starts_on=date(2026, 1, 1)
        )
        CohortCourse.objects.create(cohort=cohort, course=course)
        for _ in range(number):
            person = factories.person()
            cohort.members.add(person)
            enrolment = actions.enrol(person=person, course=course, at=NOW)
            actions.complete_lesson(
                enrolment_id=enrolment.pk, lesson_id=course.lessons.first().pk, at=NOW
            )
            lesson = course.edition.outline["modules"][1]["lessons"][0]
            factories.pass_quiz(enrolment, lesson["quiz_version"], at=NOW, wrong=True)
        counts[number] = queries_of(client, reverse("office:cohort", args=[cohort.pk]))

    assert counts[1] == counts[8]
    assert queries_of(client, reverse("office:cohorts")) <= 20
