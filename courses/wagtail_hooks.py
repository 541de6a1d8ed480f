"""Wagtail's doors: how the files of lessons are served."""

from django.http import HttpRequest, HttpResponseBase
from wagtail import hooks
from wagtail.documents.models import Document

from common.ranges import file_response

PLAYED = {
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
}


@hooks.register("before_serve_document")  # type: ignore[untyped-decorator]
def play(document: Document, request: HttpRequest) -> HttpResponseBase | None:
    """Send sound, film and captions in parts; everything else as Wagtail does: as a download."""
    kind = PLAYED.get(document.file_extension.lower())
    if kind is None:
        return None
    response = file_response(
        document.file.open("rb"),
        size=document.file.size,
        content_type=kind,
        range_header=request.headers.get("Range", ""),
    )
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
