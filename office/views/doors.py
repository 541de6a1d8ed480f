"""What every door of the office does the same way: who asks, and how a refusal is answered."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from certificates.actions import AwardMoved, BatchDecided, ListChanged, NotAllowed
from common.errors import DomainError
from people.models import User
from people.permissions import agencies_where
from people.rules import Action

CONFLICTS = (AwardMoved, BatchDecided, ListChanged)


def worker(request: HttpRequest, action: Action) -> User:
    """Return the signed-in person, who may do the action in at least one agency today.

    Raises PermissionDenied.
    """
    person = request.user
    assert isinstance(person, User)
    if not agencies_where(person, action, on=today()).exists():
        raise PermissionDenied
    return person


def today() -> date:
    """Return the day on the server's calendar."""
    return timezone.localdate()


def refused(request: HttpRequest, refusal: DomainError) -> int:
    """Say on the next screen why nothing was changed; return the status of the answer.

    Raises PermissionDenied if the role is the reason.
    """
    if isinstance(refusal, NotAllowed):
        raise PermissionDenied(refusal.message) from refusal
    messages.error(request, refusal.message)
    return 409 if isinstance(refusal, CONFLICTS) else 422
