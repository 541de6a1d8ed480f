"""The doors of a trainer: cohorts, and one of them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from office.queries.cohorts import cohort_screen, cohorts_screen
from people.models import User
from people.permissions import agencies_where, cohorts_visible_to
from people.rules import Action


@login_required
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """Show the cohorts of the person's agencies."""
    assert isinstance(request.user, User)
    if not agencies_where(request.user, Action.SEE_COHORTS, on=timezone.localdate()).exists():
        raise PermissionDenied
    screen = cohorts_screen(request.user, at=timezone.now())
    return render(request, "office/cohorts.html", {"screen": screen})


@login_required
@require_safe
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one cohort on one of its courses (?kelas=slug)."""
    assert isinstance(request.user, User)
    visible = cohorts_visible_to(request.user, on=timezone.localdate()).select_related("place")
    found = get_object_or_404(visible, pk=pk)
    screen = cohort_screen(
        request.user, found, course_slug=request.GET.get("kelas", ""), at=timezone.now()
    )
    if screen is None:
        raise Http404
    return render(request, "office/cohort.html", {"screen": screen})
