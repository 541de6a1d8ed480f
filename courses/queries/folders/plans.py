"""What an import would change. Nothing is written here."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal
from uuid import UUID, uuid5

from courses.formats.course_folder import CourseFolder, LessonFolder, ModuleFolder
from courses.formats.course_folder.matching import comparable, matched, matched_questions
from courses.formats.course_folder.model import Block, Quiz
from courses.models import CataloguePage, CoursePage, ModulePage
from courses.queries.folders.media import digest_of_file
from courses.queries.folders.states import CourseState, LessonState, course_state
from quizzes.formats.drafts import Draft, block_id

type What = Literal["new", "changed", "same", "moved", "left", "removed"]

# Ids of blocks come from their place when first imported: the same at every site.
NAMESPACE = UUID("8b1f5a52-6b0e-4f39-9d3f-5f1f6f1d7c11")


@dataclass(frozen=True)
class Change:
    """One line of a report. kind: course, module, lesson or file; path: in the folder."""

    what: What
    kind: str
    path: str
    title: str = ""


@dataclass(frozen=True)
class BlockPlan:
    """One block as it will be stored. before: the stored block that it continues.

    is_same: then `before` stays as it is, to the byte.
    """

    id: str
    block: Block
    before: dict[str, object] | None
    is_same: bool


@dataclass(frozen=True)
class LessonPlan:
    """One lesson of the folder and the page that it continues."""

    module: ModuleFolder
    lesson: LessonFolder
    state: LessonState | None
    blocks: tuple[BlockPlan, ...]
    is_moved: bool = False

    @property
    def what(self) -> What:
        if self.state is None:
            return "new"
        before, after = self.state.folder, self.lesson
        is_same = (
            before.title == after.title
            and before.address == after.address
            and before.summary == after.summary
            and before.minutes == after.minutes
            and before.skill == after.skill
            and all(block.is_same for block in self.blocks)
            and [id(b.before) for b in self.blocks] == [id(s) for s, _b in self.state.pairs]
        )
        return "same" if is_same else "changed"


@dataclass(frozen=True)
class ModulePlan:
    """One module of the folder and the page that it continues."""

    module: ModuleFolder
    page: ModulePage | None

    @property
    def what(self) -> What:
        if self.page is None:
            return "new"
        return "same" if self.page.title == self.module.title else "changed"


@dataclass(frozen=True)
class Plan:
    """Everything that an import would do. state: None for a course that is new."""

    folder: CourseFolder
    state: CourseState | None
    modules: tuple[ModulePlan, ...]
    lessons: tuple[LessonPlan, ...]
    left_modules: tuple[ModulePage, ...] = field(default=())
    left_lessons: tuple[LessonState, ...] = field(default=())

    @property
    def what(self) -> What:
        if self.state is None:
            return "new"
        before, after = self.state.folder, self.folder
        is_same = (before.title, before.summary) == (after.title, after.summary)
        return "same" if is_same else "changed"

    @property
    def changes(self) -> list[Change]:
        """Return a line for everything in the folder's order, then for what is left alone."""
        found = [Change(self.what, "course", "course.md", self.folder.title)]
        for module in self.modules:
            found.append(Change(module.what, "module", module.module.path, module.module.title))
            found += [
                Change(_moved(lesson), "lesson", lesson.lesson.path, lesson.lesson.title)
                for lesson in self.lessons
                if lesson.module is module.module
            ]
        found += [Change("left", "module", m.slug, m.title) for m in self.left_modules]
        found += [
            Change("left", "lesson", state.folder.path, state.folder.title)
            for state in self.left_lessons
        ]
        return found


def _moved(plan: LessonPlan) -> What:
    return "moved" if plan.is_moved and plan.what == "same" else plan.what


def plan_import(
    folder: CourseFolder, *, files: Mapping[str, bytes], catalogue: CataloguePage | None
) -> Plan:
    """Return what importing a folder below a catalogue would do; None: there is none yet."""
    page = course_with_address(folder.address, catalogue=catalogue) if catalogue else None
    state = course_state(page) if page else None
    before = {} if state is None else {module.slug: module for module in state.modules}
    modules = tuple(ModulePlan(module, before.get(module.address)) for module in folder.modules)
    lessons = _lesson_plans(folder, files, state)
    taken = {plan.state.page.pk for plan in lessons if plan.state}
    kept = {module.address for module in folder.modules}
    return Plan(
        folder=folder,
        state=state,
        modules=modules,
        lessons=lessons,
        left_modules=tuple(m for m in before.values() if m.slug not in kept),
        left_lessons=tuple(s for s in (state.lessons if state else ()) if s.page.pk not in taken),
    )


