"""Questions and quizzes in immutable versions; attempts and their append-only answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from quizzes.rules import AttemptPolicy


class Question(models.Model):
    """One row: one question of the bank, whatever its wording; a pointer without content."""

    key = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return str(self.key)


class QuestionVersion(models.Model):
    """One row: one wording of a question, never changed."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=30)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="one_question_version_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"


class Quiz(models.Model):
    """One row: one quiz, whatever its questions; a pointer without content."""

    key = models.UUIDField(unique=True)

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return str(self.key)


class QuizVersion(models.Model):
    """One row: a quiz as published once: its questions in order and its policy; never changed.

    slots: [question version id, …].
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    slots = models.JSONField()
    policy = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="one_quiz_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} v{self.number}"

    @property
    def attempt_policy(self) -> AttemptPolicy:
        return AttemptPolicy.from_json(self.policy)


class Attempt(models.Model):
    """One row: one sitting of one person. Its paper is frozen at the start.

    paper: [{"version": question version id, "plan": {…}}, …], one entry a slot, from slot 1.
    asked: how many questions; right, grade (0..1): set when it is handed in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    paper = models.JSONField()
    asked = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    grade = models.DecimalField(max_digits=12, decimal_places=7, null=True)
    passed = models.BooleanField(null=True)
    right = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "person", "number"], name="one_attempt_number"),
            models.UniqueConstraint(
                fields=["quiz", "person"],
                condition=Q(submitted_at=None),
                name="one_open_attempt",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, grade=None, passed=None)
                | Q(submitted_at__gte=F("started_at"), grade__gte=0, grade__lte=1),
                name="attempt_graded_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None


class Answer(models.Model):
    """One row: one answer as it came in; never changed. The client made the id."""

    id = models.UUIDField(primary_key=True)
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    slot = models.PositiveSmallIntegerField()
    response = models.JSONField()
    fraction = models.DecimalField(max_digits=12, decimal_places=7)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Feedback follows at once, so the first answer to a question is the one that counts.
            models.UniqueConstraint(fields=["attempt", "slot"], name="one_answer_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} #{self.slot}"
