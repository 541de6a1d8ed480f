"""Pictures for tests, made on the spot."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Collection


def picture_bytes(width=8, height=8, kind="PNG"):
    data = BytesIO()
    Picture.new("RGB", (width, height), (200, 90, 40)).save(data, kind)
    return data.getvalue()


def stored_picture(collection=None, *, title="gambar", **size):
    return Image.objects.create(
        title=title,
        file=ImageFile(BytesIO(picture_bytes(**size)), name="x.png"),
        collection=collection or Collection.get_first_root_node(),
    )
