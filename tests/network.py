"""Keeps the tests on this machine: only loopback addresses and local sockets may be reached."""

import ipaddress
import socket
from typing import Any


class OutsideError(AssertionError):
    """A test tried to reach another machine."""


def is_here(address: Any) -> bool:
    """Return whether a socket address stays on this machine."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def block(monkeypatch: Any) -> None:
    """Refuse connections and look-ups that leave this machine."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not is_here(address):
            raise OutsideError(f"a test may not connect to {address}")
        connect(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_here((name, 0)):
            raise OutsideError(f"a test may not look up {name}")
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
