"""Rich text between its stored HTML and a plain tree.

The tree is canonical: equal texts have equal trees, and `html_of` writes what the editor stores
(bold outside italics, links outside both), without the editor's own keys.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_BLOCKS = ("p", "h2", "h3")
_LISTS = ("ul", "ol")


@dataclass(frozen=True)
class Run:
    """Text of one style. A newline is a line break; styles: of "b" and "i"."""

    text: str
    styles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Link:
    """A link around styled text."""

    href: str
    runs: tuple[Run, ...]


type Inline = tuple[Run | Link, ...]


@dataclass(frozen=True)
class Paragraph:
    """One p, h2 or h3."""

    tag: str
    inline: Inline


@dataclass(frozen=True)
class Item:
    """One point of a list, and the lists inside it."""

    inline: Inline
    lists: tuple["Listing", ...] = ()


@dataclass(frozen=True)
class Listing:
    """One ul or ol."""

    tag: str
    items: tuple[Item, ...]


type Node = Paragraph | Listing
type Nodes = tuple[Node, ...]


def canonical(html: str) -> str:
    """Return rich HTML in its one canonical form; without any text, the empty string."""
    return html_of(nodes_of(html))


def nodes_of(html: str) -> Nodes:
    """Return the tree of stored rich HTML. What is no rich text is left out, its words kept."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return trimmed(parser.finished())


def trimmed(nodes: Nodes) -> Nodes:
    """Return a tree, or nothing of one without a word."""
    is_empty = all(isinstance(node, Paragraph) and not node.inline for node in nodes)
    return () if is_empty else nodes


def html_of(nodes: Nodes) -> str:
    """Return the stored HTML of a tree."""
    return "".join(map(_node_html, nodes))


def joined(parts: list[Run | Link]) -> Inline:
    """Return inline parts with neighbours of one style made one, and nothing empty."""
    found: list[Run | Link] = []
    for part in parts:
        if isinstance(part, Link):
            runs = joined(list(part.runs))
            if runs:
                found.append(Link(part.href, tuple(r for r in runs if isinstance(r, Run))))
            continue
        last = found[-1] if found else None
        if not part.text:
            continue
        if isinstance(last, Run) and last.styles == part.styles:
            found[-1] = Run(last.text + part.text, part.styles)
        else:
            found.append(part)
    return tuple(found)


def _node_html(node: Node) -> str:
    if isinstance(node, Paragraph):
        return f"<{node.tag}>{_inline_html(node.inline)}</{node.tag}>"
    items = "".join(
        f"<li>{_inline_html(item.inline)}{html_of(item.lists)}</li>" for item in node.items
    )
    return f"<{node.tag}>{items}</{node.tag}>"


def _inline_html(inline: Inline) -> str:
    found, plain = "", []
    for part in [*inline, None]:
        if isinstance(part, Run):
            plain.append(part)
            continue
        found += _runs_html(tuple(plain))
        plain = []
        if part:
            found += f'<a href="{escape(part.href)}">{_runs_html(part.runs)}</a>'
    return found


def _runs_html(runs: tuple[Run, ...]) -> str:
    """Return styled runs as the editor writes them: b outside i, open as long as they last."""
    found, opened = "", list[str]()
    for run in runs:
        wanted = sorted(run.styles)
        while opened != wanted[: len(opened)]:
            found += f"</{opened.pop()}>"
        for style in wanted[len(opened) :]:
            found += f"<{style}>"
            opened.append(style)
        found += escape(run.text, quote=False).replace("\n", "<br/>")
    return found + "".join(f"</{style}>" for style in reversed(opened))


class _Parser(HTMLParser):
    """Builds the tree; forgiving, since old texts may hold anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self.styles: list[str] = []
        self.parts: list[Run | Link] = []
        self.link: tuple[str, list[Run]] | None = None
        self.tag = ""
        # One entry a list that is open: its tag, its items, its open item.
        self.lists: list[tuple[str, list[Item], list[tuple[Inline, list[Listing]]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self.styles.append(_STYLES[tag])
        elif tag == "br":
            self._add("\n")
        elif tag == "a":
            self._end_link()
            self.link = (_href(dict(attrs)), [])
        elif tag in _BLOCKS and not self.lists:
            self._end_paragraph()
            self.tag = tag
        elif tag in _LISTS:
            self._begin_list(tag)
        elif tag == "li" and self.lists:
            self._end_item()
            self.lists[-1][2].append(((), []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES:
            if _STYLES[tag] in self.styles:
                self.styles.remove(_STYLES[tag])
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS and not self.lists:
            self._end_paragraph()
        elif tag in _LISTS and self.lists:
            self._end_list()
        elif tag == "li" and self.lists:
            self._end_item()

    def handle_data(self, data: str) -> None:
        # A line break of the source is a space; between blocks it is nothing.
        text = _CONTROL.sub("", data.replace("\n", " "))
        if self.tag or self.lists or text.strip():
            self._add(text)

    def finished(self) -> Nodes:
        """Return what was read, with everything closed."""
        while self.lists:
            self._end_list()
        self._end_paragraph()
        return tuple(self.nodes)

    def _add(self, text: str) -> None:
        if self.lists and not self.lists[-1][2]:
            if not text.strip():
                return
            self.lists[-1][2].append(((), []))
        if not self.lists and not self.tag:
            self.tag = "p"
        run = Run(text, frozenset(self.styles))
        (self.link[1] if self.link else self.parts).append(run)

    def _end_link(self) -> None:
        if self.link:
            href, runs = self.link
            self.parts += [Link(href, tuple(runs))] if href else runs
        self.link = None

    def _taken(self) -> Inline:
        self._end_link()
        inline, self.parts = joined(self.parts), []
        return inline

    def _end_paragraph(self) -> None:
        inline = self._taken()
        if self.tag:
            self.nodes.append(Paragraph(self.tag, inline))
        self.tag = ""

    def _begin_list(self, tag: str) -> None:
        if self.lists:
            self._keep_words()
            if not self.lists[-1][2]:
                self.lists[-1][2].append(((), []))
        else:
            self._end_paragraph()
        self.lists.append((tag, [], []))

    def _keep_words(self) -> None:
        """Give the words read so far to the item that is open."""
        inline = self._taken()
        item = self.lists[-1][2]
        if item and inline:
            item[0] = (joined([*item[0][0], *inline]), item[0][1])

    def _end_item(self) -> None:
        self._keep_words()
        _tag, items, item = self.lists[-1]
        if item:
            inline, lists = item.pop()
            items.append(Item(inline, tuple(lists)))

    def _end_list(self) -> None:
        self._end_item()
        tag, items, _item = self.lists.pop()
        if not items:
            return
        listing = Listing(tag, tuple(items))
        if self.lists:
            self.lists[-1][2][0][1].append(listing)
        else:
            self.nodes.append(listing)


def _href(attributes: dict[str, str | None]) -> str:
    return _CONTROL.sub("", attributes.get("href") or "").strip()
