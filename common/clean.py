"""What people type, made safe: bleach for short text, nh3 for long HTML."""

import html

import bleach
import nh3

RICH_TAGS = {"p", "h2", "h3", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}


def plain(text: str) -> str:
    """Return short text without markup, invisible characters folded away.

    The result is plain text: templates escape it as they escape everything.
    """
    visible = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return html.unescape(bleach.clean(visible, tags=set(), strip=True)).strip()


def rich(source: str) -> str:
    """Return long HTML with the few tags that a lesson's text may hold."""
    return nh3.clean(
        source, tags=RICH_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    )
