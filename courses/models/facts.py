"""What publishing makes of pages: identities that stay, versions that never change."""

from django.db import models

from people.models import Agency
from quizzes.models import QuizVersion


class Course(models.Model):
    """One row: a course that has been published once. Enrolments and awards point here.

    edition: the outline that learners follow now; without one the course is closed.
    """

    slug = models.SlugField(max_length=255, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="courses")
    page = models.OneToOneField(
        "CoursePage", models.SET_NULL, null=True, blank=True, related_name="course"
    )
    edition = models.ForeignKey("Edition", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.slug


class Lesson(models.Model):
    """One row: a lesson that has been published once. Completions point here."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    slug = models.SlugField(max_length=255)
    page = models.OneToOneField(
        "LessonPage", models.SET_NULL, null=True, blank=True, related_name="lesson"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="one_lesson_slug_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.slug}"


class LessonVersion(models.Model):
    """One row: a lesson as published once: the same bytes for everybody, never changed."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    html = models.TextField()
    skill = models.SlugField(blank=True)
    quiz = models.ForeignKey(QuizVersion, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="one_lesson_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} v{self.number}"


class LessonTranslation(models.Model):
    """One row: a lesson in another language as published once, never changed.

    of_version: what was translated. questions: {question version id: its content in this
    language}, with the ids and fractions of the original, which alone is marked.
    """

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    of_version = models.ForeignKey(LessonVersion, models.PROTECT, related_name="translations")
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=255, blank=True)
    html = models.TextField()
    questions = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "language", "number"], name="one_lesson_translation_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.language} v{self.number}"


class Edition(models.Model):
    """One row: the outline of a course from one moment on, never changed.

    outline: {"title", "summary", "modules": [{"slug", "title", "lessons": [{"id", "version",
    "quiz", "quiz_version", "questions", "slug", "title", "summary", "minutes", "skill", "news",
    "news_number"}]}]}.
    Each of the three may have "translations": {language: its words}; a lesson's are
    {"id" of a LessonTranslation, "title", "summary", "is_behind"}.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    outline = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_edition_number")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} e{self.number}"


class LessonNews(models.Model):
    """One row: a trainer told the learners of a lesson what is new in it.

    number: 1, 2, … within the lesson; a completion remembers the last one that was seen.
    """

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="news")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="one_lesson_news_number")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} n{self.number}"
