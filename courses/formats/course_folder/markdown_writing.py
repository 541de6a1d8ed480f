"""Rich text as Markdown that reads back as the same text."""

import re
from collections.abc import Iterator

from courses.formats.course_folder.markdown_reading import inline_of
from courses.formats.course_folder.rich_html import (
    Inline,
    Item,
    Link,
    Listing,
    Nodes,
    Run,
    joined,
    nodes_of,
)

# An empty comment parts marks that would otherwise run together.
APART = "<!-- -->"
# A line of a backslash alone is an empty paragraph.
EMPTY = "\\"
_MARKS = {"b": "**", "i": "*"}
_SPECIAL = re.compile(r"[\\*_`\[\]]|<(?![\s\d])|&(?=[#A-Za-z0-9])")
_LINE_START = re.compile(r"^(>|[#+\-=~:|](?![^\W_]))")
_NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_HEADING_END = re.compile(r"#(?=#*$)")
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\&\x00-\x20\x7f]+")


def markdown_of(html: str) -> str:
    """Return the Markdown of rich HTML; without a word, the empty string."""
    return _nodes(nodes_of(html))


def plain_markdown(text: str) -> str:
    """Return the Markdown of one line of plain text."""
    return _paragraph(joined([Run(text)]))


def _nodes(nodes: Nodes) -> str:
    parts = []
    previous, is_other = None, False
    for node in nodes:
        if isinstance(node, Listing):
            # Two lists of one kind in a row stay two through their marks.
            is_other = isinstance(previous, Listing) and previous.tag == node.tag and not is_other
            parts.append(_listing(node, is_other=is_other))
        elif node.tag == "p":
            parts.append(_paragraph(node.inline))
        else:
            text = _written(node.inline, breaks=False)
            hashes = "#" * int(node.tag[1])
            parts.append(f"{hashes} {_HEADING_END.sub(r'\\#', text)}".rstrip())
        previous = node
    return "\n\n".join(parts)


def _listing(listing: Listing, *, is_other: bool) -> str:
    lines = []
    for number, item in enumerate(listing.items, start=1):
        if listing.tag == "ul":
            mark = "*" if is_other else "-"
        else:
            mark = f"{number})" if is_other else f"{number}."
        lines.append(_item(item, mark=mark))
    return "\n".join(lines)


def _item(item: Item, *, mark: str) -> str:
    inside, previous, is_other = _paragraph(item.inline), "", False
    for listing in item.lists:
        is_other = listing.tag == previous and not is_other
        inside += "\n" + _listing(listing, is_other=is_other)
        previous = listing.tag
    indent = " " * (len(mark) + 1)
    return f"{mark} " + inside.replace("\n", "\n" + indent)


def _paragraph(inline: Inline) -> str:
    if not inline:
        return EMPTY
    return "\n".join(map(_safe_start, _written(inline, breaks=True).split("\n")))


def _safe_start(line: str) -> str:
    """Return a line that is not read as a heading, a list or a fence."""
    return _NUMBER_START.sub(r"\1\\\2", _LINE_START.sub(r"\\\1", line))


def _written(inline: Inline, *, breaks: bool) -> str:
    """Return inline Markdown, in the plainest form that reads back as the same."""
    for outside, inside in (("", ""), (APART, "")):
        written = _parts(inline, around=(outside, inside), breaks=breaks)
        if inline_of(written) == inline:
            return written
    # Marks parted from everything open and close strictly inside one another.
    return _parts(inline, around=(APART, APART), breaks=False)


def _parts(inline: Inline, *, around: tuple[str, str], breaks: bool) -> str:
    found = ""
    for group in _groups(inline):
        if isinstance(group, Link):
            if found.endswith("!"):
                found = found[:-1] + "\\!"
            found += f"[{_runs(group.runs, around=around)}]({_address(group.href)})"
        else:
            found += _runs(group, around=around)
    # At the start of a line nothing stands before the mark, and a comment would be a block.
    return _with_breaks(found.removeprefix(APART), breaks=breaks)


def _groups(inline: Inline) -> Iterator[tuple[Run, ...] | Link]:
    plain: list[Run] = []
    for part in inline:
        if isinstance(part, Run):
            plain.append(part)
            continue
        yield tuple(plain)
        plain = []
        yield part
    yield tuple(plain)


def _runs(runs: tuple[Run, ...], *, around: tuple[str, str]) -> str:
    """Return styled runs; a style that lasts longer stands outside."""
    outside, inside = around
    found, opened = "", list[str]()
    for place, run in enumerate(runs):
        while not set(opened) <= run.styles:
            found += f"{inside}{_MARKS[opened.pop()]}{outside}"
        for style in sorted(run.styles - set(opened), key=lambda s: (-_lasts(runs[place:], s), s)):
            found += f"{outside}{_MARKS[style]}{inside}"
            opened.append(style)
        found += _escaped(run.text)
    return found + "".join(f"{inside}{_MARKS[style]}{outside}" for style in reversed(opened))


def _lasts(runs: tuple[Run, ...], style: str) -> int:
    return next((n for n, run in enumerate(runs) if style not in run.styles), len(runs))


def _escaped(text: str) -> str:
    return "".join(
        "&nbsp;" if c == "\xa0" else f"&#{ord(c)};" if c.isspace() and c not in " \n" else c
        for c in _SPECIAL.sub(r"\\\g<0>", text)
    )


def _with_breaks(text: str, *, breaks: bool) -> str:
    """Return the text with its line breaks written, and no space that would be lost at an edge.

    Markdown has no break before or after everything: those are written as characters.
    """
    body = text.strip("\n")
    before = len(text) - len(text.lstrip("\n"))
    after = len(text) - before - len(body)
    lines = map(_held_spaces, body.split("\n"))
    return "&#10;" * before + ("\\\n" if breaks else "&#10;").join(lines) + "&#10;" * after


def _held_spaces(line: str) -> str:
    held = line
    if held.startswith(" "):
        held = "&#32;" + held[1:]
    if held.endswith(" "):
        held = held[:-1] + "&#32;"
    return held


def _address(href: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(href):
        return href
    return "<" + re.sub(r"[\\<>&]", r"\\\g<0>", href) + ">"
