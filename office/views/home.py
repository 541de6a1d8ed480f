"""Where an office begins, and its inbox."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.doors import post_door
from notifications import actions as notifications
from notifications.permissions import messages_visible_to
from office.queries.home import home_screen
from office.queries.inbox import inbox_screen
from office.queries.nav import service_of, url_of
from office.rules import Place, places_for
from people.models import User


def _colleague(request: HttpRequest) -> tuple[User, tuple[Place, ...]]:
    """Return who asks and the places of her menu. Raises PermissionDenied without any."""
    assert isinstance(request.user, User)
    places = places_for(service_of(request.user, on=timezone.localdate()).actions)
    if not places:
        raise PermissionDenied
    return request.user, places


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a trainer what is to do today; lead others to the first place of their menu."""
    person, places = _colleague(request)
    if places[0] is not Place.HOME:
        return redirect(url_of(places[0]))
    screen = home_screen(person, at=timezone.now())
    return render(request, "office/home.html", {"screen": screen})


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the person's messages."""
    person, _places = _colleague(request)
    screen = inbox_screen(person, at=timezone.now())
    return render(request, "office/inbox.html", {"screen": screen})


@login_required
@post_door("office:inbox")
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it leads."""
    person, _places = _colleague(request)
    message = get_object_or_404(messages_visible_to(person), pk=pk)
    return redirect(notifications.open_message(message=message, at=timezone.now()))


@login_required
@post_door("office:inbox")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every message of the person as read."""
    person, _places = _colleague(request)
    notifications.read_all(person=person, at=timezone.now())
    return redirect("office:inbox")
