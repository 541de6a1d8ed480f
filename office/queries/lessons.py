"""A trainer's courses on her phone: modules, lessons, and where each lesson stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.permissions import (
    course_pages_visible_to,
    lesson_pages_visible_to,
    module_pages_visible_to,
)
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place
from people.models import User
from skills.queries import skill_choices


@dataclass(frozen=True)
class LessonRow:
    """One lesson in the list. state: draft, live, changed, waiting or returned; words say it."""

    pk: int
    title: str
    state: str
    words: str


@dataclass(frozen=True)
class ModulePart:
    """One module with its lessons."""

    pk: int
    title: str
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True)
class CoursePart:
    """One course with its modules. agency: its name, "" if the person writes for one only."""

    title: str
    agency: str
    is_live: bool
    modules: tuple[ModulePart, ...]


@dataclass(frozen=True)
class LessonsScreen:
    """Everything a trainer may write."""

    frame: OfficeFrame
    courses: tuple[CoursePart, ...]
    person: str


@dataclass(frozen=True)
class NewLessonScreen:
    """Where a new lesson will stand. skills: (code, title) of the framework, "" first."""

    frame: OfficeFrame
    module: int
    module_title: str
    course_title: str


def lessons_screen(person: User, *, on: date) -> LessonsScreen:
    """Return a trainer's courses, in a fixed number of queries."""
    courses = course_pages_visible_to(person).order_by("path")
    modules, lessons = defaultdict(list), defaultdict(list)
    for lesson in lesson_pages_visible_to(person).order_by("path"):
        lessons[lesson.path[: -lesson.steplen]].append(lesson)
    for module in module_pages_visible_to(person).order_by("path"):
        modules[module.path[: -module.steplen]].append(module)
    waiting = _reviews(lesson.pk for group in lessons.values() for lesson in group)
    agencies = _agencies(courses)
    return LessonsScreen(
        frame=office_frame(person, current=Place.LESSONS, on=on),
        courses=tuple(
            CoursePart(
                title=course.draft_title,
                agency=agencies.get(course.path[: -course.steplen], ""),
                is_live=course.live,
                modules=_modules(modules[course.path], lessons, waiting),
            )
            for course in courses
        ),
        person=person.phone_mark,
    )


def _agencies(courses: Iterable[CoursePage]) -> dict[str, str]:
    """Return the names of agencies by the path of their folder; none if there is only one."""
    paths = {course.path[: -course.steplen] for course in courses}
    folders = CataloguePage.objects.filter(path__in=paths).values_list("path", "agency__name")
    return dict(folders) if len(paths) > 1 else {}


def _modules(
    modules: list[ModulePage], lessons: dict[str, list[LessonPage]], waiting: dict[str, str]
) -> tuple[ModulePart, ...]:
    return tuple(
        ModulePart(
            pk=module.pk,
            title=module.draft_title,
            lessons=tuple(_row(one, waiting) for one in lessons[module.path]),
        )
        for module in modules
    )


def _row(page: LessonPage, waiting: dict[str, str]) -> LessonRow:
    state = state_of(page, review=waiting.get(str(page.pk), ""))
    return LessonRow(pk=page.pk, title=page.draft_title, state=state, words=state_words(state))


def _reviews(keys: Iterable[int]) -> dict[str, str]:
    """Return how far the reviews of pages are that have one going, by the page's key."""
    going = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=list(map(str, keys)),
    )
    return dict(going.values_list("object_id", "status"))


def state_of(page: LessonPage, *, review: str) -> str:
    """Return where a lesson stands: waiting, returned, draft, changed or live.

    review: the status of the review that is going on, "" without one.
    """
    if review:
        is_back = review == WorkflowState.STATUS_NEEDS_CHANGES
        return "returned" if is_back else "waiting"
    if not page.live:
        return "draft"
    return "changed" if page.has_unpublished_changes else "live"


def state_words(state: str) -> str:
    """Return a state in a trainer's words."""
    return {
        "waiting": _("Menunggu ditinjau"),
        "returned": _("Dikembalikan"),
        "draft": _("Konsep"),
        "changed": _("Ada yang belum terbit"),
        "live": _("Sudah terbit"),
    }[state]


def new_lesson_screen(person: User, module: ModulePage, *, on: date) -> NewLessonScreen:
    """Return where a new lesson will stand, in a fixed number of queries."""
    return NewLessonScreen(
        frame=office_frame(person, current=Place.LESSONS, on=on),
        module=module.pk,
        module_title=module.draft_title,
        course_title=module.get_parent().draft_title,
    )


def skills_of_framework() -> list[tuple[str, str]]:
    """Return (code, title) of every skill that a lesson may teach."""
    return [(str(code), str(title)) for code, title in skill_choices()]
