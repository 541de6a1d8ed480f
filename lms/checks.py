"""Refuses the two mixes that would open real people's records: demo doors and real persons."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine itself, reached from itself only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@register(Tags.security)
def demo_stays_on_loopback(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """The demo's doors need no password: no other machine may reach them."""
    outside = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    if not settings.DEMO or not outside:
        return []
    return [
        Error(
            f"The demonstration may not be reached as {', '.join(outside)}.",
            hint="Remove BEKAL_HOSTS, or start without the demonstration (./run --empty).",
            id="bekal.E001",
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
