"""Wagtail's doors: how the files of lessons are served, and where a lesson may be moved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.documents.models import Document
from wagtail.models import Page

from common.ranges import file_response
from courses.queries import has_twins

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


@hooks.register("before_move_page")  # type: ignore[untyped-decorator]
def stay_apart(request: HttpRequest, page: Page, destination: Page) -> HttpResponseBase | None:
    """Say why a lesson cannot go where another has its address; nothing is moved."""
    if request.method != "POST" or not has_twins(page, below=destination):
        return None
    messages.error(request, _("Alamat ini sudah dipakai pelajaran lain di kelas ini."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
