"""Files of lessons: parts of sound, downloads, pictures, and what stays closed."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


def played(content=b"0123456789" * 20, name="suara.mp3", **fields):
    return Document.objects.create(title="Suara", file=ContentFile(content, name=name), **fields)


def body_of(answer):
    return b"".join(answer.streaming_content)


def test_sound_is_played_in_parts(client):
    sound = played()

    part = client.get(sound.url, headers={"Range": "bytes=10-19"})
    whole = client.get(sound.url)

    assert (part.status_code, body_of(part)) == (206, b"0123456789")
    assert part.headers["Content-Type"] == "audio/mpeg"
    assert "attachment" not in part.headers.get("Content-Disposition", "")
    assert (whole.status_code, len(body_of(whole))) == (200, 200)


def test_sound_of_a_private_collection_stays_private(client):
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="tertutup"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    sound = played(collection=closed)

    answer = client.get(sound.url, headers={"Range": "bytes=0-9"})

    assert answer.status_code == 302
    assert client.get(sound.url.replace("suara", "lain")).status_code == 404


def test_other_documents_are_downloads_b71(client):
    answer = client.get(played(b"%PDF-1.7", name="brosur.pdf").url)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert body_of(answer) == b"%PDF-1.7"


@pytest.mark.parametrize("name", ["a%00.png", "..%2f..%2fsecret-key", "x.svg", "x.html"])
def test_a_picture_that_is_none_is_a_404_b33(client, name):
    assert client.get(f"/media/images/{name}").status_code == 404
