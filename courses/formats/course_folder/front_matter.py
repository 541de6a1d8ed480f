"""Lines of `key: value` between two `---` lines, and values in double quotes."""

import re
from collections.abc import Collection, Mapping

from courses.formats.course_folder.model import Refused

FENCE = "---"
_PAIR = re.compile(r"([^:\s][^:]*?)\s*:\s*(.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\n])*)"')
_ESCAPE = re.compile(r'\\(["\\n])')


def read_front(text: str, *, known: Collection[str] | None) -> tuple[dict[str, str], str, int]:
    """Return (values, body, first line of the body) of a file. Raises Refused.

    known: the keys that may stand there, None for any.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise Refused(1, "no_front")
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == FENCE:
            return values, "\n".join(lines[number:]), number + 1
        if not line.strip():
            continue
        key, value = _pair(line, number)
        if known is not None and key not in known:
            raise Refused(number, "unknown_key", key=key, known=", ".join(known))
        if key in values:
            raise Refused(number, "key_twice", key=key)
        values[key] = value
    raise Refused(1, "front_open")


def write_front(values: Mapping[str, str]) -> str:
    """Return the front matter of values; it reads back as the same."""
    lines = [f"{key}: {quoted(value)}".rstrip() for key, value in values.items()]
    return "\n".join([FENCE, *lines, FENCE]) + "\n"


def line_of_key(text: str, key: str) -> int:
    """Return the line on which a key stands, 1 if it is not there."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.partition(":")[0].strip() == key:
            return number
    return 1


def quoted(value: str) -> str:
    """Return a value as it is written: in quotes where plain text would not come back."""
    if not value or (value == value.strip() and "\n" not in value and not value.startswith('"')):
        return value
    return f'"{escaped(value)}"'


def escaped(value: str) -> str:
    """Return what stands between the quotes of a value."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def unquoted(value: str, *, line: int) -> str:
    """Return what a written value means. Raises Refused for a quote that does not close."""
    value = value.strip()
    if not value.startswith('"'):
        return value
    match = _QUOTED.fullmatch(value)
    if match is None:
        raise Refused(line, "bad_quote")
    return _ESCAPE.sub(lambda m: "\n" if m.group(1) == "n" else m.group(1), match.group(1))


def _pair(line: str, number: int) -> tuple[str, str]:
    match = _PAIR.match(line.strip())
    if match is None:
        raise Refused(number, "no_pair")
    return match.group(1), unquoted(match.group(2), line=number)
