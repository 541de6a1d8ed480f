"""Places where the long tests kill the process, to prove that nothing is lost there."""

import os
import signal

_PLAN = os.environ.get("BEKAL_CRASH", "")
_passes: dict[str, int] = {}


def crashpoint(name: str) -> None:
    """Kill this process if BEKAL_CRASH is "name:n" and this is its n-th pass; else do nothing.

    With BEKAL_CRASH_ONCE naming a file, only the first process to create that file dies.
    """
    if not _PLAN:
        return
    planned, _, nth = _PLAN.partition(":")
    if planned != name:
        return
    _passes[name] = _passes.get(name, 0) + 1
    if _passes[name] != int(nth or 1):
        return
    once = os.environ.get("BEKAL_CRASH_ONCE")
    if once:
        try:
            os.close(os.open(once, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
    os.kill(os.getpid(), signal.SIGKILL)
