"""What happens around a review, and who is told about it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, Page, TaskState, WorkflowState

from common.clean import plain
from common.errors import DomainError
from courses.models import CataloguePage, ReviewState
from courses.permissions import writes_for
from courses.queries import catalogues_around, shown_title
from notifications import actions as notifications
from people.models import User


class NotYours(DomainError):
    """The page waits for somebody else, or is none of this person's."""


@transaction.atomic
def hand_in(*, page: Page, by: User) -> bool:
    """Publish the newest draft of a page, or send it to review where the agency reviews.

    Returns whether it is live now. Raises NotYours, CannotPublish or QuizProblem.
    """
    may = page.permissions_for_user(by)
    if not may.can_edit() or may.page_locked():
        raise NotYours(_("Halaman ini sedang menunggu orang lain."))
    if may.can_publish():
        page.get_latest_revision().publish(user=by)
        return True
    submit(page=page, by=by)
    return False


@transaction.atomic
def submit(*, page: Page, by: User) -> None:
    """Send the newest draft of a page to review, or once more after it came back.

    Raises NotYours.
    """
    if not page.permissions_for_user(by).can_submit_for_moderation():
        raise NotYours(_("Halaman ini sudah menunggu tinjauan."))
    returned = page.current_workflow_state
    if returned:
        returned.resume(user=by)
    else:
        page.get_workflow().start(page, by)


@transaction.atomic
def tell_reviewers(*, state: ReviewState, sent_by: User | None, at: datetime) -> None:
    """Tell everybody who may review a lesson that it waits, except who sent it."""
    groups = state.task.specific.groups.all()
    reviewers = User.objects.filter(groups__in=groups, is_active=True).distinct()
    page = _page_of(state)
    notifications.send_all(
        people=[reviewer for reviewer in reviewers if reviewer != sent_by],
        kind="review_asked",
        params={"lesson": shown_title(page), "person": _name(sent_by)},
        url=_edit_url(page),
        key=_asked(state),
        at=at,
    )


@transaction.atomic
def tell_returned(*, state: ReviewState, by: User | None, at: datetime) -> None:
    """Tell whoever sent a lesson that it came back, and why."""
    page = _page_of(state)
    notifications.settle(key=_asked(state), at=at)
    notifications.send_all(
        people=_senders(state, besides=by),
        kind="lesson_returned",
        params={"lesson": shown_title(page), "person": _name(by), "comment": plain(state.comment)},
        url=_edit_url(page),
        key=f"returned:{state.pk}",
        at=at,
    )


@transaction.atomic
def tell_approved(*, state: ReviewState, by: User | None, at: datetime) -> None:
    """Tell whoever sent a lesson that it is live, or goes live at its hour."""
    page = _page_of(state)
    is_later = page.go_live_at is not None and page.go_live_at > at
    notifications.settle(key=_asked(state), at=at)
    notifications.send_all(
        people=_senders(state, besides=by),
        kind="lesson_approved_for_later" if is_later else "lesson_approved",
        params={"lesson": shown_title(page), "person": _name(by)},
        url=_edit_url(page),
        key=f"approved:{state.pk}",
        at=at,
    )


@transaction.atomic
def forget_review(*, state: TaskState, at: datetime) -> None:
    """A review was called off: nobody needs to read it any more."""
    notifications.settle(key=_asked(state), at=at)


@transaction.atomic
def tell_of_comment(*, comment: Comment, at: datetime) -> None:
    """Tell those who write a page that somebody commented on it."""
    page = comment.page
    state: WorkflowState | None = page.current_workflow_state
    latest = page.get_latest_revision()
    writers = [page.owner, latest.user if latest else None, state.requested_by if state else None]
    _tell_thread(
        comment.page,
        writers,
        kind="comment_written",
        said=comment,
        key=f"comment:{comment.pk}",
        at=at,
    )


@transaction.atomic
def tell_of_reply(*, reply: CommentReply, at: datetime) -> None:
    """Tell the others in a thread that somebody answered."""
    thread = reply.comment
    others = [thread.user, *(answer.user for answer in thread.replies.select_related("user"))]
    key = f"reply:{reply.pk}"
    _tell_thread(thread.page, others, kind="comment_answered", said=reply, key=key, at=at)


def _tell_thread(
    page: Page,
    people: Iterable[User | None],
    *,
    kind: str,
    said: Comment | CommentReply,
    key: str,
    at: datetime,
) -> None:
    """Tell people what was said beside a page, if they still write for its agency."""
    catalogue: CataloguePage | None = catalogues_around(page).select_related("agency").first()
    if catalogue is None or catalogue.agency is None:
        return
    agency = catalogue.agency
    others = {person for person in people if person and person.pk != said.user_id}
    today = localtime(at).date()
    notifications.send_all(
        people=[one for one in others if writes_for(one, agency, on=today)],
        kind=kind,
        params={
            "lesson": shown_title(page),
            "person": _name(said.user),
            "comment": plain(said.text),
        },
        url=_edit_url(page),
        key=key,
        at=at,
    )


def _page_of(state: TaskState) -> Page:
    return state.workflow_state.content_object


def _senders(state: ReviewState, *, besides: User | None) -> list[User]:
    senders = {state.sent_by, state.workflow_state.requested_by} - {None, besides}
    return [person for person in senders if person]


def _asked(state: TaskState) -> str:
    return f"review:{state.pk}"


def _name(person: User | None) -> str:
    return person.get_full_name() if person else str(_("Admin"))


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
