"""What people type, made safe: bleach for short text, nh3 for long HTML."""

import html
import unicodedata

import bleach
import nh3

RICH_TAGS = {"p", "h2", "h3", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}


def plain(text: str) -> str:
    """Return short text without markup, invisible characters folded away.

    The result is plain text: templates escape it as they escape everything.
    """
    words = html.unescape(bleach.clean(_visible(text), tags=set(), strip=True))
    # Again: "&#8203;" is visible until it is read as what it names.
    return _visible(words).strip()


def _visible(text: str) -> str:
    """Return the text with every kind of space as a plain one, and nothing invisible."""
    spaced = (" " if unicodedata.category(c) == "Zs" else c for c in text)
    return "".join(c for c in spaced if c.isprintable() or c in "\n\t")


def rich(source: str) -> str:
    """Return long HTML with the few tags that a lesson's text may hold."""
    return nh3.clean(
        source, tags=RICH_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    )
