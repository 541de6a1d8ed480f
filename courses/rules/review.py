"""What a reviewer may do with a lesson that waits, and when two drafts say the same."""

import json
import re
from collections.abc import Mapping
from typing import Any

from common.rules import digest_of

APPROVE, RETURN = "approve", "reject"


def review_actions(*, is_reviewer: bool, is_sender: bool, is_as_sent: bool) -> frozenset[str]:
    """Return what somebody may do with a lesson that waits for review.

    Nobody decides about what she sent herself. What was changed since it was sent has been read
    by nobody as it is now: it goes back, and is sent again.
    """
    if not is_reviewer or is_sender:
        return frozenset()
    return frozenset({APPROVE, RETURN}) if is_as_sent else frozenset({RETURN})


# What Wagtail keeps about a page beside what its author wrote.
BOOKKEEPING = frozenset(
    {
        *("path", "depth", "numchild", "url_path", "owner", "draft_title", "expired"),
        *("live", "live_revision", "has_unpublished_changes", "latest_revision"),
        *("first_published_at", "last_published_at", "latest_revision_created_at"),
        *("locked", "locked_at", "locked_by", "wagtail_admin_comments"),
    }
)
_EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
_SAME_TAGS = {"strong": "b", "em": "i"}
_BOLD_OR_ITALIC = re.compile(r"(</?)(strong|em)>")


def draft_digest(content: Mapping[str, Any]) -> str:
    """Return the digest of what an author wrote. content: the fields of a revision of a page.

    Comments, locks and the keys that the editor leaves in a text are no part of it; neither is
    the difference between an empty field and a missing one.
    """
    written = {key: value for key, value in content.items() if key not in BOOKKEEPING}
    if isinstance(written.get("body"), str):
        written["body"] = json.loads(written["body"] or "[]")
    return digest_of({"draft": _canonical(written)})


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        parts = ((key, _canonical(part)) for key, part in value.items())
        return {key: part for key, part in parts if part not in ("", None, False, [], {})}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    if isinstance(value, str):
        plain = _EDITOR_KEY.sub("", value)
        return _BOLD_OR_ITALIC.sub(lambda tag: f"{tag[1]}{_SAME_TAGS[tag[2]]}>", plain)
    return value
