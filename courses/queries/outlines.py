"""Outlines and bodies as learners meet them. Versions never change: memory keeps their content."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from courses.models import CataloguePage, CoursePage, Edition, LessonVersion
from courses.queries.words import Words, lesson_in, named_in

CATALOGUE_DEPTH = 2
COURSE_DEPTH = 3


@dataclass(frozen=True)
class OutlineLesson:
    """One lesson in an outline. quiz, quiz_version: ids; questions: how many.

    words: every language that it has, the outline's own first. news: what its trainer told
    learners last, and the how manieth that was; editions from before there was any have none.
    """

    id: int
    version: int
    quiz: int | None
    quiz_version: int | None
    questions: int
    slug: str
    title: str
    summary: str
    minutes: int
    skill: str
    news: str = ""
    news_number: int = 0
    words: tuple[Words, ...] = ()

    @property
    def language(self) -> str:
        """The language of the title."""
        return self.words[0].language


@dataclass(frozen=True)
class OutlineModule:
    """One module in an outline."""

    slug: str
    title: str
    language: str
    lessons: tuple[OutlineLesson, ...]


@dataclass(frozen=True)
class Outline:
    """A course as its learners see it: modules and lessons in order."""

    title: str
    summary: str
    language: str
    modules: tuple[OutlineModule, ...]
    lessons: tuple[OutlineLesson, ...]
    module_of: dict[int, int]
    place_of: dict[str, int]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def skills(self) -> list[str]:
        return list(dict.fromkeys(lesson.skill for lesson in self.lessons if lesson.skill))


@lru_cache(maxsize=512)
def outline(edition_id: int, language: str = settings.LANGUAGE_CODE) -> Outline:
    """Return the outline of an edition; what is not translated stays as it was written.

    One query the first time, none later.
    """
    stored = Edition.objects.values_list("outline", flat=True).get(pk=edition_id)
    modules = tuple(
        OutlineModule(
            slug=module["slug"],
            lessons=tuple(OutlineLesson(**lesson_in(language, each)) for each in module["lessons"]),
            **named_in(language, module, "title"),
        )
        for module in stored["modules"]
    )
    lessons = tuple(lesson for module in modules for lesson in module.lessons)
    return Outline(
        **named_in(language, stored, "title", "summary"),
        modules=modules,
        lessons=lessons,
        module_of={
            lesson.id: number for number, module in enumerate(modules) for lesson in module.lessons
        },
        place_of={lesson.slug: place for place, lesson in enumerate(lessons)},
    )


@lru_cache(maxsize=512)
def lesson_html(version_id: int) -> str:
    """Return the impersonal body of a lesson version. One query the first time, none later."""
    return LessonVersion.objects.values_list("html", flat=True).get(pk=version_id)


def course_pages_around(page: Page) -> QuerySet[CoursePage]:
    """Return the course page above a page, or itself; none outside a course.

    For a translation: the course page above its original.
    """
    written_in = Locale.get_default()
    original: Page | None = page
    if page.locale_id != written_in.pk:
        everywhere = Page.objects.filter(translation_key=page.translation_key)
        original = everywhere.filter(locale=written_in).first()
    if original is None:
        return CoursePage.objects.none()  # type: ignore[no-any-return]
    return CoursePage.objects.filter(path=original.path[: page.steplen * COURSE_DEPTH])  # type: ignore[no-any-return]


def shown_title(page: Page) -> str:
    """Return what authors call a page: the title of its newest draft."""
    return str(page.draft_title or page.title)


def catalogues_around(page: Page) -> QuerySet[CataloguePage]:
    """Return the catalogue above a page, or itself; none for the root."""
    return CataloguePage.objects.filter(path=page.path[: page.steplen * CATALOGUE_DEPTH])  # type: ignore[no-any-return]
