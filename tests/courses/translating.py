"""Steps of a translator, through the same doors of wagtail-localize that its screens use."""

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from courses.actions import open_catalogue, sync_authors
from courses.models import LessonPage, LessonTranslation
from courses.queries import translation_of
from people.rules import Role
from tests import factories


def english():
    return Locale.objects.get(language_code="en")


def begin(page: Page) -> Page:
    """Submit a page for translation; return the translated page, a draft."""
    translate_object(page, [english()])
    return page.get_translation(english()).specific


def translate(translated: Page, **words: str) -> Translation:
    """Say every text of a page in "English": "en: " and the original, or the given words."""
    translation = translation_of(translated)
    for segment in StringSegment.objects.filter(source=translation.source):
        text = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": words.get(text, f"en: {text}")},
        )
    return translation


def publish(translated: Page) -> None:
    """Publish what is translated so far; run it with on_commit callbacks executed."""
    translation_of(translated).save_target(publish=True)


def trainer_of(agency):
    person = factories.person()
    factories.membership(person, agency, Role.TRAINER)
    open_catalogue(agency=agency)
    sync_authors(agency=agency, on=timezone.localdate())
    return person


def lesson_of(agency, slug):
    course = factories.published_course(agency, slug=slug, lessons=1)
    return LessonPage.objects.descendant_of(course.page).get()


def in_english(page):
    return LessonPage.objects.get(translation_key=page.translation_key, locale=english())


def multipart(fields):
    return encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT


def dump():
    return [
        list(model.objects.order_by("pk").values())
        for model in (
            Translation,
            TranslationSource,
            StringTranslation,
            SegmentOverride,
            LessonTranslation,
            LessonPage,
        )
    ]
