"""The doors of a lesson as a whole on a phone, and who finds them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.formats.stored import find_card, questions_of, token_of
from courses.models import LessonPage, LessonVersion
from people.rules import Role
from tests import factories
from tests.courses.formats.test_sound import opus
from tests.office.writing import FIELDS, agency, bare, blocks_of, page, photo, send, trainer, url

pytestmark = [
    pytest.mark.django_db,
    # Willow leaves a temporary file to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


__all__ = ["agency", "page", "trainer"]


def test_a_lesson_begins_with_its_title_and_a_second_tap_makes_no_second(client, page, trainer):
    module, key = page.get_parent(), uuid.uuid4()
    address = url("new_lesson", module.pk)
    assert client.get(address).status_code == 200

    for _time in range(2):
        made = client.post(address, {"key": key, "title": "Foto pagi", "skill": "foto"})

    assert made.status_code == 302
    assert LessonPage.objects.filter(title="Foto pagi").count() == 1
    assert client.post(address, {"key": key, "title": " "}).status_code == 422


def test_the_head_is_written_anew(client, page, trainer):
    seen = token_of({name: getattr(page, name) for name in ("title", "summary", "skill")})
    fields = {"title": "Judul jadi", "summary": "", "skill": "iklan"}

    assert client.post(url("describe_lesson", page.pk), fields).status_code == 409
    done = client.post(url("describe_lesson", page.pk), {**fields, "seen": seen}, follow=True)

    assert "Judul jadi" in done.content.decode()
    assert client.post(url("describe_lesson", page.pk), {"title": ""}).status_code == 422


def whole_lesson(client, page, trainer):
    for kind in ("text", "true_false", "single_choice"):
        send(client, page, trainer, kind, **FIELDS[kind])
    return LessonPage.objects.get(pk=page.pk).draft_token


def test_a_lesson_is_published_with_one_button(client, page, trainer):
    seen = whole_lesson(client, page, trainer)

    html = client.get(url("lesson", page.pk)).content.decode()
    done = client.post(url("send_lesson", page.pk), {"seen": seen}, follow=True)

    assert "Terbitkan" in html
    assert "Sudah terbit." in done.content.decode()
    assert LessonVersion.objects.get(lesson__page=page).quiz.slots


def test_what_cannot_be_asked_keeps_the_lesson_from_its_learners(client, page, trainer):
    whole_lesson(client, page, trainer)
    send(client, page, trainer, "single_choice", text="Tanpa jawaban?")
    seen = LessonPage.objects.get(pk=page.pk).draft_token

    refused = client.post(url("send_lesson", page.pk), {"seen": seen})

    assert refused.status_code == 422
    assert "Perbaiki ini sebelum terbit" in refused.content.decode()
    assert not LessonVersion.objects.exists()
    assert len(questions_of(blocks_of(page))) == 3


def test_the_draft_is_seen_as_learners_will_see_it(client, page, trainer):
    whole_lesson(client, page, trainer)

    html = client.get(url("preview_lesson", page.pk)).content.decode()

    assert "Halo <b>semua</b>." in html
    assert "Apa?" in html


def test_the_queries_do_not_grow_with_the_cards(client, page, trainer):
    def grow():
        send(client, page, trainer, "picture", image=photo(), alt="x")
        send(client, page, trainer, "audio", file=SimpleUploadedFile("a", opus(3)))
        for kind, fields in FIELDS.items():
            send(client, page, trainer, kind, **fields)

    grow()
    client.get(url("lesson", page.pk))
    few = queries_of(client, page)
    for _time in range(3):
        grow()
    client.get(url("lesson", page.pk))

    assert queries_of(client, page) == few
    assert few <= 30


def queries_of(client, page):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url("lesson", page.pk)).status_code == 200
    return len(found)


def test_the_list_shows_where_each_lesson_stands(client, agency, page, trainer):
    send(client, page, trainer, "text", text="Isi")
    factories.publish(page.get_parent().get_parent().specific)
    bare(page.get_parent().specific, title="Belum jadi")

    html = client.get(url("lessons")).content.decode()

    assert "Sudah terbit" in html
    assert "Konsep" in html
    assert "Belum jadi" in html
    assert url("new_lesson", page.get_parent().pk) in html


def test_who_writes_for_two_agencies_sees_which_is_which(client, agency, page, trainer):
    other = factories.agency(name="Lembaga Lain")
    factories.course_page(other, slug="lain")
    factories.membership(trainer, other, Role.TRAINER)
    trainer.groups.add(*factories.trainer(other).groups.all())

    html = client.get(url("lessons")).content.decode()

    assert agency.name in html
    assert "Lembaga Lain" in html


def test_a_trainer_of_another_agency_finds_nothing(client, page, trainer):
    send(client, page, trainer, "text", text="Rahasia")
    card = blocks_of(page)[0]
    stranger = factories.trainer(factories.agency())
    client.force_login(stranger)
    posted = {"card": card["id"], "seen": token_of(card), "person": stranger.phone_mark}
    posted |= {"kind": "text", "text": "Diambil", "revision": "1", "title": "x"}

    for name in ("lesson", "preview_lesson"):
        assert client.get(url(name, page.pk)).status_code == 404
    for name in ("save_card", "move_card", "remove_card", "restore_card", "send_lesson"):
        assert client.post(url(name, page.pk), posted).status_code == 404, name
    assert client.post(url("describe_lesson", page.pk), posted).status_code == 404
    assert client.get(url("new_lesson", page.get_parent().pk)).status_code == 404
    assert client.post(url("new_lesson", page.get_parent().pk), posted).status_code == 404
    assert "Rahasia" not in client.get(url("lessons")).content.decode()
    assert find_card(blocks_of(page), card["id"]) == card


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.HEAD, Role.AUDITOR, Role.MENTOR])
def test_who_is_no_trainer_writes_no_lesson(client, agency, page, role):
    person = factories.person()
    factories.membership(person, agency, role)
    client.force_login(person)

    assert client.get(url("lessons")).status_code == 403
    assert client.get(url("lesson", page.pk)).status_code == 403


def test_a_locked_lesson_is_shown_without_its_forms(client, agency, page, trainer):
    send(client, page, trainer, "text", text="Awal")
    LessonPage.objects.filter(pk=page.pk).update(locked=True, locked_by=factories.trainer(agency))

    html = client.get(url("lesson", page.pk)).content.decode()
    refused = send(client, page, trainer, "text", text="Lagi")

    assert "Pelajaran ini terkunci." in html
    assert 'name="kind"' not in html
    assert refused.status_code == 409
    assert len(blocks_of(page)) == 1


@pytest.mark.parametrize("card", ["", "x", "<script>", "1" * 5000])
def test_a_made_up_card_is_not_found(client, page, trainer, card):
    assert send(client, page, trainer, "text", card=card, text="x").status_code == 404
    assert client.post(url("remove_card", page.pk), {"card": card}).status_code == 404
