"""Files of lessons: pictures, which are the same for everybody, and sound and film in parts."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import Document
from wagtail.documents.views.serve import serve

from common.ranges import file_response

PICTURE_TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Serve one rendition; originals, documents and everything else are a 404."""
    folder = (Path(settings.MEDIA_ROOT) / "images").resolve()
    try:
        path = (folder / name).resolve()
        is_there = path.parent == folder and path.is_file()
    except (OSError, ValueError) as error:
        raise Http404 from error
    kind = PICTURE_TYPES.get(path.suffix.lower())
    if kind is None or not is_there:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kind)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


PLAYED_TYPES = {
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
}


@require_safe
def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Play sound and film in parts; every other document is Wagtail's to hand out.

    Wagtail's own checks come first: a private collection stays private.
    """
    found = get_object_or_404(Document, pk=pk)
    kind = PLAYED_TYPES.get(found.file_extension.lower())
    if kind is None or found.filename != name:
        response: HttpResponseBase = serve(request, pk, name)
        return response
    for check in hooks.get_hooks("before_serve_document"):
        answer = check(found, request)
        if isinstance(answer, HttpResponse):
            return answer
    try:
        file = found.file.open("rb")
    except OSError as error:
        raise Http404 from error
    played = file_response(
        file,
        size=found.file.size,
        content_type=kind,
        range_header=request.headers.get("Range", ""),
    )
    played.headers["Cache-Control"] = "private, max-age=86400"
    played.headers["X-Content-Type-Options"] = "nosniff"
    return played
