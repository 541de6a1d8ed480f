"""What a file really is, by its content and not by its name."""

import io
import warnings

from PIL import Image

MAX_PIXELS = 20_000_000
PICTURES = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "AVIF": ("avif",)}
# Endings by use; those that a site allows besides are asked for there.
ENDINGS = {
    "audio": ("mp3", "ogg", "opus", "m4a", "webm"),
    "video": ("mp4", "webm"),
    "captions": ("vtt",),
}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


class NotThatError(Exception):
    """A file that is not what it should be; code and values as in a remark."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def check_picture(content: bytes, *, ending: str) -> None:
    """Raise NotThatError unless the content is a picture of that ending that can be shown.

    Its size is known and limited before anything is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
                _check_head(picture, ending)
                picture.verify()
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
                picture.load()
    except _BROKEN as error:
        raise NotThatError("picture_broken") from error


def _check_head(picture: Image.Image, ending: str) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise NotThatError(
            "picture_pixels", width=width, height=height, most=MAX_PIXELS // 1_000_000
        )
    endings = PICTURES[picture.format or ""]
    if ending not in endings:
        raise NotThatError("picture_name", kind=picture.format, endings=", ".join(endings))


def check_document(content: bytes, *, ending: str, kind: str) -> None:
    """Raise NotThatError unless the content begins as files of that ending do."""
    if kind in ENDINGS and ending not in ENDINGS[kind]:
        raise NotThatError("file_kind", ending=ending, endings=", ".join(ENDINGS[kind]))
    if not content:
        raise NotThatError("file_empty")
    if not _begins_as(content[:16], ending):
        raise NotThatError("file_content", ending=ending)


def _begins_as(head: bytes, ending: str) -> bool:
    match ending:
        case "pdf":
            return head.startswith(b"%PDF-")
        case "mp3":
            return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")
        case "ogg" | "opus":
            return head.startswith(b"OggS")
        case "mp4" | "m4a":
            return head[4:8] == b"ftyp"
        case "webm":
            return head.startswith(b"\x1aE\xdf\xa3")
        case "vtt":
            return head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
    return not head.startswith((b"PK\x03\x04", b"MZ", b"\x7fELF", b"#!"))
