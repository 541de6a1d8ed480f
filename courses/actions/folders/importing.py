"""A course out of its folder: made or brought up to date, in one transaction or not at all."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from common.errors import DomainError
from courses.actions.authoring import open_catalogue
from courses.actions.folders.bodies import BodyWriter
from courses.actions.folders.new_files import Storeroom, check_uses
from courses.actions.publishing import one_edition
from courses.formats.archives import Files
from courses.formats.course_folder import read
from courses.formats.course_folder.model import Remark
from courses.models import CataloguePage, Course, CoursePage, LessonPage, ModulePage
from courses.queries.folders.plans import Change, LessonPlan, Plan, plan_import
from courses.queries.folders.states import drafted
from people.models import Agency, User
from skills.queries import skill_choices


@dataclass(frozen=True)
class ImportReport:
    """What an import did or would do. With refusals, nothing was changed.

    page_id: of the course, None while there is none.
    """

    refusals: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    page_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing differs."""
        return all(change.what in ("same", "left") for change in self.changes)


class _RefusedError(Exception):
    """Something that only writing shows; everything is taken back."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.code)
        self.remark = remark


def import_course(
    *,
    files: Files,
    agency: Agency,
    by: User | None,
    publish: bool = False,
    remove: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Make or update a course of an agency out of a folder; return what was done, or refused.

    publish: everything in the folder goes live. remove: pages that the folder lacks are taken
    offline, never deleted. dry_run: nothing is written. by: None for the site itself. The moment
    is Wagtail's to note, as for every page.
    """
    if files.refusals:
        return ImportReport(refusals=files.refusals)
    reading = read(files, address=files.address, skills=[code for code, _t in skill_choices()])
    refusals = [*reading.refusals, *check_uses(reading.uses, files)]
    if reading.course is None or refusals:
        return ImportReport(refusals=tuple(refusals), warnings=reading.warnings)
    with transaction.atomic():
        # Two imports for one agency wait for each other.
        agency = Agency.objects.select_for_update().get(pk=agency.pk)
        catalogue = CataloguePage.objects.filter(agency=agency).first()
        plan = plan_import(reading.course, files=files, catalogue=catalogue)
        refusals = [*_taken(plan), *_locked(plan, by)]
        report = ImportReport(
            refusals=tuple(refusals),
            warnings=reading.warnings,
            changes=tuple(_reported(plan, remove=remove)),
            page_id=plan.state.page.pk if plan.state else None,
        )
        if refusals or dry_run:
            return report
        catalogue = catalogue or open_catalogue(agency=agency)
        storeroom = Storeroom(files, titles=reading.course.titles, catalogue=catalogue, by=by)
        try:
            with storeroom.emptied_on_failure(), transaction.atomic():
                importer = _Importer(plan, storeroom, by=by)
                page = importer.run(catalogue, publish=publish, remove=remove)
        except _RefusedError as refused:
            return replace(report, refusals=(refused.remark,))
    return replace(report, page_id=page.pk)


def _reported(plan: Plan, *, remove: bool) -> list[Change]:
    if not remove:
        return plan.changes
    return [replace(c, what="removed") if c.what == "left" else c for c in plan.changes]


def _taken(plan: Plan) -> list[Remark]:
    """Refuse the address of a course that is another page's: of another agency, or deleted."""
    own = plan.state.page.pk if plan.state else None
    courses = Course.objects.filter(slug=plan.folder.address).exclude(page_id=own)
    if own is None:
        courses = Course.objects.filter(slug=plan.folder.address)
    pages = CoursePage.objects.filter(slug=plan.folder.address).exclude(pk=own)
    if courses.exists() or pages.exists():
        return [Remark("course.md", 0, "address_taken", {"address": plan.folder.address})]
    return []


def _locked(plan: Plan, by: User | None) -> list[Remark]:
    """Refuse to write into a page that is locked, or waits for its review."""
    touched = [(p.lesson.path, p.state.page) for p in plan.lessons if p.state and p.what != "same"]
    touched += [(m.module.path, m.page) for m in plan.modules if m.page and m.what == "changed"]
    if plan.state and plan.what == "changed":
        touched.append(("course.md", plan.state.page))
    found = []
    for path, page in touched:
        lock = page.get_lock()
        if lock and (by is None or lock.for_user(by)):
            found.append(Remark(path, 0, "page_locked", {"title": page.title}))
    return found


