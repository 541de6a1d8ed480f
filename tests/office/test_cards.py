"""The doors of writing on a phone: what is shown, what is stored, what is refused."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from courses.actions import drafts
from courses.formats.stored import questions_of, token_of
from courses.models import LessonPage
from quizzes.question_types import QUESTION_TYPES
from tests import factories
from tests.courses.formats.test_sound import mp4, opus, webm
from tests.office.writing import FIELDS, agency, blocks_of, page, photo, send, trainer, url

pytestmark = [
    pytest.mark.django_db,
    # Willow leaves a temporary file to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


__all__ = ["agency", "page", "trainer"]


@pytest.mark.parametrize("kind", FIELDS)
def test_a_card_of_each_kind_is_stored_as_its_block_holds_it(client, page, trainer, kind):
    response = send(client, page, trainer, kind, **FIELDS[kind])

    assert response.status_code == 302
    blocks = blocks_of(page)
    (card,) = questions_of(blocks) or blocks
    assert card["type"] == kind
    assert response.url.endswith(f"#kartu-{card['id']}")
    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body.stream_block.clean(draft.body)


def test_every_question_type_has_a_form_made_of_its_own_block(client, page, trainer):
    html = client.get(url("lesson", page.pk)).content.decode()

    for kind in QUESTION_TYPES:
        assert f'name="kind" value="{kind.key}"' in html
        assert kind.key in FIELDS, "a new type: say here what a trainer fills in"


def test_a_question_keeps_its_ticks_and_the_ids_of_its_choices(client, page, trainer):
    send(client, page, trainer, "multiple_choice", **FIELDS["multiple_choice"])
    (card,) = questions_of(blocks_of(page))
    ids = [choice["id"] for choice in card["value"]["choices"]]
    assert [choice["value"] for choice in card["value"]["choices"]] == [
        {"text": "teh", "right": True},
        {"text": "kopi", "right": True},
        {"text": "batu", "right": False},
    ]

    fields = {**FIELDS["multiple_choice"], "choices-3": "pasir", "choices-right": ["1", "3"]}
    del fields["choices-4"]
    send(client, page, trainer, "multiple_choice", card=card["id"], seen=token_of(card), **fields)

    (card,) = questions_of(blocks_of(page))
    assert [choice["id"] for choice in card["value"]["choices"]] == ids
    assert [choice["value"]["right"] for choice in card["value"]["choices"]] == [True, False, True]
    assert card["value"]["choices"][2]["value"]["text"] == "pasir"


def test_a_photo_is_stored_small_with_its_words(client, page, trainer):
    response = send(
        client, page, trainer, "picture", image=photo(size=(2000, 1000)), alt="Sambal", caption="x"
    )

    assert response.status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height, image.title) == (1600, 800, "Sambal")
    (card,) = blocks_of(page)
    assert card["value"] == {"image": image.pk, "alt": "Sambal", "caption": "x"}
    assert client.get(url("lesson", page.pk)).status_code == 200


@pytest.mark.parametrize(
    ("source", "counted", "seconds"),
    [(opus(12), "", 12), (webm(blocks=[(0, 9_000)]), "99", 9), (mp4(1000, 0), "31", 31)],
)
def test_a_voice_note_is_stored_with_its_length(client, page, trainer, source, counted, seconds):
    file = SimpleUploadedFile("rekaman.bin", source)

    response = send(
        client, page, trainer, "audio", file=file, seconds=counted, transcript="Halo semua."
    )

    assert response.status_code == 302
    (card,) = blocks_of(page)
    assert card["value"]["seconds"] == seconds
    assert card["value"]["file"] == Document.objects.get().pk


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("text", {"text": " "}, "Tulis isinya dulu."),
        ("picture", {"alt": "x"}, "Pilih foto dulu."),
        ("audio", {"transcript": "x"}, "Rekam atau pilih suara dulu."),
        ("single_choice", {"explanation": "x"}, "Tulis isinya dulu."),
        ("picture", {"image": SimpleUploadedFile("a.jpg", b"<svg/>")}, "bukan foto"),
        ("audio", {"file": SimpleUploadedFile("a.mp3", b"%PDF-1.7")}, "bukan suara"),
        ("audio", {"file": SimpleUploadedFile("a.m4a", mp4(1, 0))}, "tidak terbaca"),
        ("audio", {"file": SimpleUploadedFile("a.m4a", mp4(1, 700))}, "lebih dari 10 menit"),
        ("single_choice", {"text": "x" * 300}, "240"),
    ],
)
def test_what_cannot_be_stored_is_said_and_nothing_typed_is_lost(
    client, page, trainer, kind, fields, words
):
    fields = {"explanation": "Tulisan saya"} | fields if "choice" in kind else fields

    response = send(client, page, trainer, kind, **fields)

    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    if "choice" in kind:
        assert "Tulisan saya" in html or fields["explanation"] in html
    assert blocks_of(page) == []


def test_a_draft_may_lack_what_publishing_needs(client, page, trainer):
    response = send(client, page, trainer, "single_choice", text="Apa?")

    assert response.status_code == 302
    (card,) = questions_of(blocks_of(page))
    assert card["value"]["choices"] == []


def test_a_card_that_another_changed_shows_both_and_then_takes_hers(client, page, trainer, agency):
    card = uuid.uuid4()
    send(client, page, trainer, "text", card=card, text="Awal")
    seen = token_of(blocks_of(page)[0])
    other = drafts.Card(card, "text", "<p>Punya orang lain</p>")
    drafts.change_card(page=page, card=other, seen=seen, by=factories.trainer(agency))

    refused = send(client, page, trainer, "text", card=card, text="Punya saya", seen=seen)

    html = refused.content.decode()
    assert refused.status_code == 409
    assert "Kartu ini sudah diubah orang lain." in html
    assert "Punya orang lain" in html
    assert "Punya saya</textarea>" in html
    assert blocks_of(page)[0]["value"] == "<p>Punya orang lain</p>"
    now = re.search(rf'value="{card}"><input type="hidden" name="seen" value="(\w+)"', html)[1]
    send(client, page, trainer, "text", card=card, text="Punya saya", seen=now)
    assert blocks_of(page)[0]["value"] == "<p>Punya saya</p>"


def test_a_card_that_another_removed_can_be_stored_as_a_new_one(client, page, trainer):
    card = uuid.uuid4()
    send(client, page, trainer, "text", card=card, text="Awal")
    seen = token_of(blocks_of(page)[0])
    drafts.remove_card(page=page, card_id=str(card), seen=seen, by=trainer)

    refused = send(client, page, trainer, "text", card=card, text="Punya saya", seen=seen)

    html = refused.content.decode()
    assert refused.status_code == 409
    assert "Simpan lagi sebagai kartu baru." in html
    assert "Punya saya</textarea>" in html
    send(client, page, trainer, "text", card=card, text="Punya saya")
    assert blocks_of(page)[0]["value"] == "<p>Punya saya</p>"


def test_one_person_s_unsent_work_is_not_taken_for_another_s(client, page, trainer, agency):
    other = factories.trainer(agency)

    response = send(client, page, other, "text", text="Milik dia")

    assert response.status_code == 403
    assert blocks_of(page) == []


def test_a_removed_card_is_put_back_by_one_button(client, page, trainer):
    send(client, page, trainer, "text", text="Awal")
    (card,) = before = blocks_of(page)

    gone = client.post(
        url("remove_card", page.pk), {"card": card["id"], "seen": token_of(card)}, follow=True
    )
    html = gone.content.decode()
    assert "Kartu dihapus." in html
    assert blocks_of(page) == []
    revision = re.search(r'name="revision" value="(\d+)"', html)[1]
    client.post(url("restore_card", page.pk), {"card": card["id"], "revision": revision})

    assert blocks_of(page) == before


def test_a_card_moves_by_its_buttons(client, page, trainer):
    for words in ("Satu", "Dua"):
        send(client, page, trainer, "text", text=words)
    first, second = blocks_of(page)

    client.post(url("move_card", page.pk), {"card": second["id"], "after": ""})

    assert blocks_of(page) == [second, first]


def test_a_new_card_may_stand_below_any_card(client, page, trainer):
    for words in ("Satu", "Dua"):
        send(client, page, trainer, "text", text=words)
    first = blocks_of(page)[0]["id"]

    html = client.get(url("lesson", page.pk), {"setelah": first}).content.decode()
    send(client, page, trainer, "tip", after=first, **FIELDS["tip"])

    assert f'name="after" value="{first}"' in html
    assert [block["type"] for block in blocks_of(page)] == ["text", "tip", "text"]


def test_what_only_a_laptop_writes_is_shown_and_left_alone(client, page, trainer):
    odd = factories.text_block('<p data-block-key="a">Ke <a linktype="page" id="1">sana</a></p>')
    steps = {"title": "Langkah kirim", "items": [], "checked_on": None}
    page.body = [odd, {"type": "steps", "value": steps, "id": str(uuid.uuid4())}]
    page.save_revision()
    before = blocks_of(page)

    html = client.get(url("lesson", page.pk)).content.decode()
    forged = send(client, page, trainer, "steps", card=before[1]["id"], text="x")

    assert html.count("Ubah kartu ini di laptop.") == 2
    assert "Langkah kirim" in html
    assert forged.status_code == 404
    assert blocks_of(page) == before
