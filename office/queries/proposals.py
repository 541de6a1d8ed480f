"""The two lists before a certificate: people to propose, and proposals to decide on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language

from certificates.models import Award, Batch
from certificates.queries import digest_of_list
from certificates.rules import AwardState, BatchState
from office.queries.nav import OfficeFrame, office_frame
from office.rules import Place, days_waiting, is_late
from people.models import User
from people.permissions import agencies_where
from people.rules import Action


@dataclass(frozen=True)
class WaitingPerson:
    """Somebody for whom others have the next move. agency: empty if there is but one."""

    name: str
    agency: str
    course: str
    days_waiting: int
    is_late: bool


@dataclass(frozen=True)
class ReadyPerson:
    """Somebody who can be proposed. score: 0..100 or None; agency: empty if there is but one."""

    award_id: int
    name: str
    agency: str
    course: str
    finished_on: date
    score: int | None
    days_waiting: int
    is_late: bool
    may_propose: bool
    is_picked: bool


@dataclass(frozen=True)
class ReturnedPerson:
    """Somebody whose proposal came back. agency: empty if there is but one."""

    award_id: int
    name: str
    agency: str
    course: str
    reason: str
    returned_by: str
    returned_on: date
    may_repropose: bool
    is_picked: bool


@dataclass(frozen=True)
class QueueScreen:
    """The official's queue."""

    frame: OfficeFrame
    may_propose: bool
    pick_all_url: str
    ready: tuple[ReadyPerson, ...]
    returned: tuple[ReturnedPerson, ...]
    unconfirmed: tuple[WaitingPerson, ...]
    proposed: tuple[WaitingPerson, ...]


@dataclass(frozen=True)
class PersonToRead:
    """One line of a list. instead_of: the number and name that it replaces, or empty."""

    name: str
    course: str
    finished_on: date
    score: int | None
    instead_of: str
    why: str


@dataclass(frozen=True)
class BatchToRead:
    """A list that waits for a second person. seen: the digest of the list as shown."""

    pk: int
    proposed_by: str
    proposed_on: date
    days_waiting: int
    is_late: bool
    seen: str
    people: tuple[PersonToRead, ...]
    return_reason: str
    return_error: str


@dataclass(frozen=True)
class ApprovalsScreen:
    """The lists of others, which may be approved, and one's own, which may not."""

    frame: OfficeFrame
    batches: tuple[BatchToRead, ...]
    own: tuple[BatchToRead, ...]


@dataclass(frozen=True)
class RefusedReturn:
    """What was typed for a list that was not sent back, and why not."""

    batch: int
    reason: str
    error: str


def queue_screen(
    person: User, *, at: datetime, on: date, picked: Collection[int] | None = ()
) -> QueueScreen:
    """Return everybody on the way to a certificate, the longest wait first. Three queries.

    picked: award ids whose boxes are ticked; None ticks all that the person may propose.
    """
    agencies = agencies_where(person, Action.SEE_REGISTER, on=on)
    proposing = set(agencies_where(person, Action.PROPOSE, on=on).values_list("pk", flat=True))
    awards = list(
        Award.objects.filter(agency__in=agencies)
        .exclude(state=AwardState.APPROVED)
        .select_related("agency", "person", "batch__decided_by")
        .order_by("since", "pk")
    )
    named = [award for award in awards if award.state == AwardState.NAMED]
    own = frozenset(award.pk for award in named if award.agency_id in proposing)
    rows = _Rows(
        at=at,
        picks=own if picked is None else frozenset(picked),
        own=own,
        names_agency=len({award.agency_id for award in awards}) > 1,
    )
    return QueueScreen(
        frame=office_frame(person, current=Place.QUEUE, on=on),
        may_propose=bool(own),
        pick_all_url="" if picked is None or len(own) < 2 else f"{reverse('office:queue')}?semua=1",
        ready=tuple(rows.ready(a) for a in named if not a.returned_reason),
        returned=tuple(rows.returned(a) for a in named if a.returned_reason),
        unconfirmed=tuple(rows.waiting(a) for a in awards if a.state == AwardState.ELIGIBLE),
        proposed=tuple(rows.waiting(a) for a in awards if a.state == AwardState.PROPOSED),
    )


