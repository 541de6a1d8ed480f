"""The doors of one lesson's cards: each takes one card and leads back to the column."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors import post_door
from common.errors import DomainError
from courses.actions import drafts
from courses.actions.drafts import CardChanged, LessonLocked, MayNotWrite
from courses.formats.stored import find_card
from courses.models import LessonPage
from courses.permissions import lesson_pages_visible_to
from office.forms.cards import BODY_KINDS, QUESTION_KINDS, CardForm
from office.forms.columns import Typed, columns
from office.forms.lessons import LessonForm
from office.queries.cards import lesson_screen
from office.queries.lessons import skills_of_framework
from office.views.doors import today, worker
from people.models import User
from people.rules import Action

CONFLICTS = (CardChanged, LessonLocked)


def found(request: HttpRequest, pk: int) -> tuple[User, LessonPage]:
    """Return a trainer and a lesson that she may write; 403 without the role, 404 else."""
    person = worker(request, Action.WRITE_LESSONS)
    return person, get_object_or_404(lesson_pages_visible_to(person), pk=pk)


def show(
    request: HttpRequest,
    person: User,
    page: LessonPage,
    *,
    typed: Typed | None = None,
    head: LessonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a lesson as its cards, with what was typed and not stored in its place."""
    screen = lesson_screen(person, page, on=today())
    after = request.POST.get("after", request.GET.get("setelah", ""))
    shown = columns(screen, skills=skills_of_framework(), after=after, typed=typed, head=head)
    context = {"screen": screen, "columns": shown, "undo": _undo(request)}
    return render(request, "office/lesson.html", context, status=status)


def status_of(request: HttpRequest, refusal: DomainError) -> int:
    """Say on the next screen why nothing was stored; return the status of the answer.

    Raises PermissionDenied if the page is not hers to write.
    """
    if isinstance(refusal, MayNotWrite):
        raise PermissionDenied(refusal.message) from refusal
    messages.error(request, refusal.message)
    return 409 if isinstance(refusal, CONFLICTS) else 422


@login_required
@post_door("office:lesson", "pk")
def save_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Store one card: a new one, or one that was changed as its author saw it."""
    person, page = found(request, pk)
    _refuse_another_person(request, person)
    form, seen = _form(request, page), request.POST.get("seen", "")
    if not form.is_valid():
        return show(request, person, page, typed=Typed(form), status=422)
    card = form.card(title=page.draft_title)
    try:
        if seen:
            drafts.change_card(page=page, card=card, seen=seen, by=person)
        else:
            drafts.add_card(page=page, card=card, by=person, after=request.POST.get("after", ""))
    except DomainError as refusal:
        status = status_of(request, refusal)
        page.refresh_from_db()
        return show(request, person, page, typed=Typed(form, refusal.message), status=status)
    messages.success(request, _("Tersimpan."))
    return _back(pk, form.card_id)


@login_required
@post_door("office:lesson", "pk")
def move_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a card behind another."""
    person, page = found(request, pk)
    card_id, after = _card_id(request), request.POST.get("after", "")
    try:
        drafts.move_card(page=page, card_id=card_id, after=after, by=person)
    except DomainError as refusal:
        return show(request, person, page, status=status_of(request, refusal))
    return _back(pk, card_id)


@login_required
@post_door("office:lesson", "pk")
def remove_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a card out; the next screen offers to put it back."""
    person, page = found(request, pk)
    card_id, seen = _card_id(request), request.POST.get("seen", "")
    try:
        held = drafts.remove_card(page=page, card_id=card_id, seen=seen, by=person)
    except DomainError as refusal:
        return show(request, person, page, status=status_of(request, refusal))
    undo = f"?kartu={card_id}&versi={held}" if held else ""
    return redirect(f"{reverse('office:lesson', args=[pk])}{undo}")


@login_required
@post_door("office:lesson", "pk")
def restore_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a card back that was taken out."""
    person, page = found(request, pk)
    card_id, revision = _card_id(request), request.POST.get("revision", "")
    if not _is_key(revision):
        raise Http404
    try:
        drafts.restore_card(page=page, card_id=card_id, revision=int(revision), by=person)
    except DomainError as refusal:
        return show(request, person, page, status=status_of(request, refusal))
    messages.success(request, _("Kartu sudah kembali."))
    return _back(pk, card_id)


def _form(request: HttpRequest, page: LessonPage) -> CardForm:
    """Return the posted card, read against what is stored under its id; 404 for a made-up one."""
    kind, card_id = request.POST.get("kind", ""), _card_id(request)
    if kind not in (*BODY_KINDS, *QUESTION_KINDS):
        raise Http404
    stored = find_card(page.get_latest_revision_as_object().stored_blocks, card_id)
    if stored and stored["type"] != kind:
        raise Http404
    return CardForm(
        kind,
        card_id=card_id,
        value=stored["value"] if stored else None,
        skills=skills_of_framework(),
        data=request.POST,
        files=request.FILES,
    )


def _card_id(request: HttpRequest) -> str:
    try:
        return str(uuid.UUID(request.POST.get("card", "")))
    except ValueError as error:
        raise Http404 from error


def _refuse_another_person(request: HttpRequest, person: User) -> None:
    """Never take one person's unsent work for another's: a phone may have several."""
    if request.POST.get("person", "") != person.phone_mark:
        raise PermissionDenied(_("Orang lain sudah masuk di HP ini."))


def _undo(request: HttpRequest) -> dict[str, str] | None:
    """Return what the last removal left to be put back."""
    card, revision = request.GET.get("kartu", ""), request.GET.get("versi", "")
    return {"card": card, "revision": revision} if card and _is_key(revision) else None


def _is_key(text: str) -> bool:
    # ASCII digits only, and few enough for a database's integer.
    return text.isascii() and text.isdigit() and len(text) < 18


def _back(pk: int, card_id: str) -> HttpResponse:
    return redirect(f"{reverse('office:lesson', args=[pk])}#kartu-{card_id}")
