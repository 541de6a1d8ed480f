"""No agency meets another's translations, through any door."""

import json

import pytest
from django.urls import reverse
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    Translation,
)

from courses.models import CoursePage, LessonPage
from tests import factories
from tests.courses import translating
from tests.courses.test_cms import fields_of, picture
from tests.courses.translating import (
    dump,
    in_english,
    lesson_of,
    multipart,
    trainer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture
def other(agency):
    return factories.agency()


@pytest.fixture
def foreign(agency, other):
    """A lesson of another agency with everything a translation has; the visitor is `agency`'s."""
    page = lesson_of(other, "orang")
    image = picture(other)
    page.body = json.dumps(
        [
            *page.body.get_prep_value(),
            {
                "type": "picture",
                "id": "11111111-1111-4111-8111-111111111111",
                "value": {"image": image.pk, "alt": "Rahasia", "caption": ""},
            },
        ]
    )
    # Not published: making a picture's sizes leaves a temporary file to the garbage collector.
    page.save()
    translating.begin(LessonPage.objects.get(pk=page.pk))
    return page


def doors(foreign):
    translation = Translation.objects.get(source__object_id=foreign.translation_key)
    string = StringSegment.objects.filter(source=translation.source).first()
    override = OverridableSegment.objects.filter(source=translation.source).first()
    return {
        "submit_page_translation": [foreign.pk],
        "update_translations": [translation.source_id],
        "edit_string_translation": [translation.pk, string.pk],
        "edit_override": [translation.pk, override.pk],
        "download_pofile": [translation.pk],
        "upload_pofile": [translation.pk],
        "machine_translate": [translation.pk],
        "preview_translation": [translation.pk],
        "stop_translation": [translation.pk],
        "convert_to_alias": [in_english(foreign).pk],
    }


NAMES = [
    "submit_page_translation",
    "update_translations",
    "edit_string_translation",
    "edit_override",
    "download_pofile",
    "upload_pofile",
    "machine_translate",
    "preview_translation",
    "stop_translation",
    "convert_to_alias",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_trainer_translates_nothing_of_another_agency(client, agency, foreign, name):
    client.force_login(trainer_of(agency))
    url = reverse(f"wagtail_localize:{name}", args=doors(foreign)[name])
    before = dump()

    answers = [
        client.get(url),
        client.post(url, {"locales": [translating.english().pk], "value": "x"}),
        client.put(url, *multipart({"value": "x"})),
        client.delete(url),
    ]

    for answer in answers:
        assert answer.status_code in (302, 403, 404, 405), name
        text = b"".join(answer).decode()
        assert "Rahasia" not in text
        assert "Pelajaran p1-1" not in text
    assert dump() == before


@pytest.mark.parametrize(
    "name", ["edit", "view_draft", "preview_on_edit", "history", "delete", "copy", "move"]
)
def test_a_trainer_opens_no_translation_of_another_agency(client, agency, foreign, name):
    client.force_login(trainer_of(agency))
    translated = in_english(foreign)
    url = reverse(f"wagtailadmin_pages:{name}", args=[translated.pk])

    for answer in (client.get(url), client.post(url, fields_of(translated, title="Diambil"))):
        assert answer.status_code in (302, 403, 404, 405), name
        assert "Rahasia" not in answer.content.decode()
    translated.refresh_from_db()
    assert translated.title == "Pelajaran p1-1"


def test_lists_show_only_the_agency_s_own_translations(client, agency, foreign):
    translating.begin(lesson_of(agency, "milik"))
    CoursePage.objects.filter(slug="milik").update(title="Punya sendiri")
    client.force_login(trainer_of(agency))
    folder = in_english(foreign).get_parent()

    report = client.get(reverse("wagtail_localize:translations_report"))
    assert [t.source.object_id for t in report.context["object_list"]] == [
        LessonPage.objects.get(
            path__startswith=agency.catalogue.path, locale__language_code="id"
        ).translation_key
    ]
    assert client.get(reverse("wagtail_localize:translations_report_results")).status_code == 200
    searched = client.get(reverse("wagtailadmin_pages:search"), {"q": "Pelajaran"})
    assert str(in_english(foreign).pk) not in [str(page.pk) for page in searched.context["pages"]]
    assert client.get(reverse("wagtailadmin_explore", args=[folder.pk])).status_code in (302, 403)


def test_a_translation_takes_another_picture_of_its_own_agency_only(client, other, agency, foreign):
    """Here `other` is at home: its own picture is taken, one of `agency` is not."""
    client.force_login(trainer_of(other))
    trainer_of(agency)
    url = reverse("wagtail_localize:edit_override", args=doors(foreign)["edit_override"])
    own, strange = picture(other), picture(agency)

    assert client.put(url, *multipart({"value": strange.pk})).status_code == 404
    assert client.put(url, *multipart({"value": "javascript:alert(1)"})).status_code == 404
    assert not SegmentOverride.objects.exists()
    assert client.put(url, *multipart({"value": own.pk})).status_code == 201
    assert SegmentOverride.objects.get().data == str(own.pk)
    assert client.delete(url).status_code == 200


def test_who_writes_no_lessons_has_no_door_to_translations(client, agency, foreign):
    client.force_login(factories.person())

    for name, args in doors(foreign).items():
        answer = client.get(reverse(f"wagtail_localize:{name}", args=args))
        assert answer.status_code in (302, 403, 405)


def test_a_trainer_sends_no_translation_of_another_agency_to_review(client, agency, foreign):
    client.force_login(trainer_of(agency))
    url = reverse("review_translation", args=[in_english(foreign).pk])
    before = dump()

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert dump() == before