class _Importer:
    """Carries out one plan."""

    def __init__(self, plan: Plan, storeroom: Storeroom, *, by: User | None) -> None:
        self.plan, self.storeroom, self.by = plan, storeroom, by
        self.modules: dict[str, Any] = {}
        self.lessons: list[tuple[LessonPlan, Any]] = []

    def run(self, catalogue: Page, *, publish: bool, remove: bool) -> CoursePage:
        """Write everything; return the page of the course. Raises _RefusedError."""
        with _said_of("course.md"), one_edition():
            course = self._course(catalogue)
            self._modules(course)
            self._lessons()
            self._bodies()
            self._order(course)
            if remove:
                self._remove()
            if publish:
                self._publish(course)
        return course

    def _course(self, catalogue: Page) -> CoursePage:
        folder = self.plan.folder
        fields = {"title": folder.title, "summary": folder.summary}
        if self.plan.state is None:
            page = CoursePage(slug=folder.address, live=False, **fields)
            self._added(page, catalogue, "course.md")
            return page
        page = self.plan.state.page
        if self.plan.what == "changed":
            self._revised(page, fields, "course.md")
        return page

    def _modules(self, course: CoursePage) -> None:
        for plan in self.plan.modules:
            fields = {"title": plan.module.title}
            page = plan.page
            if page is None:
                page = ModulePage(slug=plan.module.address, live=False, **fields)
                self._added(page, course, plan.module.path)
            elif plan.what == "changed":
                self._revised(page, fields, plan.module.path)
            self.modules[plan.module.address] = page

    def _lessons(self) -> None:
        """Give every lesson its page; links need the keys of all before any body is written."""
        for plan in self.plan.lessons:
            module = self.modules[plan.module.address]
            if plan.state is None:
                page = LessonPage(
                    slug=plan.lesson.address, title=plan.lesson.title, body="[]", live=False
                )
                self._added(page, module, plan.lesson.path, revise=False)
            else:
                page = plan.state.page
                if plan.is_moved:
                    Page.objects.get(pk=page.pk).specific.move(
                        _fresh(module), "last-child", self.by
                    )
                    page = drafted(LessonPage.objects.get(pk=page.pk))
            self.lessons.append((plan, page))

    def _bodies(self) -> None:
        keys = {
            f"{plan.module.address}/{plan.lesson.address}": page.pk for plan, page in self.lessons
        }
        writer = BodyWriter(self.storeroom, keys)
        for plan, page in self.lessons:
            if plan.what == "same":
                continue
            fields = {
                "title": plan.lesson.title,
                "summary": plan.lesson.summary,
                "minutes": plan.lesson.minutes,
                "skill": plan.lesson.skill,
                "body": json.dumps(writer.body(plan.blocks)),
            }
            self._revised(page, fields, plan.lesson.path, is_new=plan.state is None)

    def _added(self, page: Any, parent: Page, path: str, *, revise: bool = True) -> Any:
        """Add a page below its parent as a draft."""
        page.owner = self.by
        with _said_of(path):
            _fresh(parent).add_child(instance=page)
            log(instance=page, action="wagtail.create", user=self.by, content_changed=True)
            if revise:
                page.save_revision(user=self.by, clean=False)
        return page

    def _revised(
        self, page: Any, fields: Mapping[str, Any], path: str, *, is_new: bool = False
    ) -> None:
        """Write a new draft of a page. Incomplete content is a draft's right."""
        for name, value in fields.items():
            setattr(page, name, value)
        with _said_of(path):
            if is_new:
                page.save(clean=False)
            page.save_revision(user=self.by, log_action=not is_new, clean=False)

    def _order(self, course: CoursePage) -> None:
        """Let pages stand in the order of the folder; what it lacks comes after."""
        self._sort(course, [self.modules[plan.module.address].pk for plan in self.plan.modules])
        for plan in self.plan.modules:
            wanted = [page.pk for one, page in self.lessons if one.module is plan.module]
            self._sort(self.modules[plan.module.address], wanted)

    def _sort(self, parent: Page, wanted: list[int]) -> None:
        there = list(_fresh(parent).get_children().order_by("path").values_list("pk", flat=True))
        if [key for key in there if key in set(wanted)] == wanted:
            return
        for key in [*wanted, *(key for key in there if key not in set(wanted))]:
            page = Page.objects.get(pk=key).specific
            page.move(_fresh(parent), "last-child", user=self.by)

    def _remove(self) -> None:
        pages = [state.page for state in self.plan.left_lessons] + list(self.plan.left_modules)
        for page in pages:
            current = Page.objects.get(pk=page.pk).specific
            if current.live:
                current.unpublish(user=self.by)

    def _publish(self, course: CoursePage) -> None:
        pages = [("course.md", course.pk)]
        for plan in self.plan.modules:
            pages.append((plan.module.path, self.modules[plan.module.address].pk))
        pages += [(plan.lesson.path, page.pk) for plan, page in self.lessons]
        for path, key in pages:
            page = Page.objects.get(pk=key).specific
            if page.live and not page.has_unpublished_changes:
                continue
            with _said_of(path):
                revision = page.latest_revision or page.save_revision(user=self.by)
                revision.publish(user=self.by)


@contextmanager
def _said_of(path: str) -> Iterator[None]:
    """Turn what Wagtail or publishing refuses into a refusal of a file."""
    try:
        yield
    except DomainError as error:
        raise _RefusedError(Remark(path, 0, "cannot_publish", {"reason": error.message})) from error
    except ValidationError as error:
        reason = " ".join(error.messages)
        raise _RefusedError(Remark(path, 0, "cannot_publish", {"reason": reason})) from error


def _fresh(page: Page) -> Any:
    """Return a page with its place in the tree as it is now."""
    return type(page).objects.get(pk=page.pk)
