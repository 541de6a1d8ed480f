"""What the tests of drafts share: a lesson to write, and looks at what is stored."""

import uuid
from io import BytesIO

import pytest
from PIL import Image as Picture

from courses.actions.drafts import Card
from courses.actions.uploads import Upload
from courses.formats.photo import small_photo
from courses.formats.stored import find_card
from courses.models import LessonPage, ModulePage
from tests import factories


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture
def author(agency):
    return factories.trainer(agency)


@pytest.fixture
def page(agency):
    """A draft lesson with every kind of block that only a laptop writes, and a quiz."""
    course = factories.course_page(agency, lessons=0)
    module = ModulePage.objects.descendant_of(course).get()
    odd = '<p data-block-key="k1">Ke <a linktype="page" id="3">sana</a></p>'
    items = [{"type": "item", "value": words, "id": words} for words in ("Buka HP", "Foto")]
    steps = {"title": "Langkah", "items": items}
    blocks = [
        factories.text_block("<p>Halo.</p>"),
        factories.text_block(odd),
        {"type": "steps", "value": {**steps, "checked_on": None}, "id": str(uuid.uuid4())},
        factories.quiz_block("single_choice", "true_false"),
    ]
    return factories.lesson_page(module, slug="baru", blocks=blocks)


def blocks_of(page):
    return LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().stored_blocks


def ids_of(page):
    return [block["id"] for block in blocks_of(page)]


def stored(page, card_id):
    return find_card(blocks_of(page), str(card_id))


def text(words="<p>Baru.</p>", card_id=None):
    return Card(card_id or uuid.uuid4(), "text", words)


def photo(colour="teal"):
    made = BytesIO()
    Picture.new("RGB", (60, 40), colour).save(made, "PNG")
    return Upload("foto.jpg", small_photo(made.getvalue()), "Sambal")
