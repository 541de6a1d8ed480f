"""Links inside lessons, between pages of the site and paths of a course folder."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from django.conf import settings
from wagtail.models import Page

from courses.queries.folders.media import Shelf

_ANCHOR = re.compile(r"<a\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([a-z]+)=(?:"([^"]*)"|'([^']*)')""")
_HREF = re.compile(r'<a href="([^"]*)">')
LESSON, FILES = "lesson:", ("files/", "images/", "audio/", "video/")


class LinksOut:
    """Turns the links of stored rich text into those of a folder.

    lessons: "module/lesson" by page key. Every link that cannot be carried goes to `say`.
    """

    def __init__(self, lessons: Mapping[int, str], shelf: Shelf) -> None:
        self.lessons, self.shelf = lessons, shelf

    def of(self, html: str, say: Callable[..., None]) -> str:
        """Return the HTML with plain addresses only. say(code, **values): a warning."""

        def plain(match: re.Match[str]) -> str:
            found = _ATTRIBUTE.findall(match.group(1))
            href = self._href({name: unescape(a or b) for name, a, b in found}, say)
            return f'<a href="{escape(href)}">'

        return _ANCHOR.sub(plain, html)

    def _href(self, given: Mapping[str, str], say: Callable[..., None]) -> str:
        kind, key = given.get("linktype"), given.get("id", "")
        if kind is None:
            return given.get("href", "")
        if kind == "document" and key.isdigit():
            path = self.shelf.path_of("download", int(key))
            if path:
                return path
        if kind == "page" and key.isdigit():
            if int(key) in self.lessons:
                return LESSON + self.lessons[int(key)]
            if address := _address_of_page(int(key)):
                say("link_outside", address=address)
                return address
        say("link_lost", kind=kind, key=key)
        return ""


def _address_of_page(key: int) -> str:
    """Return the absolute address of a page, "" without one."""
    page = Page.objects.filter(pk=key).first()
    url = str((page and page.get_url()) or "")
    if not url:
        return ""
    return url if "://" in url else settings.BASE_URL + url


def stored_links(html: str, *, lessons: Mapping[str, int], documents: Callable[[str], int]) -> str:
    """Return canonical rich HTML with the links of a folder as Wagtail stores them.

    lessons: page keys by "module/lesson". documents: a document's key by its path.
    """

    def stored(match: re.Match[str]) -> str:
        href = unescape(match.group(1))
        if href.startswith(LESSON) and href.removeprefix(LESSON) in lessons:
            return f'<a linktype="page" id="{lessons[href.removeprefix(LESSON)]}">'
        if href.startswith(FILES):
            return f'<a linktype="document" id="{documents(href)}">'
        return match.group(0)

    return _HREF.sub(stored, html)
