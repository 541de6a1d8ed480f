"""Joining, finishing, handing in, and the award that follows, each with its refusals."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Award
from courses.models import Course, LessonPage
from courses.queries import outline
from learning import actions
from learning.models import CohortCourse, Enrolment, LessonCompletion
from learning.queries.course import award_key
from people.models import Cohort
from quizzes.actions import AnswerRefused
from skills.models import Evidence
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    factories.framework()
    return factories.published_course(lessons=2)


@pytest.fixture
def enrolment(course):
    return actions.enrol(person=factories.person(), course=course, at=NOW)


def lessons(course):
    return outline(course.edition_id).lessons


def test_enrolling_twice_is_once(course):
    person = factories.person()

    first = actions.enrol(person=person, course=course, at=NOW)
    again = actions.enrol(person=person, course=course, at=NOW + timedelta(days=1))

    assert again == first
    assert again.at == NOW


def test_a_closed_course_is_not_joined(course):
    Course.objects.update(edition=None)
    course.refresh_from_db()

    with pytest.raises(actions.NotOpen):
        actions.enrol(person=factories.person(), course=course, at=NOW)

    assert not Enrolment.objects.exists()


def test_a_learner_joins_with_the_latest_cohort_that_takes_the_course(course):
    person = factories.person()
    days = {"lama": date(2026, 1, 1), "baru": date(2026, 6, 1), "lain": date(2026, 9, 1)}
    for name, day in days.items():
        cohort = Cohort.objects.create(agency=course.agency, name=name, starts_on=day)
        cohort.members.add(person)
        if name != "lain":
            CohortCourse.objects.create(cohort=cohort, course=course)

    assert actions.enrol(person=person, course=course, at=NOW).cohort.name == "baru"


def test_a_learner_without_a_cohort_joins_alone(enrolment):
    assert enrolment.cohort is None


def test_finishing_a_lesson_twice_is_once(course, enrolment):
    first = lessons(course)[0]

    for day in range(2):
        at = NOW + timedelta(days=day)
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=first.id, at=at)

    completion = LessonCompletion.objects.get()
    assert completion.at == NOW
    assert completion.version_id == first.version
    assert Evidence.objects.filter(source="lesson").count() == 1


def test_a_lesson_of_another_course_is_refused(enrolment):
    other = factories.published_course(slug="lain", lessons=1)

    with pytest.raises(actions.NotOpen):
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lessons(other)[0].id, at=NOW)

    assert not LessonCompletion.objects.exists()


def test_a_lesson_of_a_closed_course_is_refused(course, enrolment):
    first = lessons(course)[0]
    Course.objects.update(edition=None)

    with pytest.raises(actions.NotOpen):
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=first.id, at=NOW)


def test_passing_a_quiz_finishes_its_lesson_and_keeps_the_right_answers(course, enrolment):
    first = lessons(course)[0]

    attempt = factories.pass_quiz(enrolment, first.quiz_version, at=NOW)

    assert attempt.passed
    assert LessonCompletion.objects.get().lesson_id == first.id
    assert Evidence.objects.filter(source="answer").count() == 3


def test_failing_a_quiz_finishes_nothing(course, enrolment):
    attempt = factories.pass_quiz(enrolment, lessons(course)[0].quiz_version, at=NOW, wrong=True)

    assert not attempt.passed
    assert not LessonCompletion.objects.exists()
    assert not Evidence.objects.exists()


def test_a_quiz_may_be_tried_again_and_evidence_stays_single(course, enrolment):
    quiz = lessons(course)[0].quiz_version
    factories.pass_quiz(enrolment, quiz, at=NOW, wrong=True)

    for _ in range(2):
        attempt = factories.pass_quiz(enrolment, quiz, at=NOW)

    assert attempt.number == 3
    assert Evidence.objects.filter(source="answer").count() == 3


def test_handing_in_with_an_open_question_is_refused(course, enrolment):
    quiz = lessons(course)[0].quiz_version
    attempt = actions.start_quiz(person=enrolment.person, quiz_version_id=quiz, at=NOW)

    with pytest.raises(AnswerRefused):
        actions.submit_quiz(attempt=attempt, at=NOW)

    assert not LessonCompletion.objects.exists()


def test_handing_in_twice_finishes_once_b63(course, enrolment):
    attempt = factories.pass_quiz(enrolment, lessons(course)[0].quiz_version, at=NOW)

    again = actions.submit_quiz(attempt=attempt, at=NOW + timedelta(days=1))

    assert again.submitted_at == NOW
    assert LessonCompletion.objects.count() == 1


def test_a_quiz_is_passed_in_a_copied_course_too(course):
    """Wagtail copies a page with the ids of its blocks; the two quizzes are still two."""
    course.page.copy(recursive=True, update_attrs={"slug": "salinan", "title": "Salinan"})
    copy = factories.publish(type(course.page).objects.get(slug="salinan"))
    enrolment = actions.enrol(person=factories.person(), course=copy, at=NOW)

    factories.pass_quiz(enrolment, lessons(copy)[0].quiz_version, at=NOW)

    assert LessonCompletion.objects.get().lesson_id == lessons(copy)[0].id


def test_a_quiz_is_passed_in_a_moved_lesson_too(course):
    other = factories.published_course(course.agency, slug="lain", lessons=0)
    moved = LessonPage.objects.get(slug="p1-1")
    moved.move(other.page.get_children().get(), pos="last-child")
    other.refresh_from_db()
    enrolment = actions.enrol(person=factories.person(), course=other, at=NOW)

    factories.pass_quiz(enrolment, lessons(other)[0].quiz_version, at=NOW)

    assert Award.objects.filter(person=enrolment.person).exists()


def test_a_quiz_taken_out_of_its_lesson_meanwhile_is_still_graded_b68(course, enrolment):
    quiz = lessons(course)[0].quiz_version
    attempt = actions.start_quiz(person=enrolment.person, quiz_version_id=quiz, at=NOW)
    LessonPage.objects.get(slug="p1-1").unpublish()

    handed_in = factories.pass_quiz(enrolment, quiz, at=NOW)

    assert handed_in == attempt
    assert handed_in.passed
    assert not LessonCompletion.objects.exists()


def test_finishing_a_course_makes_exactly_one_award(course):
    person = factories.person()

    enrolment = factories.finish_course(person, course, at=NOW)
    for lesson in lessons(course):
        actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.id, at=NOW)
        factories.pass_quiz(enrolment, lesson.quiz_version, at=NOW)

    award = Award.objects.get()
    enrolment.refresh_from_db()
    assert award.key == award_key(course.pk, person.pk)
    assert award.agency == course.agency
    assert enrolment.completed_at == NOW


def test_an_award_tells_what_was_learned(course):
    enrolment = actions.enrol(person=factories.person(), course=course, at=NOW)
    first, second = lessons(course)
    factories.pass_quiz(enrolment, first.quiz_version, at=NOW, wrong=True)
    factories.pass_quiz(enrolment, first.quiz_version, at=NOW)
    factories.pass_quiz(
        enrolment, second.quiz_version, at=datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    )

    facts = Award.objects.get().facts
    assert facts["score"] == 100
    assert [skill["code"] for skill in facts["skills"]] == ["foto"]
    assert facts["finished_on"] == "2026-11-25"


def test_a_course_without_quizzes_has_no_score():
    course = factories.published_course(lessons=1, quiz=False)

    factories.finish_course(factories.person(), course, at=NOW)

    assert Award.objects.get().facts["score"] is None


def test_an_unfinished_course_makes_no_award(course, enrolment):
    factories.pass_quiz(enrolment, lessons(course)[0].quiz_version, at=NOW)

    assert not Award.objects.exists()


def test_a_lesson_added_later_takes_no_award_away(course):
    person = factories.person()
    factories.finish_course(person, course, at=NOW)
    module = LessonPage.objects.get(slug="p1-1").get_parent().specific
    factories.lesson_page(module, slug="tambah", blocks=[]).save_revision().publish()
    course.refresh_from_db()

    enrolment = Enrolment.objects.get()
    actions.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lessons(course)[-1].id, at=NOW)

    assert Award.objects.count() == 1


def test_the_database_refuses_a_second_enrolment(enrolment):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(person=enrolment.person, course=enrolment.course, at=NOW)


def test_a_shorter_outline_completes_who_finished_the_rest(course, enrolment):
    first, last = lessons(course)
    factories.pass_quiz(enrolment, first.quiz_version, at=NOW)
    beginner = actions.enrol(person=factories.person("Tutik"), course=course, at=NOW)
    assert actions.complete_courses(at=NOW) == 0
    LessonPage.objects.get(slug=last.slug).unpublish()

    completed = [actions.complete_courses(at=NOW) for _again in range(2)]

    assert completed == [1, 0]
    assert Award.objects.get().key == award_key(course.pk, enrolment.person_id)
    assert not Award.objects.filter(person=beginner.person).exists()


def test_members_of_a_cohort_are_enrolled_in_what_it_takes(course):
    cohort = Cohort.objects.create(
        agency=course.agency, name="Kelompok 1", starts_on=date(2026, 11, 1)
    )
    early, late = factories.person("Siti"), factories.person("Wiwik")

    actions.join_cohort(cohort=cohort, person=early, at=NOW)
    for _again in range(2):
        actions.take_course(cohort=cohort, course=course, at=NOW)
        actions.join_cohort(cohort=cohort, person=late, at=NOW)

    enrolled = Enrolment.objects.filter(cohort=cohort, course=course)
    assert {enrolment.person for enrolment in enrolled} == {early, late}


def test_who_had_joined_alone_keeps_her_place_and_gets_the_cohort(course, enrolment):
    cohort = Cohort.objects.create(
        agency=course.agency, name="Kelompok 1", starts_on=date(2026, 11, 1)
    )
    actions.take_course(cohort=cohort, course=course, at=NOW)

    actions.join_cohort(cohort=cohort, person=enrolment.person, at=NOW + timedelta(days=1))

    enrolment.refresh_from_db()
    assert (enrolment.cohort, enrolment.at) == (cohort, NOW)


def test_a_quiz_passed_while_its_lesson_was_closed_counts_later(course, enrolment):
    first = lessons(course)[0]
    page = LessonPage.objects.get(slug=first.slug)
    attempt = actions.start_quiz(
        person=enrolment.person, quiz_version_id=first.quiz_version, at=NOW
    )
    page.unpublish()
    factories.pass_quiz(enrolment, first.quiz_version, at=NOW)
    LessonPage.objects.get(pk=page.pk).save_revision().publish()
    attempt.refresh_from_db()
    assert attempt.passed
    assert not LessonCompletion.objects.exists()

    moved = [actions.complete_courses(at=NOW) for _again in range(2)]

    assert moved == [1, 0]
    assert LessonCompletion.objects.get().lesson_id == first.id


def test_the_clock_asks_three_questions_for_any_number_of_people(course, django_assert_num_queries):
    for name in ("Siti", "Wiwik", "Tutik"):
        actions.enrol(person=factories.person(name), course=course, at=NOW)
    outline(course.edition_id)

    with django_assert_num_queries(3):
        assert actions.complete_courses(at=NOW) == 0


def test_a_quiz_just_begun_does_not_lower_the_final_score(course, enrolment):
    first, last = lessons(course)
    factories.pass_quiz(enrolment, first.quiz_version, at=NOW)
    actions.start_quiz(person=enrolment.person, quiz_version_id=first.quiz_version, at=NOW)
    factories.pass_quiz(enrolment, last.quiz_version, at=NOW)

    assert Award.objects.get().facts["score"] == 100
