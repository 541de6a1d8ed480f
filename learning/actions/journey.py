"""Writes of the journey: joining, finishing lessons, handing in, and what follows from it."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

import certificates.actions as certificates
import quizzes.actions as quizzes
from common.errors import DomainError
from courses.models import Course, Lesson
from courses.queries import Outline, outline
from learning.models import CohortCourse, Enrolment, LessonCompletion
from learning.queries.course import award_key
from learning.queries.journey import tries_at
from learning.rules import final_score, is_course_complete
from people.models import Cohort, User
from quizzes.models import Attempt, QuizVersion
from quizzes.queries import Slot
from quizzes.rules import Verdict
from skills.actions import add_evidence
from skills.models import Evidence
from skills.queries import skill_progress


class NotOpen(DomainError):
    """The course or lesson cannot be entered."""


@transaction.atomic
def take_course(*, cohort: Cohort, course: Course, at: datetime) -> CohortCourse:
    """Let a cohort take a course, with everybody in it; twice is once."""
    taken, _is_new = CohortCourse.objects.get_or_create(cohort=cohort, course=course)
    for person in cohort.members.all():
        _enrol_with(cohort, person, course, at=at)
    return taken


@transaction.atomic
def join_cohort(*, cohort: Cohort, person: User, at: datetime) -> None:
    """Let a person join a cohort, and with it every course that it takes; twice is once.

    Who is on a course with an older cohort moves to the newer one and keeps her progress.
    """
    cohort.members.add(person)
    for taken in cohort.cohort_courses.select_related("course"):
        _enrol_with(cohort, person, taken.course, at=at)


def _enrol_with(cohort: Cohort, person: User, course: Course, *, at: datetime) -> None:
    """Enrol with the cohort; who is on the course keeps her progress, and the newer cohort wins."""
    enrolment, is_new = Enrolment.objects.get_or_create(
        person=person, course=course, defaults={"at": at, "cohort": cohort}
    )
    if is_new:
        return
    is_older = Q(cohort=None) | Q(cohort__starts_on__lt=cohort.starts_on)
    Enrolment.objects.filter(is_older, pk=enrolment.pk).update(cohort=cohort)


@transaction.atomic
def enrol(*, person: User, course: Course, at: datetime) -> Enrolment:
    """Let a person join an open course, with her cohort if that takes it; twice is once.

    Raises NotOpen for a course that is closed.
    """
    if course.edition_id is None:
        raise NotOpen(_("Kelas ini belum terbuka."))
    taking = CohortCourse.objects.filter(course=course, cohort__members=person)
    cohort_course = taking.select_related("cohort").order_by("-cohort__starts_on").first()
    enrolment, _is_new = Enrolment.objects.get_or_create(
        person=person,
        course=course,
        defaults={"at": at, "cohort": cohort_course.cohort if cohort_course else None},
    )
    return enrolment


@transaction.atomic
def complete_lesson(*, enrolment_id: int, lesson_id: int, at: datetime) -> None:
    """Record that a lesson is finished; the last one makes the person eligible for an award.

    Safe to repeat. Raises NotOpen for a lesson outside the course, or in a closed one.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "course__agency", "person"
    )
    enrolment = locked.get(pk=enrolment_id)
    if enrolment.course.edition_id is None:
        raise NotOpen(_("Kelas ini belum terbuka."))
    shown = outline(enrolment.course.edition_id)
    lesson = next((lesson for lesson in shown.lessons if lesson.id == lesson_id), None)
    if lesson is None:
        raise NotOpen(_("Pelajaran ini tidak ada di kelas ini."))
    LessonCompletion.objects.get_or_create(
        enrolment=enrolment,
        lesson_id=lesson.id,
        defaults={"version_id": lesson.version, "seen_news": lesson.news_number, "at": at},
    )
    add_evidence(
        person=enrolment.person,
        skill_codes=[lesson.skill],
        source=Evidence.Source.LESSON,
        source_key=str(lesson.id),
        at=at,
    )
    done = frozenset(enrolment.completions.values_list("lesson_id", flat=True))
    if is_course_complete([lesson.id for lesson in shown.lessons], done=done):
        _complete_course(enrolment, shown, at=at)


@transaction.atomic
def start_quiz(*, person: User, quiz_version_id: int, at: datetime) -> Attempt:
    """Return the person's open attempt at the quiz of a lesson, begun now if there is none."""
    version = QuizVersion.objects.get(pk=quiz_version_id)
    return quizzes.start(version=version, person=person, at=at)


