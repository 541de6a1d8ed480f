"""Content that trainers edit (pages) and what is made of it when it is published (facts).

Pages change at any time. Learners meet `Course` and `Lesson`, identities that stay, and their
immutable versions: `LessonVersion` (the body, made once) and `Edition` (the outline).
"""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import slug_re
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail_localize.fields import SynchronizedField

from common.blocks import written
from courses.blocks import LessonBody
from courses.rules import APPROVE, RETURN, draft_digest, review_actions
from people.models import Agency, User
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


class ReviewState(TaskState):
    """One row: a draft was sent to review once. digest: of what its author had written then."""

    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64)


class ReturnForm(TaskStateCommentForm):
    """What has to be mended: never returned without a word."""

    comment = forms.CharField(
        label=_("Apa yang perlu diperbaiki?"), widget=forms.Textarea({"rows": 3})
    )


class ReviewTask(AbstractGroupApprovalTask):
    """One row: in an agency, a lesson goes live when a colleague has approved it."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="review_task")

    task_state_class = ReviewState

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Remember who sent what."""
        state = super().start(workflow_state, user=user)
        state.sent_by = user
        state.digest = draft_digest(state.revision.content)
        state.save(update_fields=["sent_by", "digest"])
        return state

    def allowed(self, page: Page, user: User) -> frozenset[str]:
        """Return what a person may do with a page that waits here."""
        state = page.current_workflow_task_state
        if not isinstance(state, ReviewState):
            return frozenset()
        return review_actions(
            is_reviewer=self.user_can_access_editor(page, user),
            is_sender=state.sent_by_id == user.pk,
            is_as_sent=draft_digest(page.get_latest_revision().content) == state.digest,
        )

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        may = self.allowed(obj, user)
        shown = [
            (RETURN, _("Kembalikan"), True),
            (APPROVE, _("Setujui"), False),
            (APPROVE, _("Setujui dengan pesan"), True),
        ]
        return [action for action in shown if action[0] in may]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **given: Any) -> None:
        """Refuse what is not allowed, whatever page the request came from."""
        page = task_state.workflow_state.content_object
        is_silent = action_name == RETURN and not given.get("comment", "").strip()
        if is_silent or action_name not in self.allowed(page, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **given)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Whoever sent it waits too: what is read must not change meanwhile."""
        state = obj.current_workflow_task_state
        is_sender = isinstance(state, ReviewState) and state.sent_by_id == user.pk
        return is_sender or bool(super().locked_for_user(obj, user))

    def user_can_lock(self, obj: Page, user: User) -> bool:
        """A lock would outlive the review and shut its author out."""
        return False

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReturnForm if action == RETURN else TaskStateCommentForm

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(reviewstate__sent_by=user)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Rekan membaca dulu, lalu pelajaran tayang."))

    class Meta:
        verbose_name = _("tinjauan rekan")
        verbose_name_plural = _("tinjauan rekan")
