"""What every learner screen starts from: one enrolment with its outline and what is finished."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from courses.queries import Outline, OutlineLesson, outline
from learning.models import Enrolment, LessonCompletion
from learning.permissions import own_enrolments
from learning.rules import (
    is_course_complete,
    module_states,
    next_part,
    states_of,
    whatsapp_url,
)
from people.models import Cohort, User
from quizzes.models import Attempt
from quizzes.permissions import attempts_visible_to


@dataclass(frozen=True)
class Journey:
    """One person on one course."""

    enrolment: Enrolment
    outline: Outline
    done: frozenset[int]

    @property
    def lesson_ids(self) -> list[int]:
        return [lesson.id for lesson in self.outline.lessons]

    @property
    def is_complete(self) -> bool:
        return is_course_complete(self.lesson_ids, done=self.done)

    @property
    def next_lesson(self) -> OutlineLesson | None:
        """The first unfinished lesson."""
        key = next_part(self.lesson_ids, done=self.done)
        return next((lesson for lesson in self.outline.lessons if lesson.id == key), None)

    @property
    def tiers(self) -> list[str]:
        """One tier a module; in a course of one module, one a lesson."""
        current = self.next_lesson
        now = current.id if current else None
        if len(self.outline.modules) == 1:
            return states_of(self.lesson_ids, done=self.done, now=now)
        modules = [[lesson.id for lesson in module.lessons] for module in self.outline.modules]
        return module_states(modules, done=self.done, now=now)

    @property
    def slug(self) -> str:
        return self.enrolment.course.slug

    @property
    def course_url(self) -> str:
        return reverse("learning:course", args=[self.slug])

    def lesson_url(self, lesson: OutlineLesson) -> str:
        """Return where a lesson of this course is studied."""
        return reverse("learning:lesson", args=[self.slug, lesson.slug])

    def module_lessons(self, lesson: OutlineLesson) -> tuple[OutlineLesson, ...]:
        """Return the lessons of the module to which a lesson belongs."""
        return self.outline.modules[self.outline.module_of[lesson.id]].lessons

    def after(self, lesson: OutlineLesson) -> OutlineLesson | None:
        """Return the lesson that follows in the course."""
        place = self.outline.place_of[lesson.slug] + 1
        return self.outline.lessons[place] if place < len(self.outline.lessons) else None

    def before(self, lesson: OutlineLesson) -> OutlineLesson | None:
        """Return the lesson that comes before in the course."""
        place = self.outline.place_of[lesson.slug] - 1
        return self.outline.lessons[place] if place >= 0 else None


def journeys_of(person: User) -> list[Journey]:
    """Return the person's open courses, the latest touched first. Two queries."""
    followed = own_enrolments(person).select_related("course__agency", "cohort")
    enrolments = [enrolment for enrolment in followed if enrolment.course.edition_id]
    done: dict[int, set[int]] = {enrolment.pk: set() for enrolment in enrolments}
    touched = {enrolment.pk: enrolment.at for enrolment in enrolments}
    for key, lesson_id, at in LessonCompletion.objects.filter(enrolment__person=person).values_list(
        "enrolment_id", "lesson_id", "at"
    ):
        if key in done:
            done[key].add(lesson_id)
            touched[key] = max(touched[key], at)
    enrolments.sort(key=lambda enrolment: touched[enrolment.pk], reverse=True)
    return [
        Journey(enrolment, outline(enrolment.course.edition_id or 0), frozenset(done[enrolment.pk]))
        for enrolment in enrolments
    ]


def journey(person: User, course: str) -> Journey | None:
    """Return the person's journey on an open course, None if she is not in it. Two queries."""
    found = own_enrolments(person).select_related("course", "cohort").filter(course__slug=course)
    enrolment = found.first()
    if enrolment is None or enrolment.course.edition_id is None:
        return None
    done = enrolment.completions.values_list("lesson_id", flat=True)
    return Journey(enrolment, outline(enrolment.course.edition_id), frozenset(done))


def tries_at(person: User, quizzes: Sequence[int]) -> list[Attempt]:
    """Return a person's attempts at quizzes, by id, the oldest first. One query."""
    return list(attempts_visible_to(person).filter(quiz__in=quizzes).order_by("quiz_id", "number"))


def greeted_name(person: User) -> str:
    """Return how a screen speaks to a person; empty until she has said how."""
    return person.called if person.call_form or person.short_name else ""


def ask_url_of(cohort: Cohort | None, person: User) -> str:
    """Return the WhatsApp address of the cohort's helper, empty without one."""
    if cohort is None or not (cohort.helper_name or cohort.helper_phone):
        return ""
    # The helper reads it, whatever language the learner's screen is in.
    text = f"Halo, saya {person.get_full_name()} dari {cohort.name}. Saya mau tanya: "
    return whatsapp_url(cohort.helper_phone, text=text)


def ask_url(person: User) -> str:
    """Return the address of the helper of the person's latest cohort. One query."""
    latest = (
        own_enrolments(person).exclude(cohort=None).select_related("cohort").order_by("-at").first()
    )
    return ask_url_of(latest.cohort if latest else None, person)
