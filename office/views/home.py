"""Where an office begins."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from office.queries.nav import service_of, url_of
from office.rules import places_for
from people.models import User


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go to the first place of the person's menu; nothing here for somebody without a role."""
    assert isinstance(request.user, User)
    places = places_for(service_of(request.user, on=timezone.localdate()).actions)
    if not places:
        raise PermissionDenied
    return redirect(url_of(places[0]))
