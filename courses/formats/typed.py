"""Text as it is typed on a phone, to and from the rich text of a block.

A blank line parts paragraphs, a line break stays one; "- " and "1. " begin the items of a list,
"## " and "### " a heading; **bold**, *italic*, [words](https://...). What rich text holds beyond
that cannot be typed here: then `typed_of` returns None, and the text is left alone.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

_STARTS = {"ul": "- ", "ol": "1. ", "h2": "## ", "h3": "### "}
_LINE = re.compile(r"(?:(?P<ul>- )|(?P<ol>\d{1,3}\. )|(?P<h2>## )|(?P<h3>### ))(?P<rest>.*)")
# Marks that were read, told apart from the same signs as plain letters.
_BOLD_MARK, _ITALIC_MARK, _OPEN, _MIDDLE, _CLOSE = "\ue000\ue001\ue002\ue003\ue004"
_MARKS = {"b": _BOLD_MARK, "strong": _BOLD_MARK, "i": _ITALIC_MARK, "em": _ITALIC_MARK}
_SIGNS = str.maketrans(
    {_BOLD_MARK: "**", _ITALIC_MARK: "*", _OPEN: "[", _MIDDLE: "](", _CLOSE: ")"}
)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>\"]+)\)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*(?:\*(?!\*)[^*]+\*(?!\*)[^*]*)*?)(?<=[^\s])\*\*")
_ITALIC = re.compile(r"\*(?=[^\s*])([^*]+)(?<=[^\s*])\*")
_UNSEEN = {"Cc", "Cs", "Co", "Zl", "Zp"}
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class _Untypable(Exception):
    """The rich text holds something that has no typed form."""


@dataclass(frozen=True)
class _Part:
    """A paragraph, a heading or a whole list. kind: p, h2, h3, ul or ol."""

    kind: str
    lines: tuple[str, ...]


def typed_of(source: str) -> str | None:
    """Return rich text (HTML) as it would be typed, or None if something would be lost."""
    try:
        parts = _read(source)
        typed = "\n\n".join(map(_typed, parts))
        return typed if _read(html_of(typed)) == parts else None
    except _Untypable:
        return None


def html_of(typed: str) -> str:
    """Return typed text as rich text; whatever is no known mark stays as it was typed."""
    return "".join(_html(part) for part in _parts(typed))


def _parts(typed: str) -> list[_Part]:
    parts: list[_Part] = []
    for chunk in _BLANK_LINES.split(typed.replace("\r\n", "\n").replace("\r", "\n")):
        kind, lines = "", list[str]()
        for line in filter(None, map(_neat, chunk.split("\n"))):
            new, rest = _kind_of(line)
            if lines and (new != kind or new in ("h2", "h3")):
                parts.append(_Part(kind, tuple(lines)))
                lines = []
            kind = new
            lines.append(rest)
        if lines:
            parts.append(_Part(kind, tuple(lines)))
    return parts


def _neat(line: str) -> str:
    """Return a line without signs that nobody can see, every run of spaces as one."""
    seen = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in line)
    return " ".join(seen.split())


def _kind_of(line: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if match is None or not match["rest"].strip():
        return "p", line
    return next(kind for kind in _STARTS if match[kind]), match["rest"].strip()


def _typed(part: _Part) -> str:
    start = _STARTS.get(part.kind, "")
    return "\n".join(f"{start}{line}" for line in part.lines).translate(_SIGNS)


def _html(part: _Part) -> str:
    lines = [_line_html(line) for line in part.lines]
    if part.kind in ("ul", "ol"):
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f"<{part.kind}>{items}</{part.kind}>"
    return f"<{part.kind}>{'<br/>'.join(lines)}</{part.kind}>"


def _line_html(line: str) -> str:
    """Return one typed line as HTML; marks that do not close in order stay plain signs."""
    marked = _inline(line)
    try:
        read = _read(f"<p>{marked}</p>")
    except _Untypable:
        read = []
    if [part.lines[0].translate(_SIGNS) for part in read] == [line]:
        return marked
    return html.escape(line, quote=False)


def _inline(line: str) -> str:
    """Return one typed line as HTML: links are taken out first, so that no mark splits them."""
    made, end = [], 0
    for match in _LINK.finditer(line):
        made.append(_marked(line[end : match.start()]))
        words, address = match[1], html.escape(match[2])
        made.append(f'<a href="{address}">{_marked(words)}</a>')
        end = match.end()
    return "".join((*made, _marked(line[end:])))


def _marked(words: str) -> str:
    safe = html.escape(words, quote=False)
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", safe))


def _read(source: str) -> list[_Part]:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Reads the few tags of a lesson's text into parts; anything else is untypable."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self.kind = ""
        self.lines: list[str] = []
        self.line: str | None = None
        self.open: list[str] = []
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs if name != "data-block-key"}
        if tag == "a" and set(given) == {"href"} and self.line is not None and not self.address:
            self.address = given["href"]
            self.line += _OPEN
        elif given:
            raise _Untypable
        elif tag in ("p", "h2", "h3", "ul", "ol") and not self.kind:
            self.kind, self.lines = tag, []
            self.line = None if tag in ("ul", "ol") else ""
        elif tag == "li" and self.kind in ("ul", "ol") and self.line is None:
            self.line = ""
        elif tag in _MARKS and self.line is not None:
            self.line += _MARKS[tag]
        elif tag == "br" and self.kind == "p" and self.line is not None:
            self._end_line()
            self.line = ""
        else:
            raise _Untypable
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if not self.open or self.open.pop() != tag:
            raise _Untypable
        if tag == "a" and self.line is not None:
            self.line += f"{_MIDDLE}{self.address}{_CLOSE}"
            self.address = ""
        elif tag in _MARKS and self.line is not None:
            self.line += _MARKS[tag]
        elif tag == "li":
            self._end_line()
        else:
            if self.line is not None:
                self._end_line()
            if self.lines:
                self.parts.append(_Part(self.kind, tuple(self.lines)))
            self.kind = ""

    def handle_data(self, data: str) -> None:
        if self.line is None:
            if data.strip():
                raise _Untypable
            return
        self.line += re.sub(r"[ \t\n]+", " ", data)

    def handle_comment(self, data: str) -> None:
        raise _Untypable

    def _end_line(self) -> None:
        words = (self.line or "").strip()
        if words:
            self.lines.append(words)
        self.line = None

    def finish(self) -> list[_Part]:
        if self.open or self.kind:
            raise _Untypable
        return self.parts
