"""The doors of the two lists before a certificate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import certificates.actions as certificates
from certificates.permissions import awards_visible_to, batches_visible_to
from common.doors import post_door
from common.errors import DomainError
from office.forms import ReturnForm
from office.queries.proposals import RefusedReturn, approvals_screen, queue_screen
from office.views.doors import refused, today, worker
from people.models import User
from people.rules import Action


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show who is on the way to a certificate."""
    person = worker(request, Action.SEE_REGISTER)
    picked = None if "semua" in request.GET else ()
    screen = queue_screen(person, at=timezone.now(), on=today(), picked=picked)
    return render(request, "office/queue.html", {"screen": screen})


@login_required
@post_door("office:queue")
def propose(request: HttpRequest) -> HttpResponse:
    """Propose the ticked people: all of them or none."""
    person, at = worker(request, Action.SEE_REGISTER), timezone.now()
    keys = _keys(request)
    awards = list(awards_visible_to(person, on=today()).filter(pk__in=keys))
    if len(awards) != len(keys):
        raise Http404
    try:
        certificates.propose(awards=awards, by=person, at=at)
    except DomainError as refusal:
        status = refused(request, refusal)
        screen = queue_screen(person, at=at, on=today(), picked=keys)
        return render(request, "office/queue.html", {"screen": screen}, status=status)
    messages.success(request, _("Sudah diusulkan. Sekarang perlu orang lain."))
    return redirect("office:queue")


def _keys(request: HttpRequest) -> set[int]:
    given = request.POST.getlist("award")
    # ASCII digits only, and few enough for a database's integer.
    if not all(key.isascii() and key.isdigit() and len(key) < 18 for key in given):
        raise Http404
    return set(map(int, given))


@login_required
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """Show the lists that wait for a second person."""
    return _approvals(request, worker(request, Action.APPROVE))


def _approvals(
    request: HttpRequest, person: User, *, refusal: RefusedReturn | None = None, status: int = 200
) -> HttpResponse:
    screen = approvals_screen(person, at=timezone.now(), on=today(), refused=refusal)
    return render(request, "office/approvals.html", {"screen": screen}, status=status)


@login_required
@post_door("office:approvals")
def approve(request: HttpRequest, batch: int) -> HttpResponse:
    """Issue the certificates of a list exactly as it was shown."""
    person = worker(request, Action.SEE_REGISTER)
    found = get_object_or_404(batches_visible_to(person, on=today()), pk=batch)
    try:
        issued = certificates.approve(
            batch=found, by=person, seen=request.POST.get("seen", ""), at=timezone.now()
        )
    except DomainError as refusal:
        status = refused(request, refusal)
        return _approvals(request, worker(request, Action.APPROVE), status=status)
    messages.success(
        request,
        _("%(count)d sertifikat disetujui. PDF sedang dibuat.") % {"count": len(issued)},
    )
    return redirect("office:approvals")


@login_required
@post_door("office:approvals")
def return_batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Send a list back with a reason."""
    person = worker(request, Action.SEE_REGISTER)
    found = get_object_or_404(batches_visible_to(person, on=today()), pk=batch)
    worker(request, Action.APPROVE)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        typed = RefusedReturn(batch, request.POST.get("reason", ""), str(form.errors["reason"][0]))
        return _approvals(request, person, refusal=typed, status=422)
    try:
        certificates.return_batch(
            batch=found, by=person, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    except DomainError as refusal:
        status = refused(request, refusal)
        return _approvals(request, person, status=status)
    messages.success(request, _("Usulan dikembalikan. Pengusul membaca alasannya."))
    return redirect("office:approvals")
