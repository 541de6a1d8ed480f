"""The framework of skills, and the evidence that a person gathers."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Framework(models.Model):
    """One row: one version of a framework. At most one is current."""

    slug = models.SlugField()
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_framework_version"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_framework"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"


class Area(models.Model):
    """One row: a group of skills inside one framework version."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="areas")
    code = models.SlugField()
    title_id = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_area_code")]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.code}"


class Skill(models.Model):
    """One row: one thing that a person can do, said as "I can"."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="skills")
    area = models.ForeignKey(Area, models.CASCADE, related_name="skills")
    code = models.SlugField()
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    digcomp = models.CharField(
        max_length=5, blank=True, help_text="Competence number of DigComp 2.2, such as 3.1"
    )
    skkni = models.CharField(max_length=40, blank=True, help_text="Unit code of an SKKNI")

    class Meta:
        ordering = ["area__position", "position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_skill_code")]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.code}"


class Evidence(models.Model):
    """One row: one sign that a person has a skill. The code outlives framework versions."""

    class Source(models.TextChoices):
        LESSON = "lesson"
        ANSWER = "answer"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="evidence")
    skill_code = models.SlugField()
    source = models.CharField(max_length=10, choices=Source)
    source_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill_code", "source", "source_key"],
                name="one_evidence_a_source",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["lesson", "answer"]), name="evidence_source_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_code} {self.source}:{self.source_key}"
