"""Decisions about work that is done later (how often, how far apart), and digests of content."""

import hashlib
import json
from datetime import timedelta
from typing import Any

TASK_LIMIT_SECONDS = 15
TASK_HARD_LIMIT_SECONDS = 18
# Above the hard limit: a lease never ends while its holder may still work.
LEASE = timedelta(seconds=20)
# A bell that nobody answered is rung again after this time.
RING_AGAIN = timedelta(seconds=15)
MAX_TRIES = 5
# How long a row that is done stays, for whoever looks into a complaint.
KEPT_DONE = timedelta(days=30)


def pause_after(tries: int) -> timedelta:
    """Return how long a job rests after its n-th failed try: 2, 4, 8, 16 seconds."""
    return timedelta(seconds=2 ** max(1, min(tries, 6)))


def digest_of(content: Any) -> str:
    """Return the SHA-256 (hex) of the content's canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
