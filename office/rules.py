"""Decisions about the screens of an office: what is late, what stands in the menu."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from people.rules import Action, Role

LATE_AFTER_DAYS = 7


def days_waiting(*, since: datetime, at: datetime, zone: str) -> int:
    """Return the whole days between two moments on the agency's calendar, 0 or more."""
    there = ZoneInfo(zone)
    return max(0, (at.astimezone(there).date() - since.astimezone(there).date()).days)


def is_late(days: int) -> bool:
    """Return whether something has waited too long."""
    return days >= LATE_AFTER_DAYS


class Place(StrEnum):
    """The places of the menu. The inbox stands beside it, for everybody."""

    HOME = "home"
    QUEUE = "queue"
    APPROVALS = "approvals"
    REGISTER = "register"
    COHORTS = "cohorts"
    LESSONS = "lessons"


MAX_PLACES = 5


def places_for(actions: frozenset[Action]) -> tuple[Place, ...]:
    """Return the menu of somebody who may do these actions; the first place is where she begins.

    Who writes lessons begins with what is to do today, who approves with the lists that wait;
    the queue is for proposers and readers.
    """
    may_read = Action.SEE_REGISTER in actions
    proposes = Action.PROPOSE in actions
    approves = Action.APPROVE in actions
    writes = Action.WRITE_LESSONS in actions
    places = [
        (Place.HOME, writes),
        (Place.QUEUE, proposes),
        (Place.APPROVALS, approves),
        (Place.REGISTER, may_read),
        (Place.COHORTS, Action.SEE_COHORTS in actions),
        (Place.QUEUE, may_read and not proposes and not approves),
        (Place.LESSONS, writes),
    ]
    return tuple(place for place, is_open in places if is_open)[:MAX_PLACES]


RANK = (Role.HEAD, Role.OFFICIAL, Role.TRAINER, Role.AUDITOR, Role.MENTOR)


def leading_role(roles: frozenset[Role]) -> Role:
    """Return the role by which somebody with several is named. roles: not empty."""
    return min(roles, key=RANK.index)


OLD_DRAFT_DAYS = 7


class PageState(StrEnum):
    """How far a page of a course is."""

    LIVE = "live"
    CHANGED = "changed"
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"


def page_state(
    *, is_live: bool, has_changes: bool, is_waiting: bool, is_returned: bool
) -> PageState:
    """Return the one state by which a page is named: what waits for somebody comes first."""
    if is_waiting:
        return PageState.WAITING
    if is_returned:
        return PageState.RETURNED
    if not is_live:
        return PageState.DRAFT
    return PageState.CHANGED if has_changes else PageState.LIVE


def is_old_draft(state: PageState, *, days: int) -> bool:
    """Whether something unfinished has been left alone for too long."""
    return state in (PageState.DRAFT, PageState.CHANGED) and days > OLD_DRAFT_DAYS
