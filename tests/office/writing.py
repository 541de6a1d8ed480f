"""What the tests of writing on a phone share: a trainer, a lesson, and what she sends."""

import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from courses.models import LessonPage, ModulePage
from tests import factories


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture
def trainer(agency, client):
    person = factories.trainer(agency)
    client.force_login(person)
    return person


@pytest.fixture
def page(agency):
    course = factories.course_page(agency, lessons=0)
    module = ModulePage.objects.descendant_of(course).get()
    return bare(module, title="Pelajaran baru")


def bare(module, **fields):
    """Return a draft lesson without a single block."""
    lesson = LessonPage(slug=f"p{uuid.uuid4()}", live=False, skill="foto", **fields)
    module.add_child(instance=lesson)
    return lesson


def url(name, *args):
    return reverse(f"office:{name}", args=args)


def blocks_of(page):
    return LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().stored_blocks


def photo(form="JPEG", size=(60, 40)):
    made = BytesIO()
    Picture.new("RGB", size, "teal").save(made, form)
    return SimpleUploadedFile("IMG_1.jpg", made.getvalue(), "image/jpeg")


def send(client, page, person, kind, *, card=None, **fields):
    card = uuid.uuid4() if card is None else card
    posted = {"kind": kind, "card": card, "person": person.phone_mark, **fields}
    return client.post(url("save_card", page.pk), posted)


FIELDS = {
    "text": {"text": "Halo **semua**.\n\n- satu"},
    "tip": {"title": "Coba sekarang", "text": "Buka HP."},
    "single_choice": {
        "text": "Apa?",
        "choices-1": "teh",
        "choices-2": "kopi",
        "choices-right": "1",
        "explanation": "Begitu.",
        "skill": "foto",
    },
    "multiple_choice": {
        "text": "Apa saja?",
        "choices-1": "teh",
        "choices-2": "kopi",
        "choices-4": "batu",
        "choices-right": ["1", "2"],
        "explanation": "Begitu.",
        "skill": "foto",
    },
    "true_false": {"text": "Benar?", "answer": "on", "explanation": "Ya.", "skill": "foto"},
}
