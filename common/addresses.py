"""Decisions about addresses: what only this machine reaches, and what may be printed."""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

# Django's test client: no browser reaches it.
TEST_HOST = "testserver"


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine itself, reached from itself only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def hosts_beyond_here(hosts: Iterable[str]) -> list[str]:
    """Return the names by which other machines may reach the site."""
    return [host for host in hosts if host != TEST_HOST and not is_loopback(host)]


def is_printable_address(url: str, *, hosts: Iterable[str]) -> bool:
    """Return whether the site's address may stand on paper: readers of it must get here.

    hosts: the names by which the site is reached. A site that only this machine reaches may
    print a loopback address, for a trial.
    """
    return not is_loopback(urlsplit(url).hostname or "localhost") or not hosts_beyond_here(hosts)
