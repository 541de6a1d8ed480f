"""What writing on a phone makes the phone load, as it travels."""

import re
import uuid

import brotli
import pytest
from django.conf import settings
from django.urls import reverse

from courses.models import LessonPage, ModulePage
from tests import factories

pytestmark = pytest.mark.django_db

PAGE_BYTES, SCRIPT_BYTES, SCRIPT_LINES = 14_000, 10_000, 100
STYLE = re.compile(r'rel="stylesheet" href="/static/([^"]+)"')
KINDS = ("single_choice", "multiple_choice", "true_false", "single_choice")
STATIC = settings.BASE_DIR / "static"


def test_a_lesson_of_many_cards_fits_the_first_flight(client, record_property):
    factories.framework(*(f"kemampuan-{number}" for number in range(14)))
    agency = factories.agency()
    client.force_login(factories.trainer(agency))
    course = factories.course_page(agency, lessons=0)
    words = " ".join(f"kata{number} lain{number}." for number in range(40))
    texts = [factories.text_block(f"<p>{words} {number}</p>") for number in range(6)]
    lesson = factories.lesson_page(
        ModulePage.objects.descendant_of(course).get(),
        slug=f"p{uuid.uuid4()}",
        blocks=[*texts, factories.quiz_block(*KINDS)],
    )

    html = client.get(reverse("office:lesson", args=[lesson.pk])).content.decode()
    styles = b"".join((STATIC / path).read_bytes() for path in STYLE.findall(html))

    size = len(brotli.compress(html.encode() + styles))
    record_property("html_and_css_brotli", size)
    assert LessonPage.objects.count() == 1
    assert styles
    assert size <= PAGE_BYTES


def test_the_scripts_are_small_and_short():
    names = "kept keep-cards post-card send-cards shrink-photo record-sound add-below sign-out"
    files = [STATIC / "js" / f"{name}.js" for name in names.split()]

    assert len(brotli.compress(b"".join(file.read_bytes() for file in files))) <= SCRIPT_BYTES
    for file in files:
        assert len(file.read_text().splitlines()) <= SCRIPT_LINES, file.name
