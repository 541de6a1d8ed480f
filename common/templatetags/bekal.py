"""Icons and plain words for numbers, for use in templates."""

from functools import cache

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from common.templatetags.icons import ICONS

register = template.Library()

KILOBYTE = 1_000
MEGABYTE = 1_000_000
NON_BREAKING_HYPHEN = "\u2011"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a decorative drawing of 24 x 24 units; its words stand beside it.

    Raises KeyError if no icon has this name.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308  (a constant of this program)
    )


@register.filter
def megabytes(size: int) -> str:
    """Return a file size in words a learner knows: "48 KB", "2,3 MB".

    size: bytes, 0 or more. A size is never shown as nothing.
    """
    if size < MEGABYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{number_format(size / MEGABYTE, decimal_pos=1)} MB"


@register.filter
def minutes_in_words(minutes: int) -> str:
    """Return a length of time such as "8 menit" or "1 jam 10 menit"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(_("%(hours)d jam") % {"hours": hours})
    if rest or not hours:
        parts.append(_("%(minutes)d menit") % {"minutes": rest})
    return " ".join(parts)


@register.filter
def seconds_in_words(seconds: int) -> str:
    """Return a length of time such as "1 menit 20 detik"."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(_("%(minutes)d menit") % {"minutes": minutes})
    if rest or not minutes:
        parts.append(_("%(seconds)d detik") % {"seconds": rest})
    return " ".join(parts)


@register.filter
def unbroken(text: str) -> str:
    """Return a title whose doubled words ("apa-apa") stay on one line."""
    return text.replace("-", NON_BREAKING_HYPHEN)


@register.filter
def breakable(number: str) -> SafeString:
    """Return a long number such as "0003/CONTOH/XI/2026" that may break after its slashes."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in number.split("/")))
