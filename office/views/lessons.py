"""The doors of a trainer with a phone: her lessons, a new one, and one as a whole."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.doors import post_door
from common.errors import DomainError
from courses.actions import drafts
from courses.permissions import module_pages_visible_to
from office.forms.lessons import LessonForm, NewLessonForm
from office.queries.lessons import lessons_screen, new_lesson_screen, skills_of_framework
from office.views.cards import found, show, status_of
from office.views.doors import today, worker
from people.rules import Action


@login_required
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Show the lessons that the person writes."""
    person = worker(request, Action.WRITE_LESSONS)
    screen = lessons_screen(person, on=today())
    return render(request, "office/lessons.html", {"screen": screen})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_lesson(request: HttpRequest, module: int) -> HttpResponse:
    """Begin a lesson in a module."""
    person = worker(request, Action.WRITE_LESSONS)
    place = get_object_or_404(module_pages_visible_to(person), pk=module)
    form = NewLessonForm(request.POST or None, skills=skills_of_framework())
    key = _key(request.POST.get("key", ""))
    if form.is_valid():
        page = drafts.create_lesson(module=place, key=key, by=person, **form.cleaned_data)
        return redirect("office:lesson", pk=page.pk)
    screen = new_lesson_screen(person, place, on=today())
    context = {"screen": screen, "form": form, "key": key}
    return render(request, "office/new_lesson.html", context, status=422 if form.is_bound else 200)


def _key(posted: str) -> uuid.UUID:
    """Return the key that came with a form, a new one for a form that goes out."""
    try:
        return uuid.UUID(posted)
    except ValueError:
        return uuid.uuid4()


@login_required
@require_safe
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a lesson as its cards (?setelah=card: where a new one goes)."""
    person, page = found(request, pk)
    return show(request, person, page)


@login_required
@post_door("office:lesson", "pk")
def describe_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the title, the summary and the skill anew."""
    person, page = found(request, pk)
    form = LessonForm(request.POST, skills=skills_of_framework(), auto_id="judul_%s")
    if not form.is_valid():
        return show(request, person, page, head=form, status=422)
    seen = request.POST.get("seen", "")
    try:
        drafts.describe_lesson(page=page, seen=seen, by=person, **form.cleaned_data)
    except DomainError as refusal:
        status = status_of(request, refusal)
        return show(request, person, page, head=form, status=status)
    messages.success(request, _("Tersimpan."))
    return redirect("office:lesson", pk=pk)


@login_required
@post_door("office:lesson", "pk")
def send_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a lesson, or submit it to review, as the person may."""
    person, page = found(request, pk)
    try:
        is_public = drafts.send_lesson(page=page, seen=request.POST.get("seen", ""), by=person)
    except DomainError as refusal:
        status = status_of(request, refusal)
        return show(request, person, page, status=status)
    done = _("Sudah terbit.") if is_public else _("Sudah dikirim. Peninjau membacanya dulu.")
    messages.success(request, done)
    return redirect("office:lesson", pk=pk)


@login_required
@require_safe
def preview_lesson(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the draft as its learners will see it."""
    _person, page = found(request, pk)
    draft = page.get_latest_revision_as_object()
    response: HttpResponseBase = draft.serve_preview(request, draft.default_preview_mode)
    return response
