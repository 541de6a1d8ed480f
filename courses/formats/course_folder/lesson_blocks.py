"""The body of a lesson, taken apart into its blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A block opens with colons and a word, and ends with colons alone.
_OPEN = re.compile(r":::\s*([a-z]+)(?:\s+(.*))?$")
_CLOSE = re.compile(r":::\s*$")
_RULE = re.compile(r"---\s*$")
_PICTURE = re.compile(r"!\[")


@dataclass
class Part:
    """Lines that belong together. word: of a block, "text", "picture", "rule" or "open".

    said: what stood after the word; an "open" part is a block that never ended.
    """

    word: str
    line: int
    said: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)

    @property
    def body_line(self) -> int:
        """Return where the body begins."""
        return self.line if self.word == "text" else self.line + 1


def parts_of(body: str, *, line: int) -> list[Part]:
    """Return the parts of a body that begins on a line. Blank lines around text are left out."""
    return [part for part in _parts(body.split("\n"), line) if part.word != "text" or part.lines]


def _parts(lines: list[str], start: int) -> Iterator[Part]:
    part = Part("text", start)
    is_blank_before = True
    for number, line in enumerate(lines, start=start):
        opened = _OPEN.match(line)
        if part.word not in ("text",):
            if _CLOSE.match(line):
                yield part
                part = Part("text", number + 1)
            elif opened:
                yield Part("open", part.line, part.word)
                part = Part(opened.group(1), number, opened.group(2) or "")
            else:
                part.lines.append(line)
        elif opened:
            yield _trimmed(part)
            part = Part(opened.group(1), number, opened.group(2) or "")
        elif _CLOSE.match(line):
            yield _trimmed(part)
            yield Part("close", number)
            part = Part("text", number + 1)
        elif _RULE.match(line):
            yield _trimmed(part)
            yield Part("rule", number)
            part = Part("text", number + 1)
        elif _PICTURE.match(line) and is_blank_before:
            yield _trimmed(part)
            yield Part("picture", number, line.strip())
            part = Part("text", number + 1)
        else:
            part.lines.append(line)
        is_blank_before = not line.strip() or part.word != "text" or not part.lines
    if part.word == "text":
        yield _trimmed(part)
    else:
        yield Part("open", part.line, part.word)


def _trimmed(part: Part) -> Part:
    while part.lines and not part.lines[0].strip():
        part.lines.pop(0)
        part.line += 1
    while part.lines and not part.lines[-1].strip():
        part.lines.pop()
    return part
