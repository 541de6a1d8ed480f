"""A photo from a phone, made small: at most 1,600 pixels, upright, without where and when."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PHOTO_BYTES = 10 * 1024 * 1024
LONGEST_PIXELS = 1600
# A JPEG is decoded at a fraction of its size; the others have to fit into memory whole.
MAX_PIXELS = 25_000_000
_READ = ("JPEG", "PNG", "WEBP", "AVIF")
_QUALITY = 85


class PhotoRefused(ValueError):
    """The file is no picture that can be used. reason: size, unknown, broken or pixels."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def small_photo(source: bytes) -> bytes:
    """Return the picture as a JPEG of at most 1,600 x 1,600, turned upright, metadata gone.

    Nothing but pixels is carried over: no place, no time, no phone. Raises PhotoRefused.
    """
    if len(source) > MAX_PHOTO_BYTES:
        raise PhotoRefused("size")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _small(source)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PhotoRefused("pixels") from error
    except UnidentifiedImageError as error:
        raise PhotoRefused("unknown") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        if isinstance(error, PhotoRefused):
            raise
        raise PhotoRefused("broken") from error


def _small(source: bytes) -> bytes:
    with Image.open(BytesIO(source), formats=_READ) as picture:
        picture.draft("RGB", (LONGEST_PIXELS, LONGEST_PIXELS))
        if picture.width * picture.height > MAX_PIXELS:
            raise PhotoRefused("pixels")
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_PIXELS, LONGEST_PIXELS))
        seen = upright.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    made = BytesIO()
    paper.save(made, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return made.getvalue()