@dataclass(frozen=True)
class _Rows:
    """Makes the rows of one queue. own: the awards that the person may propose."""

    at: datetime
    picks: frozenset[int]
    own: frozenset[int]
    names_agency: bool

    def ready(self, award: Award) -> ReadyPerson:
        days = days_waiting(since=award.since, at=self.at, zone=award.agency.time_zone)
        return ReadyPerson(
            award_id=award.pk,
            name=award.printed_name,
            agency=self._agency(award),
            course=course_of(award),
            finished_on=finished_on(award),
            score=award.facts.get("score"),
            days_waiting=days,
            is_late=is_late(days),
            may_propose=award.pk in self.own,
            is_picked=award.pk in self.picks,
        )

    def returned(self, award: Award) -> ReturnedPerson:
        decider = award.batch.decided_by if award.batch else None
        return ReturnedPerson(
            award_id=award.pk,
            name=award.printed_name,
            agency=self._agency(award),
            course=course_of(award),
            reason=award.returned_reason,
            returned_by=decider.get_full_name() if decider else "",
            returned_on=award.since.astimezone(ZoneInfo(award.agency.time_zone)).date(),
            may_repropose=award.pk in self.own,
            is_picked=award.pk in self.picks,
        )

    def waiting(self, award: Award) -> WaitingPerson:
        days = days_waiting(since=award.since, at=self.at, zone=award.agency.time_zone)
        return WaitingPerson(
            name=award.printed_name or award.person.get_full_name(),
            agency=self._agency(award),
            course=course_of(award),
            days_waiting=days,
            is_late=is_late(days),
        )

    def _agency(self, award: Award) -> str:
        return award.agency.name if self.names_agency else ""


def course_of(award: Award) -> str:
    """Return the public title in the reader's language."""
    return award.title_en if get_language() == "en" else award.title_id


def finished_on(award: Award) -> date:
    """Return the day on which the course was finished."""
    return date.fromisoformat(award.facts["finished_on"])


def approvals_screen(
    person: User, *, at: datetime, on: date, refused: RefusedReturn | None = None
) -> ApprovalsScreen:
    """Return the lists that wait for a second person, the longest wait first. Three queries."""
    people = Award.objects.select_related("agency", "replaces").order_by("printed_name", "pk")
    batches = (
        Batch.objects.filter(
            agency__in=agencies_where(person, Action.APPROVE, on=on), state=BatchState.PROPOSED
        )
        .select_related("agency", "proposed_by")
        .prefetch_related(Prefetch("awards", queryset=people))
        .order_by("proposed_at", "pk")
    )
    read = [(batch.proposed_by_id == person.pk, _batch(batch, at, refused)) for batch in batches]
    return ApprovalsScreen(
        frame=office_frame(person, current=Place.APPROVALS, on=on),
        batches=tuple(batch for is_own, batch in read if not is_own),
        own=tuple(batch for is_own, batch in read if is_own),
    )


def _batch(batch: Batch, at: datetime, refused: RefusedReturn | None) -> BatchToRead:
    awards, zone = list(batch.awards.all()), batch.agency.time_zone
    days = days_waiting(since=batch.proposed_at, at=at, zone=zone)
    is_refused = refused is not None and refused.batch == batch.pk
    return BatchToRead(
        pk=batch.pk,
        proposed_by=batch.proposed_by.get_full_name(),
        proposed_on=batch.proposed_at.astimezone(ZoneInfo(zone)).date(),
        days_waiting=days,
        is_late=is_late(days),
        seen=digest_of_list(awards),
        people=tuple(_to_read(award, batch) for award in awards),
        return_reason=refused.reason if refused and is_refused else "",
        return_error=refused.error if refused and is_refused else "",
    )


def _to_read(award: Award, batch: Batch) -> PersonToRead:
    old = award.replaces
    return PersonToRead(
        name=award.printed_name,
        course=course_of(award),
        finished_on=finished_on(award),
        score=award.facts.get("score"),
        instead_of=f"{old.number}, {old.payload['name']}" if old else "",
        why=batch.reason if old else "",
    )
