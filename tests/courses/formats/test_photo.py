from io import BytesIO

import pytest
from PIL import Image

from courses.formats.photo import MAX_PHOTO_BYTES, PhotoRefused, small_photo

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def encoded(picture, form="JPEG", **more):
    made = BytesIO()
    picture.save(made, form, **more)
    return made.getvalue()


def opened(source):
    return Image.open(BytesIO(source))


def test_a_big_photo_becomes_small_and_keeps_its_shape():
    made = opened(small_photo(encoded(Image.new("RGB", (4000, 3000), "teal"))))

    assert (made.format, made.size) == ("JPEG", (1600, 1200))


def test_a_small_photo_is_not_made_bigger():
    assert opened(small_photo(encoded(Image.new("RGB", (320, 200))))).size == (320, 200)


def test_a_photo_held_sideways_stands_upright():
    picture = Image.new("RGB", (80, 40), "blue")
    picture.paste("red", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    made = opened(small_photo(encoded(picture, exif=exif)))

    assert made.size == (40, 80)
    top, bottom = made.getpixel((20, 5)), made.getpixel((20, 75))
    assert top[0] > 200 > bottom[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_and_when_and_with_what_is_gone(form):
    exif = Image.Exif()
    exif[MAKER] = "Telepon Rahasia"
    exif.get_ifd(GPS)[1] = "S"
    exif.get_ifd(GPS)[2] = (7.0, 58.0, 12.0)
    source = encoded(Image.new("RGB", (40, 40)), form, exif=exif)
    assert b"Telepon Rahasia" in source

    made = small_photo(source)

    assert b"Telepon" not in made
    assert not opened(made).getexif()
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "progressive",
        "progression",
    }


def test_what_is_see_through_becomes_white():
    made = opened(small_photo(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")))

    assert min(made.getpixel((10, 10))) > 250


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        (b"\0" * (MAX_PHOTO_BYTES + 1), "size"),
        (encoded(Image.effect_noise((200, 200), 50))[:5000], "broken"),
        (encoded(Image.new("1", (6000, 5000)), "PNG"), "pixels"),
        (encoded(Image.new("1", (20_000, 10_000)), "PNG"), "pixels"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_reason(source, reason):
    with pytest.raises(PhotoRefused) as refusal:
        small_photo(source)

    assert refusal.value.reason == reason
