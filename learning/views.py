"""The learner's doors: parse, one call, respond."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import certificates.actions as certificates
import quizzes.actions as quizzes
from certificates.models import Award
from certificates.queries.files import download_name, open_file
from common.doors import post_door
from common.errors import DomainError
from courses.models import Course
from courses.queries import OutlineLesson
from learning import actions
from learning.forms import AddressForm, ConfirmNameForm
from learning.queries import awards as award_queries
from learning.queries import course as course_queries
from learning.queries.home import home_screen, question_url
from learning.queries.inbox import inbox_screen
from learning.queries.journey import Journey, journey
from learning.queries.lesson import find_lesson, lesson_screen
from learning.queries.me import me_screen
from learning.queries.quiz import question_screen, review_screen
from learning.queries.skills import skills_screen
from notifications import actions as notifications
from notifications.permissions import messages_visible_to
from people.actions import set_address
from people.models import User
from quizzes.models import Attempt
from quizzes.permissions import attempts_visible_to


def _learner(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what comes next."""
    screen = home_screen(_learner(request), at=timezone.now())
    return render(request, "learning/home.html", {"screen": screen})


@login_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every course."""
    screen = course_queries.catalogue_screen(_learner(request))
    return render(request, "learning/catalogue.html", {"screen": screen})


@login_required
@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    """Show the landing page of one course."""
    screen = course_queries.course_screen(_learner(request), course)
    if screen is None:
        raise Http404
    return render(request, "learning/course.html", {"screen": screen})


@login_required
@post_door("learning:course", "course")
def enrol(request: HttpRequest, course: str) -> HttpResponse:
    """Join a course and go to its first lesson."""
    found = get_object_or_404(Course, slug=course, edition__isnull=False)
    actions.enrol(person=_learner(request), course=found, at=timezone.now())
    mine = _journey(request, course)
    first = mine.next_lesson
    return redirect(mine.lesson_url(first) if first else mine.course_url)


@login_required
@require_safe
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Show one lesson; who has not joined the course is led to its landing page."""
    language = request.GET.get("bahasa", "")
    screen = lesson_screen(_learner(request), course, lesson, language=language)
    if screen is None:
        get_object_or_404(Course, slug=course, edition__isnull=False, lessons__slug=lesson)
        return redirect("learning:course", course=course)
    if screen.news and request.method == "GET":
        actions.see_news(
            person=_learner(request),
            enrolment_id=screen.enrolment,
            lesson_id=screen.lesson,
            number=screen.news_number,
            at=timezone.now(),
        )
    return render(request, "learning/lesson.html", {"screen": screen})


@login_required
@post_door("learning:lesson", "course", "lesson")
def complete_lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Finish a lesson that has no quiz and go on to the next."""
    mine, found = _lesson(request, course, lesson)
    if found.quiz:
        return redirect(mine.lesson_url(found))
    actions.complete_lesson(enrolment_id=mine.enrolment, lesson_id=found.id, at=timezone.now())
    after = mine.after(found)
    return redirect(mine.lesson_url(after) if after else mine.course_url)


@login_required
@post_door("learning:lesson", "course", "lesson")
def start_quiz(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Begin the quiz of a lesson, or go on with the one under way."""
    _mine, found = _lesson(request, course, lesson)
    if not found.quiz_version:
        raise Http404
    attempt = actions.start_quiz(
        person=_learner(request), quiz_version_id=found.quiz_version, at=timezone.now()
    )
    return redirect(question_url(attempt))


