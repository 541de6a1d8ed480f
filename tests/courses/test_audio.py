"""Speech in a lesson: a machine's voice is named as one."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from courses.blocks import AudioBlock

pytestmark = pytest.mark.django_db


def rendered(**fields):
    sound = Document.objects.create(title="Suara", file=ContentFile(b"OggS", name="suara.opus"))
    block = AudioBlock()
    value = {"file": sound.pk, "seconds": 73, "transcript": "<p>Foto dekat jendela.</p>"}
    return block.render(block.to_python({**value, **fields}))


def test_machine_voice_is_named():
    assert "Suara mesin" in rendered(is_machine=True)


@pytest.mark.parametrize("fields", [{}, {"is_machine": False}], ids=["before", "unmarked"])
def test_other_speech_is_not(fields):
    shown = rendered(**fields)

    assert "Suara mesin" not in shown
    assert "1 menit 13 detik" in shown
