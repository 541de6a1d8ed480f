"""Parts of a file, so that sound and film can be wound forward on a slow line."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_PIECE = 64 * 1024


class UnsatisfiableRange(ValueError):
    """The part that was asked for lies outside the file."""


def range_of(header: str, *, size: int) -> tuple[int, int] | None:
    """Return (first, last) byte of a Range header, None where the whole file is to be sent.

    size: bytes. Several ranges and forms that nobody plays with mean the whole file.
    Raises UnsatisfiableRange. Source: RFC 9110, section 14.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first_text, last_text = match.groups()
    if not first_text:
        first, last = max(0, size - int(last_text)), size - 1
    else:
        first = int(first_text)
        last = min(int(last_text), size - 1) if last_text else size - 1
    if first >= size or (last_text and first_text and int(last_text) < first):
        raise UnsatisfiableRange(header)
    return first, last


def file_response(
    file: BinaryIO, *, size: int, content_type: str, range_header: str
) -> HttpResponseBase:
    """Return a file, or the part of it that was asked for; the response closes the file."""
    try:
        part = range_of(range_header, size=size)
    except UnsatisfiableRange:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: StreamingHttpResponse
    if part is None:
        response = FileResponse(file, content_type=content_type)
        response.headers["Content-Length"] = str(size)
    else:
        first, last = part
        response = StreamingHttpResponse(
            _pieces(file, first=first, length=last - first + 1),
            status=206,
            content_type=content_type,
        )
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _pieces(file: BinaryIO, *, first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece
