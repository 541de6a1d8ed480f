"""The pages that a trainer's agencies write, and how far each one is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import Page, WorkflowState

from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.queries import shown_title
from office.rules import PageState, page_state
from people.models import Agency, User


@dataclass(frozen=True)
class Review:
    """Where the review of a page stands. sent_by, requested_by: ids; comment: why it came back."""

    is_waiting: bool
    sent_by: int | None
    requested_by: int | None
    sender: str
    decider: str
    comment: str
    at: datetime


class HasState:
    """What templates ask of something that has one state."""

    state: PageState

    @property
    def is_live(self) -> bool:
        return self.state is PageState.LIVE

    @property
    def is_changed(self) -> bool:
        return self.state is PageState.CHANGED

    @property
    def is_draft(self) -> bool:
        return self.state is PageState.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.state is PageState.WAITING

    @property
    def is_returned(self) -> bool:
        return self.state is PageState.RETURNED


@dataclass(frozen=True)
class PageRow(HasState):
    """One page as its trainers see it: exactly one state. days: since it was last written."""

    pk: int
    title: str
    course: str
    agency: str
    edit_url: str
    preview_url: str
    state: PageState
    days: int
    review: Review | None
    is_own: bool


@dataclass(frozen=True)
class CourseRow(PageRow):
    """One course with its parts. explore_url: where they are put in order."""

    explore_url: str
    modules: tuple[PageRow, ...]
    lessons: tuple[PageRow, ...]

    @property
    def pages(self) -> tuple[PageRow, ...]:
        """Return the course and everything in it."""
        return (self, *self.modules, *self.lessons)

    def _count(self, *states: PageState) -> int:
        return sum(lesson.state in states for lesson in self.lessons)

    @property
    def live_count(self) -> int:
        return self._count(PageState.LIVE, PageState.CHANGED)

    @property
    def draft_count(self) -> int:
        return self._count(PageState.DRAFT, PageState.CHANGED)

    @property
    def waiting_count(self) -> int:
        return self._count(PageState.WAITING)

    @property
    def returned_count(self) -> int:
        return self._count(PageState.RETURNED)


@dataclass(frozen=True)
class AgencyPages:
    """The courses of one agency. add_url: where a new one is begun."""

    name: str
    add_url: str
    courses: tuple[CourseRow, ...]


def agency_pages(
    agencies: Iterable[Agency], *, person: User, at: datetime
) -> tuple[AgencyPages, ...]:
    """Return every page of the agencies' courses, in five queries."""
    catalogues = list(
        CataloguePage.objects.filter(agency__in=agencies).select_related("agency").order_by("title")
    )
    below = Q(pk__in=[])
    for catalogue in catalogues:
        below |= Q(path__startswith=catalogue.path)
    reviews = _reviews([catalogue.agency_id for catalogue in catalogues])
    courses = list(_written(CoursePage, below))
    parts = [*_written(ModulePage, below), *_written(LessonPage, below)]

    def agency(catalogue: CataloguePage) -> AgencyPages:
        def row(page: Page, course: CoursePage) -> PageRow:
            review = reviews.get(page.pk)
            return _row(page, course, catalogue, review, person=person, at=at)

        own = [course for course in courses if course.path.startswith(catalogue.path)]
        return AgencyPages(
            name=_agency_name(catalogue),
            add_url=reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk]),
            courses=tuple(_course(course, parts, row) for course in own),
        )

    return tuple(map(agency, catalogues))


def _agency_name(catalogue: CataloguePage) -> str:
    return catalogue.agency.name if catalogue.agency else ""


def _written(kind: type[Page], below: Q) -> QuerySet[Page]:
    """Return the originals of a kind in the order of the course, each with who wrote last."""
    last = F("latest_revision__user_id")
    originals = kind.objects.filter(below, locale__language_code=settings.LANGUAGE_CODE)
    return originals.annotate(writer=last).order_by("path")  # type: ignore[no-any-return]


def _course(
    course: CoursePage, parts: Sequence[Page], row: Callable[[Page, CoursePage], PageRow]
) -> CourseRow:
    below = [part for part in parts if part.path.startswith(course.path)]
    return CourseRow(
        **vars(row(course, course)),
        explore_url=reverse("wagtailadmin_explore", args=[course.pk]),
        modules=tuple(row(part, course) for part in below if isinstance(part, ModulePage)),
        lessons=tuple(row(part, course) for part in below if isinstance(part, LessonPage)),
    )


def _row(
    page: Page,
    course: CoursePage,
    catalogue: CataloguePage,
    review: Review | None,
    *,
    person: User,
    at: datetime,
) -> PageRow:
    return PageRow(
        pk=page.pk,
        title=shown_title(page),
        course=shown_title(course) if page != course else "",
        agency=_agency_name(catalogue),
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        preview_url=reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        state=page_state(
            is_live=page.live,
            has_changes=page.has_unpublished_changes,
            is_waiting=review is not None and review.is_waiting,
            is_returned=review is not None and not review.is_waiting,
        ),
        days=_days_since(page.latest_revision_created_at, at=at),
        review=review,
        is_own=person.pk in (page.owner_id, page.writer),
    )


def _reviews(agencies: Sequence[int]) -> dict[int, Review]:
    """Return the reviews under way in the agencies, by page. One query."""
    states = (
        WorkflowState.objects.active()
        .filter(current_task_state__task__reviewtask__agency__in=agencies)
        .select_related(
            "current_task_state__finished_by",
            "current_task_state__reviewstate__sent_by",
        )
    )
    return {int(state.object_id): _review(state) for state in states}


def _review(state: WorkflowState) -> Review:
    task: Any = state.current_task_state
    sender: User | None = task.reviewstate.sent_by
    return Review(
        is_waiting=state.status == WorkflowState.STATUS_IN_PROGRESS,
        sent_by=sender.pk if sender else None,
        requested_by=state.requested_by_id,
        sender=sender.get_full_name() if sender else "",
        decider=task.finished_by.get_full_name() if task.finished_by else "",
        comment=task.comment,
        at=task.finished_at or task.started_at,
    )


def _days_since(moment: datetime | None, *, at: datetime) -> int:
    return max(0, (localtime(at).date() - localtime(moment).date()).days) if moment else 0
