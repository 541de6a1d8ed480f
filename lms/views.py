"""The front door: four doors in demo mode, otherwise straight to where the person works."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from certificates.queries.sample import sample_code
from lms.checks import is_loopback
from office.queries.nav import service_of
from office.rules import places_for
from people.models import User

DOORS = {
    "returnee": "contoh-peserta",
    "trainer": "contoh-pelatih",
    "official": "contoh-petugas",
    "head": "contoh-kepala",
}


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the four doors in demo mode; otherwise go on to sign-in or to one's own start."""
    if settings.DEMO:
        return render(request, "lms/front.html", {"sample": sample_code()})
    return redirect("lms:start")


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go to where this person works: to the office if it has a place for her, else to learning."""
    assert isinstance(request.user, User)
    if places_for(service_of(request.user, on=timezone.localdate()).actions):
        return redirect("office:home")
    if request.user.is_superuser:
        return redirect("wagtailadmin_home")
    return redirect("learning:home")


@require_POST
def enter(request: HttpRequest, door: str) -> HttpResponse:
    """Sign in as one of the sample persons; outside demo mode this address does not exist."""
    is_here = is_loopback(request.META.get("REMOTE_ADDR", ""))
    if not settings.DEMO or not is_here or door not in DOORS:
        raise Http404
    person = get_object_or_404(User, username=DOORS[door], is_demo=True, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("lms:start")
