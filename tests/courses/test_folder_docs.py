"""The pages that explain the folder: their example is imported, and no remark is missing."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from courses.models import LessonPage
from courses.queries.folders.words import WORDS
from tests import factories
from tests.courses.folders import MEDIA, imported, picture

DOCS = settings.BASE_DIR / "docs" / "formats"
PAGES = {"en": DOCS / "course-folder.md", "id": DOCS / "folder-kelas.md"}
EXAMPLE = re.compile(r"\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)```\n", re.DOTALL)
NAMED = {
    "images/cahaya-jendela.webp": picture(),
    "audio/cahaya-jendela.opus": MEDIA["audio/suara.opus"],
    "video/cahaya.mp4": MEDIA["video/film.mp4"],
    "video/cahaya.vtt": MEDIA["video/film.vtt"],
    "files/daftar-harga.pdf": MEDIA["files/daftar.pdf"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", PAGES)
def test_the_example_of_the_page_becomes_a_course(language):
    factories.framework("foto-cahaya", "foto-tata")
    files = {path: text.encode() for path, text in EXAMPLE.findall(PAGES[language].read_text())}

    report = imported({**files, **NAMED}, factories.agency(), address="jualan-lewat-whatsapp")

    assert report.refusals == report.warnings == ()
    kinds = [block.block_type for block in LessonPage.objects.get(slug="cahaya-jendela").body]
    assert len(kinds) == 12
    assert set(kinds) == set(LessonPage.body.field.stream_block.child_blocks)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_every_remark_as_the_site_does(language):
    page = PAGES[language].read_text()

    with translation.override(language):
        said = {code: re.sub(r"%\(\w+\)s", "…", str(words)) for code, words in WORDS.items()}

    assert [
        code for code, words in said.items() if words != "…" and f"| {words} |" not in page
    ] == []
