"""Texts with a format, made plain; what is lost is said, and what carries meaning is refused."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from quizzes.formats.drafts.model import UnreadableError, tidy
from quizzes.formats.gift import Text

# Longer texts are refused anyway; they are not taken apart first.
MAX_SOURCE = {"markdown": 1_500}
MAX_ANY_SOURCE = 4_000
_NOT_TEXT = frozenset({"img", "picture", "svg", "canvas", "audio", "video", "iframe", "object"})
_NOT_TEXT |= {"embed", "math", "table", "input", "select"}
_SILENT = frozenset({"script", "style", "head", "title", "template"})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre"})
_LINES = frozenset({"br", "div", "li", "dt", "dd"})
_NOTHING_LOST = frozenset({"p", "br", "div", "span", "html", "body"})
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,6}|#\d{2,5});")
_UPLOADED = "@@PLUGINFILE@@"


@dataclass(frozen=True)
class Texts:
    """Makes the texts of one question plain. said: takes the warnings."""

    said: list[str]

    def plain(self, text: Text, what: str) -> str:
        """Return a text without its format. Raises UnreadableError for what no text can hold."""
        if len(text.text) > MAX_SOURCE.get(text.format, MAX_ANY_SOURCE):
            raise UnreadableError(f"The {what} has {len(text.text)} characters. Shorten it.")
        if text.format == "html":
            return self._from_html(text.text, what)
        if text.format == "markdown":
            return self._from_html(MarkdownIt("commonmark").render(text.text), what)
        if text.format == "moodle" and _TAG.search(text.text):
            self.said.append(
                f"The {what} looks like HTML and is shown as written. Put [html] before it."
            )
        return tidy(text.text)

    def _from_html(self, source: str, what: str) -> str:
        reader = _PlainText()
        reader.feed(source)
        reader.close()
        if reader.refused or _UPLOADED in source:
            found = ", ".join(sorted(reader.refused)) or "file"
            raise UnreadableError(
                f"The {what} holds more than text ({found}). Put it into the lesson instead."
            )
        if reader.lost:
            self.said.append(f"Formatting was left out ({', '.join(sorted(reader.lost))}).")
        return tidy(re.sub(r" *\n *", "\n", re.sub(r"\n{3,}", "\n\n", reader.text)))


class _PlainText(HTMLParser):
    """Gathers the words; notes which tags were lost and which cannot be left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.lost: set[str] = set()
        self.refused: set[str] = set()
        self.silent = 0

    @property
    def text(self) -> str:
        return re.sub(r" *\n *", "\n", "".join(self.pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_TEXT:
            self.refused.add(tag)
        elif tag not in _NOTHING_LOST:
            self.lost.add(tag[:20])
        self.silent += tag in _SILENT
        self._break(tag)
        if tag == "li":
            self.pieces.append("- ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent and not (data.isspace() and self._begins_line()):
            self.pieces.append(_SPACES.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag == "br" or (tag in _LINES and not self._begins_line()):
            self.pieces.append("\n")

    def _begins_line(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith("\n")
