"""A course as it stands in its drafts: its pages, and what a folder would say of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from courses.formats.course_folder import CourseFolder, LessonFolder, ModuleFolder
from courses.formats.course_folder.model import Block, Remark
from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries.folders.links import LinksOut
from courses.queries.folders.media import Shelf, shelf_of
from courses.queries.folders.stored_blocks import BlocksOut, named_documents, named_images


@dataclass(frozen=True)
class LessonState:
    """One lesson: its page as last drafted, its stored blocks and what they say.

    pairs: each stored block that says something, with the plain block.
    """

    page: LessonPage
    module: ModulePage
    folder: LessonFolder
    pairs: tuple[tuple[dict[str, Any], Block], ...]


@dataclass(frozen=True)
class CourseState:
    """A course as last drafted. titles of pages are those of the drafts."""

    page: CoursePage
    folder: CourseFolder
    modules: tuple[ModulePage, ...]
    lessons: tuple[LessonState, ...]
    shelf: Shelf
    warnings: tuple[Remark, ...] = field(default=())


def course_state(page: CoursePage) -> CourseState:
    """Return a course as its trainers last left it."""
    course = drafted(page)
    modules = [drafted(m) for m in ModulePage.objects.child_of(page).order_by("path")]
    pages = [
        (module, drafted(lesson))
        for module in modules
        for lesson in LessonPage.objects.child_of(module).order_by("path")
    ]
    bodies = {lesson.pk: stored_blocks(lesson) for _module, lesson in pages}
    shelf = _shelf(page, bodies.values())
    addresses = {lesson.pk: f"{module.slug}/{lesson.slug}" for module, lesson in pages}
    blocks_out = BlocksOut(shelf, LinksOut(addresses, shelf))
    warnings: list[Remark] = []
    lessons = [
        _lesson(module, lesson, bodies[lesson.pk], blocks_out, warnings) for module, lesson in pages
    ]
    folders = tuple(
        ModuleFolder(
            address=module.slug,
            title=module.title,
            lessons=tuple(one.folder for one in lessons if one.module is module),
        )
        for module in modules
    )
    return CourseState(
        page=course,
        folder=CourseFolder(
            course.slug, course.title, _lines(course.summary), folders, dict(shelf.titles)
        ),
        modules=tuple(modules),
        lessons=tuple(lessons),
        shelf=shelf,
        warnings=tuple(warnings),
    )


def drafted[SomePage: Page](page: SomePage) -> SomePage:
    """Return a page with what its latest revision says."""
    revision = page.latest_revision
    return page.with_content_json(revision.content) if revision else page  # type: ignore[no-any-return]


def stored_blocks(page: LessonPage) -> list[dict[str, Any]]:
    """Return the blocks of a body as they are stored."""
    return [dict(block) for block in page.body.raw_data]


def _shelf(page: CoursePage, bodies: Iterable[list[dict[str, Any]]]) -> Shelf:
    blocks = [block for body in bodies for block in body]
    return shelf_of(page, named_images(blocks), named_documents(blocks))


def _lesson(
    module: ModulePage,
    page: LessonPage,
    stored: list[dict[str, Any]],
    blocks_out: BlocksOut,
    warnings: list[Remark],
) -> LessonState:
    path = f"{module.slug}/{page.slug}"

    def say(code: str, **values: object) -> None:
        warnings.append(Remark(path, 0, code, values))

    found = [(block, blocks_out.block(block, say)) for block in stored]
    pairs = tuple((block, plain) for block, plain in found if plain is not None)
    _warn_of_fields(page, say)
    return LessonState(
        page=page,
        module=module,
        folder=LessonFolder(
            address=page.slug,
            title=page.title,
            summary=page.summary,
            minutes=page.minutes,
            skill=page.skill,
            blocks=tuple(plain for _block, plain in pairs),
            path=path,
        ),
        pairs=pairs,
    )


def _warn_of_fields(page: LessonPage, say: Callable[..., None]) -> None:
    """Say which fields of a page have no place in a folder."""
    for field_name in ("seo_title", "search_description"):
        if getattr(page, field_name):
            say("field_left", field=field_name)
    if page.go_live_at or page.expire_at:
        say("field_left", field="go_live_at")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