def course_with_address(address: str, *, catalogue: CataloguePage) -> CoursePage | None:
    """Return the catalogue's course of an address, by what its draft or its page says."""
    pages = CoursePage.objects.child_of(catalogue).select_related("latest_revision")
    for page in pages:
        draft = page.latest_revision.content.get("slug") if page.latest_revision else None
        if (draft or page.slug) == address:
            return page  # type: ignore[no-any-return]
    return None


def _lesson_plans(
    folder: CourseFolder, files: Mapping[str, bytes], state: CourseState | None
) -> tuple[LessonPlan, ...]:
    states = state.lessons if state else ()
    by_place = {(s.module.slug, s.folder.address): s for s in states}
    wanted = {(module.address, lesson.address) for module, lesson in folder.lessons}
    strays = {s.folder.address: s for place, s in by_place.items() if place not in wanted}
    new_digest, old_digest = _digests(files, state)
    plans = []
    for module, lesson in folder.lessons:
        found = by_place.get((module.address, lesson.address))
        moved = None if found else strays.pop(lesson.address, None)
        place = f"{folder.address}/{module.address}/{lesson.address}"
        lesson_state = found or moved
        plans.append(
            LessonPlan(
                module=module,
                lesson=lesson,
                state=lesson_state,
                blocks=_block_plans(lesson, lesson_state, place, new_digest, old_digest),
                is_moved=moved is not None,
            )
        )
    return tuple(plans)


def _digests(
    files: Mapping[str, bytes], state: CourseState | None
) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return the digest of a file by its path, of the folder and of the course as it stands."""

    @cache
    def new(path: str) -> str:
        return sha1(files[path]) if path in files else path

    @cache
    def old(path: str) -> str:
        stored = state.shelf.files.get(path) if state else None
        return digest_of_file(stored) if stored else path

    return new, old


def sha1(content: bytes) -> str:
    """Return the digest by which Wagtail knows a file."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _block_plans(
    lesson: LessonFolder,
    state: LessonState | None,
    place: str,
    new_digest: Callable[[str], str],
    old_digest: Callable[[str], str],
) -> tuple[BlockPlan, ...]:
    pairs = state.pairs if state else ()
    old = [comparable(block, digest=old_digest) for _stored, block in pairs]
    quiz_id = next((str(s["id"]) for s, block in pairs if isinstance(block, Quiz)), "")
    quiz_before = next((block for block in old if isinstance(block, Quiz)), None)
    blocks = [
        _with_keys(block, quiz_id or _id(place, "quiz"), quiz_before)
        if isinstance(block, Quiz)
        else block
        for block in lesson.blocks
    ]
    new = [comparable(block, digest=new_digest) for block in blocks]
    found = matched(old, new, repr, lambda block: type(block).__name__)
    used = {str(stored["id"]) for stored, _block in pairs}
    plans = []
    for number, (block, seen) in enumerate(zip(blocks, new, strict=True)):
        before = found[number]
        key = _new_id(place, block, number, used) if before is None else pairs[before][0]["id"]
        plans.append(
            BlockPlan(
                id=str(key),
                block=block,
                before=None if before is None else pairs[before][0],
                is_same=before is not None and old[before] == seen,
            )
        )
    return tuple(plans)


def _new_id(place: str, block: Block, number: int, used: set[str]) -> str:
    """Return an id that no block of the lesson has, the same at every first import."""
    key = _id(place, "quiz" if isinstance(block, Quiz) else f"{number}")
    while key in used:
        key = _id(place, key)
    used.add(key)
    return key


def _id(place: str, thing: str) -> str:
    return str(uuid5(NAMESPACE, f"{place}/{thing}"))


def _with_keys(quiz: Quiz, quiz_id: str, before: Quiz | None) -> Quiz:
    """Return a quiz whose questions carry the ids of their blocks."""
    old = list(before.questions) if before else []
    asked = [replace(q, key=block_id(q.key, quiz=quiz_id) if q.key else "") for q in quiz.questions]
    continued = matched_questions(old, asked)
    used = {q.key for q in [*old, *asked] if q.key}
    keyed: list[Draft] = []
    for question, place in zip(asked, continued, strict=True):
        key = question.key or (old[place].key if place is not None else "")
        if not key:
            key = str(uuid5(UUID(quiz_id), question.value["text"]))
            while key in used:
                key = str(uuid5(UUID(quiz_id), key))
            used.add(key)
        keyed.append(replace(question, key=key))
    return replace(quiz, questions=tuple(keyed))
