"""Steps of a translator, through the same doors of wagtail-localize that its screens use."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from courses.queries import translation_of


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
