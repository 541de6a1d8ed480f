"""The door by which the apps below send a message, and the daily tidying."""

from celery import shared_task
from django.utils import timezone

from notifications import actions
from people.models import User


@shared_task(name="notifications.tasks.send")
def send(*, person_id: int, kind: str, url: str, key: str, **words: str) -> None:
    """Put one message into a person's inbox. words: what the kind's text takes.

    Somebody whose account is gone is told nothing.
    """
    person = User.objects.filter(pk=person_id).first()
    if person:
        actions.send(person=person, kind=kind, params=words, url=url, key=key, at=timezone.now())


@shared_task(name="notifications.tasks.forget_old")
def forget_old(**_later: object) -> None:
    """Remove old messages."""
    actions.forget_old(at=timezone.now())
