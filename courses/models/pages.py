"""Pages: the content that trainers edit, at any time."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from common.blocks import written
from courses.blocks import LessonBody
from courses.models.facts import Course, Lesson
from people.models import Agency
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
    """A page that is previewed at the width of a learner's phone first.

    It is written in the language of the site; its translations keep its address.
    """

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("slug", overridable=False)
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Let only translations lie in the folder of a translation, never a page of its own."""
        is_here = parent.locale.language_code == settings.LANGUAGE_CODE
        return is_here and bool(super().can_create_at(parent))

    @property
    def original(self) -> Page | None:
        """The page that this one translates, or itself; None if that was deleted. One query."""
        everywhere = type(self).objects.filter(translation_key=self.translation_key)
        return everywhere.filter(locale__language_code=settings.LANGUAGE_CODE).first()

    @property
    def is_translation(self) -> bool:
        if self.locale_id is None:
            return False
        return bool(self.locale.language_code != settings.LANGUAGE_CODE)

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
    """The folder of one agency's courses, or inside it the folder of their translations.

    agency: None in a folder of translations. Being inside, it is its agency's by Wagtail's own
    rules: the same authors write there, nobody else sees it.
    """

    agency = models.OneToOneField(
        Agency, models.PROTECT, null=True, blank=True, related_name="catalogue"
    )

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
        if self.is_translation:
            return
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
    news = models.CharField(
        _("kabar untuk peserta"),
        max_length=160,
        blank=True,
        help_text=_(
            "Apa yang baru di pelajaran ini? Yang sudah selesai diberi tahu. "
            "Kosongkan bila hanya salah ketik."
        ),
    )

    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("skill", widget=SkillSelect()),
        FieldPanel("body"),
        FieldPanel("news"),
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("minutes"), FieldPanel("slug", widget=SlugInput)],
            heading=_("Lainnya"),
            classname="collapsed",
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []
    template = "courses/lesson_preview.html"
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *PhonePreview.override_translatable_fields,
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("skill", overridable=False),
    ]
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
        lesson = Lesson.objects.select_related("course").filter(page=self.original).first()
        if lesson is None or lesson.page_id is None:
            raise Http404
        address = reverse("learning:lesson", args=[lesson.course.slug, lesson.slug])
        return redirect(f"{address}?bahasa={self.locale.language_code}")