@transaction.atomic
def submit_quiz(*, attempt: Attempt, at: datetime) -> Attempt:
    """Hand a quiz in: grade it, keep right answers as evidence, finish the lesson if passed.

    Safe to repeat. Raises quizzes.actions.AnswerRefused while a question is open.
    """
    outcome = quizzes.submit(attempt=attempt, at=at)
    if not outcome.is_new:
        return outcome.attempt
    for slot in outcome.slots:
        _keep_evidence(outcome.attempt.person, slot, at=at)
    if outcome.attempt.passed:
        _finish_lesson_of(outcome.attempt, at=at)
    return outcome.attempt


def _keep_evidence(person: User, slot: Slot, *, at: datetime) -> None:
    if slot.verdict is not Verdict.RIGHT:
        return
    add_evidence(
        person=person,
        skill_codes=[slot.question.content["skill"]],
        source=Evidence.Source.ANSWER,
        source_key=slot.question.key,
        at=at,
    )


def complete_courses(*, at: datetime) -> int:
    """Complete what people have earned without a moment at which it could be written down.

    A lesson may leave a course after others were finished; a quiz may be passed while its lesson
    is closed. Returns how many people moved on. Three queries while nobody does; each person is
    a transaction of her own.
    """
    waiting = Enrolment.objects.filter(completed_at=None, course__edition__isnull=False)
    done: dict[int, set[int]] = defaultdict(set)
    for key, lesson in LessonCompletion.objects.filter(enrolment__in=waiting).values_list(
        "enrolment_id", "lesson_id"
    ):
        done[key].add(lesson)
    passed = set(
        Attempt.objects.filter(passed=True, person__enrolments__in=waiting).values_list(
            "person_id", "quiz_id"
        )
    )
    moved = 0
    for enrolment in waiting.select_related("course__agency", "person"):
        shown = outline(enrolment.course.edition_id or 0)
        missed = [
            lesson.id
            for lesson in shown.lessons
            if lesson.id not in done[enrolment.pk] and (enrolment.person_id, lesson.quiz) in passed
        ]
        lessons = [lesson.id for lesson in shown.lessons]
        if missed or is_course_complete(lessons, done=done[enrolment.pk]):
            _catch_up(enrolment, missed, shown=shown, at=at)
            moved += 1
    return moved


@transaction.atomic
def _catch_up(enrolment: Enrolment, missed: list[int], *, shown: Outline, at: datetime) -> None:
    """Finish the missed lessons; without any, the course itself is what was missed."""
    for lesson_id in missed:
        complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson_id, at=at)
    if not missed:
        _complete_course(enrolment, shown, at=at)


def _finish_lesson_of(attempt: Attempt, *, at: datetime) -> None:
    lesson = Lesson.objects.filter(versions__quiz__quiz=attempt.quiz_id).first()
    if lesson is None:
        return
    enrolment = (
        Enrolment.objects.filter(person_id=attempt.person_id, course_id=lesson.course_id)
        .select_related("course")
        .first()
    )
    if enrolment is None:
        return
    still_taught = (
        outline(enrolment.course.edition_id).place_of if enrolment.course.edition_id else {}
    )
    if lesson.slug in still_taught:
        complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.pk, at=at)


def _complete_course(enrolment: Enrolment, shown: Outline, *, at: datetime) -> None:
    """Make the person eligible for the certificate of a finished course, once."""
    if not Enrolment.objects.filter(pk=enrolment.pk, completed_at=None).update(completed_at=at):
        return
    certificates.make_eligible(
        person=enrolment.person,
        agency=enrolment.course.agency,
        key=award_key(enrolment.course_id, enrolment.person_id),
        title_id=shown.title,
        title_en=outline(enrolment.course.edition_id or 0, "en").title,
        facts=_facts(enrolment.person, shown, at=at),
        at=at,
    )


def _facts(person: User, shown: Outline, *, at: datetime) -> certificates.AwardFacts:
    taught = shown.skills
    best: dict[int, float] = {}
    for attempt in tries_at(person, [lesson.quiz for lesson in shown.lessons if lesson.quiz]):
        if not attempt.is_open:
            best[attempt.quiz] = max(best.get(attempt.quiz, 0.0), attempt.grade)
    return certificates.AwardFacts(
        course_title=shown.title,
        skills=tuple(
            certificates.AwardSkill(
                code=skill.code, title_id=skill.title_id, title_en=skill.title_en
            )
            for skill in skill_progress(person)
            if skill.code in taught and skill.shown.is_shown
        ),
        score=final_score(best.values()),
        finished_on=localtime(at).date().isoformat(),
    )
