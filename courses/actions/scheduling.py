"""Publishing by the clock."""

import logging
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from common.errors import DomainError

REFUSED = "bekal.publish.refused"

logger = logging.getLogger("bekal")


def publish_due(*, at: datetime) -> int:
    """Publish every page whose hour has come; return how many.

    One that may not go live keeps nobody else: it stays a draft without an hour, and the
    history of its page says why.
    """
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at)
    return sum(_publish(revision) for revision in due.order_by("approved_go_live_at"))


def _publish(revision: Revision) -> bool:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except DomainError as refusal:
        _give_back(revision, reason=str(refusal))
        return False
    return True


@transaction.atomic
def _give_back(revision: Revision, *, reason: str) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.content_object
    log(instance=page, action=REFUSED, data={"reason": reason}, revision=revision)
    logger.warning("page %s was not published by the clock", page.pk)
