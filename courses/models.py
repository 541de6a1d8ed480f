"""Content that trainers edit (pages) and what is made of it when it is published (facts).

Pages change at any time. Learners meet `Course` and `Lesson`, identities that stay, and their
immutable versions: `LessonVersion` (the body, made once) and `Edition` (the outline).
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page

from common.blocks import written
from courses.blocks import LessonBody
from people.models import Agency
from quizzes.models import QuizVersion
from skills.queries import skill_choices

PHONE_FIRST: list[dict[str, Any]] = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("HP (360)")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Laptop")},
]


class SkillSelect(forms.Select):
    """Chooses a skill of the current framework; the list is read when the form is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = CallableChoiceIterator(skill_options)


def skill_options() -> list[tuple[str, str]]:
    """Return the skills that a lesson may name, or none."""
    return [("", "—"), *skill_choices()]


class PhonePreview(Page):
    """A page that is previewed at the width of a learner's phone first."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an address that none of our URLs could hold."""
        super().clean()
        if self.slug and not slug_re.fullmatch(self.slug):
            raise ValidationError(
                {"slug": _("Alamat hanya boleh huruf a-z, angka dan tanda hubung.")}
            )

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return PHONE_FIRST

    @property
    def default_preview_size(self) -> str:
        return "phone"


class CataloguePage(PhonePreview):
    """The folder of one agency's courses."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="catalogue")

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    content_panels = [*Page.content_panels, FieldPanel("agency", read_only=True)]
    template = "courses/outline_preview.html"

    class Meta:
        verbose_name = _("folder lembaga")
        verbose_name_plural = _("folder lembaga")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("learning:catalogue")


class CoursePage(PhonePreview):
    """A course as its trainers write it."""

    summary = models.TextField(_("ringkasan"), max_length=400)

    parent_page_types: ClassVar[list[str]] = ["courses.CataloguePage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("slug", widget=SlugInput),
    ]
    promote_panels: ClassVar[list[Any]] = []
    template = "courses/outline_preview.html"

    class Meta:
        verbose_name = _("kelas")
        verbose_name_plural = _("kelas")

    def clean(self) -> None:
        super().clean()
        taken = Course.objects.filter(slug=self.slug)
        if self.pk:
            taken = taken.exclude(page_id=self.pk)
        if taken.exists():
            raise ValidationError({"slug": _("Alamat ini sudah dipakai kelas lain.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("learning:course", course=self.slug)


class ModulePage(PhonePreview):
    """A module: a few lessons about one thing."""

    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    content_panels = [*Page.content_panels, FieldPanel("slug", widget=SlugInput)]
    promote_panels: ClassVar[list[Any]] = []
    template = "courses/outline_preview.html"

    class Meta:
        verbose_name = _("bab")
        verbose_name_plural = _("bab")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("learning:course", course=self.get_parent().slug)


class LessonPage(PhonePreview):
    """A lesson as its trainers write it."""

    summary = models.CharField(_("ringkasan"), max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=8)
    skill = models.SlugField(
        _("kemampuan"), blank=True, help_text=_("Berlaku juga untuk soal yang tidak memilih.")
    )
    body = LessonBody(verbose_name=_("isi"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("skill", widget=SkillSelect()),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("minutes"), FieldPanel("slug", widget=SlugInput)],
            heading=_("Lainnya"),
            classname="collapsed",
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []
    template = "courses/lesson_preview.html"
    # The checks panel of the editor shows our report for such a page.
    has_report = True

    class Meta:
        verbose_name = _("pelajaran")
        verbose_name_plural = _("pelajaran")

    @property
    def written_blocks(self) -> list[Any]:
        """The blocks of the body but its quiz, without those that nobody wrote in."""
        return [block for block in written(self.body) if block.block_type != "quiz"]

    @property
    def quiz_block(self) -> Any:
        """The quiz block that somebody wrote in, or None."""
        return next((block for block in written(self.body) if block.block_type == "quiz"), None)

    @property
    def stored_blocks(self) -> list[dict[str, Any]]:
        """The body as it is stored, block by block."""
        blocks: list[dict[str, Any]] = self.body.get_prep_value()
        return blocks

    @property
    def draft_token(self) -> str:
        """Which state of the draft this is: another one after each save."""
        saved_at = self.latest_revision_created_at
        return saved_at.isoformat() if saved_at else ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lesson = Lesson.objects.select_related("course").filter(page=self).first()
        if lesson is None:
            raise Http404
        return redirect("learning:lesson", course=lesson.course.slug, lesson=lesson.slug)


class Course(models.Model):
    """One row: a course that has been published once. Enrolments and awards point here.

    edition: the outline that learners follow now; without one the course is closed.
    """

    slug = models.SlugField(max_length=255, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="courses")
    page = models.OneToOneField(
        CoursePage, models.SET_NULL, null=True, blank=True, related_name="course"
    )
    edition = models.ForeignKey("Edition", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.slug


class Lesson(models.Model):
    """One row: a lesson that has been published once. Completions point here."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    slug = models.SlugField(max_length=255)
    page = models.OneToOneField(
        LessonPage, models.SET_NULL, null=True, blank=True, related_name="lesson"
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


class Edition(models.Model):
    """One row: the outline of a course from one moment on, never changed.

    outline: {"title", "summary", "modules": [{"slug", "title", "lessons": [{"id", "version",
    "quiz", "quiz_version", "questions", "slug", "title", "summary", "minutes", "skill"}]}]}.
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
