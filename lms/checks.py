"""Refuses mixes that would open real people's records, and warns of an address for nobody."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from common.addresses import hosts_beyond_here, is_loopback, is_printable_address

__all__ = ["is_loopback"]


@register(Tags.security)
def demo_stays_on_loopback(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """The demo's doors need no password: no other machine may reach them."""
    outside = hosts_beyond_here(settings.ALLOWED_HOSTS)
    if not settings.DEMO or not outside:
        return []
    return [
        Error(
            f"The demonstration may not be reached as {', '.join(outside)}.",
            hint="Remove BEKAL_HOSTS, or start without the demonstration (./run --empty).",
            id="bekal.E001",
        )
    ]


@register(Tags.security)
def printed_address_leads_here(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """A certificate's address is frozen with it: "localhost" would lead its readers nowhere."""
    if is_printable_address(settings.BASE_URL, hosts=settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            f"No certificate can be approved: its QR code would lead to {settings.BASE_URL}.",
            hint="Set BEKAL_URL to the public address, such as https://belajar.example.id.",
            id="bekal.W001",
        )
    ]


@register(Tags.database)
def demo_and_real_people_do_not_mix(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **_options: Any,
) -> list[CheckMessage]:
    """A database holds sample people or real people; the mode must fit."""
    table = get_user_model()._meta.db_table
    if "default" not in (databases or []):
        return []
    if table not in connections["default"].introspection.table_names():
        return []
    if settings.DEMO:
        return _refused(
            is_demo=False,
            message="This database holds real people; the demonstration would open it to all.",
            hint="Start with ./run --empty, or give the demonstration its own database.",
            code="bekal.E002",
        )
    return _refused(
        is_demo=True,
        message="This database holds the demonstration's sample people.",
        hint="Start with ./run, or name a database of your own (BEKAL_VAR or DATABASE_URL).",
        code="bekal.E003",
    )


def _refused(*, is_demo: bool, message: str, hint: str, code: str) -> list[CheckMessage]:
    if get_user_model().objects.filter(is_demo=is_demo).exists():
        return [Error(message, hint=hint, id=code)]
    return []