@login_required
@require_safe
def resume(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Go on with a quiz where it was left; one that is handed in shows its result."""
    found = _attempt(request, attempt)
    if found.is_open:
        return redirect(question_url(found))
    return redirect("learning:review", attempt=attempt)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt: uuid.UUID, slot: int) -> HttpResponse:
    """Show one question, or take the answer to it."""
    found = _attempt(request, attempt)
    error, status = "", 200
    if request.method == "POST":
        try:
            quizzes.answer(
                attempt=found,
                event_id=_event_id(request),
                slot=slot,
                values=request.POST.getlist("answer"),
                at=timezone.now(),
            )
            return redirect("learning:question", attempt=attempt, slot=slot)
        except quizzes.AnswerRefused as refusal:
            is_conflict = isinstance(refusal, quizzes.AnswerConflict)
            error, status = refusal.message, 409 if is_conflict else 422
    if not 1 <= slot <= found.asked:
        raise Http404
    screen = question_screen(_learner(request), found, slot, error=error)
    if screen is None:
        return _lesson_closed(request)
    if not found.is_open and not screen.is_answered:
        return redirect("learning:review", attempt=attempt)
    return render(request, "learning/question.html", {"screen": screen}, status=status)


@login_required
@post_door("learning:review", "attempt")
def submit_quiz(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Hand the quiz in; with an open question, go back to it."""
    found = _attempt(request, attempt)
    try:
        actions.submit_quiz(attempt=found, at=timezone.now())
    except quizzes.AnswerRefused as refusal:
        messages.warning(request, refusal.message)
        return redirect(question_url(found))
    return redirect("learning:review", attempt=attempt)


@login_required
@require_safe
def review(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Show the result of a quiz."""
    found = _attempt(request, attempt)
    if found.is_open:
        return redirect(question_url(found))
    screen = review_screen(_learner(request), found)
    if screen is None:
        return _lesson_closed(request)
    return render(request, "learning/review.html", {"screen": screen})


@login_required
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """Show what the learner can do."""
    return render(request, "learning/skills.html", {"screen": skills_screen(_learner(request))})


@login_required
@require_safe
def certificate_list(request: HttpRequest) -> HttpResponse:
    """Show every certificate and how far it is."""
    screen = award_queries.certificates_screen(_learner(request), at=timezone.now())
    return render(request, "learning/certificates.html", {"screen": screen})


@login_required
@require_safe
def certificate(request: HttpRequest, award: int) -> HttpResponse:
    """Show the steps of one certificate."""
    found = _award(request, award)
    screen = award_queries.certificate_screen(_learner(request), found, at=timezone.now())
    return render(request, "learning/certificate.html", {"screen": screen})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_name(request: HttpRequest, award: int) -> HttpResponse:
    """Show the name as it will be printed, and take the learner's yes."""
    found = _award(request, award)
    form = ConfirmNameForm(request.POST or None, initial={"name": _name_of(found)})
    shown = ""
    if request.method == "POST" and form.is_valid():
        try:
            shown = certificates.printable_name(form.cleaned_data["name"])
            if form.cleaned_data["agree"] and shown == form.cleaned_data["shown"]:
                certificates.confirm_name(
                    award=found, by=_learner(request), name=shown, at=timezone.now()
                )
                return redirect("learning:certificate", award=award)
        except DomainError as refusal:
            form.add_error("name", refusal.message)
    screen = award_queries.confirm_name_screen(
        _learner(request), found, name=shown or _name_of(found), was=form.data.get("shown", "")
    )
    status = 422 if form.errors else 200
    context: dict[str, Any] = {"screen": screen, "form": form}
    return render(request, "learning/confirm_name.html", context, status=status)


@login_required
@require_safe
def certificate_pdf(request: HttpRequest, award: int) -> HttpResponseBase:
    """Hand out the newest PDF of the learner's own award."""
    found = award_queries.newest_file(_award(request, award))
    if found is None:
        raise Http404
    name = download_name(found.certificate.number)
    return FileResponse(open_file(found), as_attachment=True, filename=name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show and change how the learner is addressed."""
    person = _learner(request)
    initial = {"call_form": person.call_form, "short_name": person.short_name}
    form = AddressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_address(person=person, **form.cleaned_data)
        return redirect("learning:me")
    return render(request, "learning/me.html", {"screen": me_screen(person), "form": form})


def _lesson_closed(request: HttpRequest) -> HttpResponse:
    """Lead home from a quiz whose lesson is closed just now; its answers stay."""
    messages.info(request, _("Pelajaran ini sedang ditutup. Jawaban tetap tersimpan."))
    return redirect("learning:home")


def _journey(request: HttpRequest, course: str) -> Journey:
    mine = journey(_learner(request), course)
    if mine is None:
        raise Http404
    return mine


def _lesson(request: HttpRequest, course: str, lesson: str) -> tuple[Journey, OutlineLesson]:
    mine = _journey(request, course)
    found = find_lesson(mine, lesson)
    if found is None:
        raise Http404
    return mine, found


def _attempt(request: HttpRequest, attempt: uuid.UUID) -> Attempt:
    visible = attempts_visible_to(_learner(request)).select_related("version")
    return get_object_or_404(visible, pk=attempt)


def _award(request: HttpRequest, award: int) -> Award:
    return get_object_or_404(award_queries.own_awards(_learner(request)), pk=award)


def _name_of(award: Award) -> str:
    return award.printed_name or award.person.get_full_name()


def _event_id(request: HttpRequest) -> uuid.UUID:
    """Return the id that the phone gave the answer; without a usable one, a new id."""
    try:
        return uuid.UUID(request.POST.get("event", ""))
    except ValueError:
        return uuid.uuid4()


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the learner's messages."""
    return render(request, "learning/inbox.html", {"screen": inbox_screen(_learner(request))})


@login_required
@post_door("learning:inbox")
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it leads."""
    message = get_object_or_404(messages_visible_to(_learner(request)), pk=pk)
    return redirect(notifications.open_message(message=message, at=timezone.now()))


@login_required
@post_door("learning:inbox")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every message of the learner as read."""
    notifications.read_all(person=_learner(request), at=timezone.now())
    return redirect("learning:inbox")
