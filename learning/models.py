"""Who takes which course, and what she has finished."""

from django.conf import settings
from django.db import models

from courses.models import Course, Lesson, LessonVersion
from people.models import Cohort


class CohortCourse(models.Model):
    """One row: a cohort takes a course."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="cohort_courses")
    course = models.ForeignKey(Course, models.PROTECT, related_name="cohort_courses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "course"], name="one_course_a_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.course_id}"


class Enrolment(models.Model):
    """One row: a person takes a course, perhaps with a cohort."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(
        Cohort, models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course"], name="one_enrolment_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.course_id}"


class LessonCompletion(models.Model):
    """One row: a person has finished a lesson, in the version that she saw.

    seen_news: the number of the last news of the lesson that she has opened since.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="completions")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="completions")
    version = models.ForeignKey(LessonVersion, models.PROTECT, related_name="+")
    seen_news = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="one_completion_a_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_id}"
