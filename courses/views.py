"""Pictures of lessons. They are the same for everybody and their names never change meaning."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

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
    path = (folder / name).resolve()
    kind = PICTURE_TYPES.get(path.suffix.lower())
    if kind is None or path.parent != folder or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kind)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
