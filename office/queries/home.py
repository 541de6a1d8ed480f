"""A trainer's first screen: what is to do today, her courses and her cohorts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from notifications.queries import Notice, notices
from office.queries.cohorts import CohortCard, cohort_cards
from office.queries.nav import OfficeFrame, office_frame
from office.queries.pages import AgencyPages, PageRow, agency_pages
from office.rules import Place, is_old_draft
from people.models import User
from people.permissions import agencies_where
from people.rules import Action

MAX_NOTICES = 3


@dataclass(frozen=True)
class ToDo:
    """What waits for a trainer today; each may be empty. cohorts: those with somebody to help."""

    returned: tuple[PageRow, ...]
    reviews: tuple[PageRow, ...]
    cohorts: tuple[CohortCard, ...]
    old_drafts: tuple[PageRow, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.returned or self.reviews or self.cohorts or self.old_drafts)


@dataclass(frozen=True)
class HomeScreen:
    """Everything on a trainer's first screen. notices: the newest unread messages."""

    frame: OfficeFrame
    name: str
    todo: ToDo
    notices: tuple[Notice, ...]
    agencies: tuple[AgencyPages, ...]
    cohorts: tuple[CohortCard, ...]

    @property
    def has_several_agencies(self) -> bool:
        return len(self.agencies) > 1


def home_screen(person: User, *, at: datetime) -> HomeScreen:
    """Return the first screen of somebody who writes lessons. A fixed number of queries."""
    today = localtime(at).date()
    writing = agencies_where(person, Action.WRITE_LESSONS, on=today)
    agencies = agency_pages(writing, person=person, at=at)
    cohorts = tuple(card for card in cohort_cards(person, at=at) if card.is_running(today))
    return HomeScreen(
        frame=office_frame(person, current=Place.HOME, on=today),
        name=person.called,
        todo=_todo(person, agencies, cohorts),
        notices=tuple(n for n in notices(person, limit=MAX_NOTICES) if not n.is_read),
        agencies=agencies,
        cohorts=cohorts,
    )


def _todo(person: User, agencies: tuple[AgencyPages, ...], cohorts: tuple[CohortCard, ...]) -> ToDo:
    courses = [course for agency in agencies for course in agency.courses]
    pages = [page for course in courses for page in course.pages]
    return ToDo(
        returned=tuple(page for page in pages if page.is_returned and _is_hers(page, person)),
        reviews=tuple(page for page in pages if page.is_waiting and not _is_hers(page, person)),
        cohorts=tuple(cohort for cohort in cohorts if cohort.needs_help),
        old_drafts=tuple(
            page for page in pages if page.is_own and is_old_draft(page.state, days=page.days)
        ),
    )


def _is_hers(page: PageRow, person: User) -> bool:
    review = page.review
    return review is not None and person.pk in (review.sent_by, review.requested_by)
