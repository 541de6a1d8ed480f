"""The Markdown of a lesson's text as rich HTML; what is no part of the format is refused."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.formats.course_folder.model import Refused
from courses.formats.course_folder.rich_html import (
    Inline,
    Item,
    Link,
    Listing,
    Node,
    Paragraph,
    Run,
    html_of,
    joined,
    trimmed,
)

_STYLES = {"strong": "b", "em": "i"}
_HEADINGS = {"h2", "h3"}
SCHEMES = ("https://", "http://", "mailto:", "tel:", "lesson:", "files/", "#")
# Deeper lists than the editor can make; also the end of any recursion.
_MAX_DEPTH = 5


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 40})
    # These would swallow lines of plain text without a trace.
    reader.disable(["reference", "lheading", "html_block"])
    # Addresses stay as they were written; which are allowed is said by SCHEMES.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _reader()


def html_of_markdown(text: str, *, line: int, headings: bool) -> str:
    """Return canonical rich HTML. line: where the text stands in its file. Raises Refused."""
    tokens = _READER.parse(text)
    nodes = trimmed(tuple(_nodes(tokens, line=line)))
    if not headings:
        for node in nodes:
            if isinstance(node, Paragraph) and node.tag != "p":
                raise Refused(_line_of_heading(tokens, line), "heading_here")
    return html_of(nodes)


def inline_of(text: str, *, line: int = 0) -> Inline:
    """Return the inline tree of one paragraph's text. Raises Refused."""
    return _inline(_READER.parseInline(text)[0], line=line)


def points_of(text: str, *, line: int, tag: str) -> tuple[str, ...]:
    """Return the plain points of the one list that a text is. Raises Refused."""
    nodes = tuple(_nodes(_READER.parse(text), line=line))
    if not nodes:
        return ()
    if len(nodes) != 1 or not isinstance(nodes[0], Listing) or nodes[0].tag != tag:
        raise Refused(line, "not_one_list", mark="1." if tag == "ol" else "-")
    points = []
    for item in nodes[0].items:
        if item.lists or any(
            isinstance(p, Link) or p.styles or "\n" in p.text for p in item.inline
        ):
            raise Refused(line, "point_not_plain")
        points.append("".join(part.text for part in item.inline if isinstance(part, Run)))
    return tuple(points)


def _line_of_heading(tokens: Sequence[Token], line: int) -> int:
    first = next(token for token in tokens if token.type == "heading_open")
    return _line(first, line)


def _line(token: Token, line: int) -> int:
    return line + (token.map[0] if token.map else 0)


def _nodes(tokens: Sequence[Token], *, line: int, depth: int = 0) -> Iterator[Node]:
    """Yield the nodes of block tokens; every kind that is not named here is refused."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _end_of(tokens, place)
        inside = tokens[place + 1 : end]
        if token.type == "paragraph_open":
            yield Paragraph("p", _inline(inside[0], line=_line(token, line)))
        elif token.type == "heading_open":
            if token.tag not in _HEADINGS:
                raise Refused(_line(token, line), "heading_level")
            yield Paragraph(token.tag, _inline(inside[0], line=_line(token, line)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield _listing(token, inside, line=line, depth=depth)
        elif token.type in ("blockquote_open", "code_block", "fence", "hr"):
            raise Refused(_line(token, line), token.type.removesuffix("_open"))
        else:
            raise Refused(_line(token, line), "markdown", kind=token.type)
        place = end + 1


def _end_of(tokens: Sequence[Token], place: int) -> int:
    """Return where the token that opens at a place is closed."""
    if tokens[place].nesting == 0:
        return place
    level = tokens[place].level
    return next(n for n in range(place + 1, len(tokens)) if tokens[n].level == level)


def _listing(token: Token, inside: Sequence[Token], *, line: int, depth: int) -> Listing:
    if depth >= _MAX_DEPTH:
        raise Refused(_line(token, line), "list_too_deep")
    if token.attrs.get("start", 1) != 1:
        raise Refused(_line(token, line), "list_start")
    items, place = [], 0
    while place < len(inside):
        end = _end_of(inside, place)
        items.append(_item(inside[place], inside[place + 1 : end], line=line, depth=depth))
        place = end + 1
    return Listing(token.tag, tuple(items))


def _item(token: Token, inside: Sequence[Token], *, line: int, depth: int) -> Item:
    nodes: list[Node] = list(_nodes(inside, line=line, depth=depth + 1))
    first = nodes[0] if nodes else None
    inline: Inline = ()
    if isinstance(first, Paragraph):
        if first.tag != "p":
            raise Refused(_line(token, line), "heading_in_list")
        inline = first.inline
        nodes = nodes[1:]
    lists = tuple(node for node in nodes if isinstance(node, Listing))
    if len(lists) != len(nodes):
        raise Refused(_line(token, line), "list_paragraphs")
    return Item(inline, lists)


def _inline(token: Token, *, line: int) -> Inline:
    if token.content == "\\":
        return ()
    parts: list[Run | Link] = []
    styles: list[str] = []
    link: tuple[str, list[Run | Link]] | None = None
    for child in token.children or ():
        if child.type == "link_open":
            link = (_href(child, line), [])
        elif child.type == "link_close" and link:
            runs = tuple(run for run in joined(link[1]) if isinstance(run, Run))
            parts.append(Link(link[0], runs))
            link = None
        elif child.tag in _STYLES:
            style = _STYLES[child.tag]
            styles.append(style) if child.nesting > 0 else styles.remove(style)
        else:
            run = Run(_text(child, line), frozenset(styles))
            (link[1] if link else parts).append(run)
    return joined(parts)


def _text(token: Token, line: int) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("hardbreak", "softbreak"):
        return "\n" if token.type == "hardbreak" else " "
    if token.type == "html_inline" and token.content == "<!-- -->":
        return ""
    code = {"image": "picture_in_text", "code_inline": "code_block", "html_inline": "html"}
    raise Refused(line, code.get(token.type, "markdown"), kind=token.type)


def _href(token: Token, line: int) -> str:
    href = str(token.attrs.get("href", ""))
    if not href.startswith(SCHEMES):
        raise Refused(line, "link_address", address=href[:100])
    if token.attrs.get("title"):
        raise Refused(line, "link_title")
    return href
