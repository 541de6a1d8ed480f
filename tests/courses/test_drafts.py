"""Writing a lesson card by card: every refusal, every repetition, and Wagtail beside it."""

import json
import uuid

import pytest
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
)

from courses.actions import drafts
from courses.actions.drafts import Card
from courses.actions.uploads import FileRefused
from courses.formats.stored import token_of
from courses.models import LessonPage
from courses.queries import lesson_minutes
from tests import factories
from tests.courses.drafting import agency, author, blocks_of, ids_of, page, photo, stored, text

pytestmark = pytest.mark.django_db


__all__ = ["agency", "author", "page"]


def test_a_card_is_added_behind_another_and_the_rest_stays_byte_for_byte(page, author):
    before, card = json.dumps(blocks_of(page)), text()
    first = ids_of(page)[0]

    drafts.add_card(page=page, card=card, by=author, after=first)

    assert ids_of(page)[1] == str(card.id)
    assert stored(page, card.id) == {"type": "text", "value": "<p>Baru.</p>", "id": str(card.id)}
    assert json.dumps([one for one in blocks_of(page) if one["id"] != str(card.id)]) == before
    revision = page.revisions.latest("created_at")
    assert revision.user == author


def test_a_new_card_stands_last_but_before_the_quiz(page, author):
    card = text()

    drafts.add_card(page=page, card=card, by=author, after="hilang")

    assert [one["type"] for one in blocks_of(page)][-2:] == ["text", "quiz"]
    assert ids_of(page)[-2] == str(card.id)


def test_minutes_that_nobody_wrote_are_counted_again(page, author):
    longer = text(f"<p>{'kata ' * 400}</p>")
    drafts.add_card(page=page, card=text(), by=author)
    assert LessonPage.objects.get(pk=page.pk).minutes == 8
    page.minutes = lesson_minutes(page)
    page.save_revision()

    drafts.add_card(page=page, card=longer, by=author)

    assert LessonPage.objects.get(pk=page.pk).minutes == 5


def test_the_same_card_twice_is_one_card_and_one_revision(page, author):
    card = text()
    drafts.add_card(page=page, card=card, by=author)
    revisions = page.revisions.count()

    drafts.add_card(page=page, card=card, by=author)

    assert ids_of(page).count(str(card.id)) == 1
    assert page.revisions.count() == revisions


def test_an_id_with_other_content_is_refused_and_shows_what_is_there(page, author):
    card = text()
    drafts.add_card(page=page, card=card, by=author)

    with pytest.raises(drafts.CardChanged) as refusal:
        drafts.add_card(page=page, card=text("<p>Lain.</p>", card.id), by=author)

    assert refusal.value.current["value"] == "<p>Baru.</p>"
    assert stored(page, card.id)["value"] == "<p>Baru.</p>"


def test_a_question_goes_into_the_quiz_and_makes_one_where_none_is(page, author, agency):
    value = factories.question_block("true_false")["value"]
    second = factories.lesson_page(page.get_parent(), slug="dua", blocks=[])

    for lesson in (page, second):
        drafts.add_card(page=lesson, card=Card(uuid.uuid4(), "true_false", value), by=author)

    kinds = [question["type"] for question in blocks_of(page)[-1]["value"]["questions"]]
    assert kinds == ["single_choice", "true_false", "true_false"]
    quiz = blocks_of(second)[-1]
    assert (quiz["type"], quiz["value"]["pass_percent"]) == ("quiz", 60)
    assert len(quiz["value"]["questions"]) == 1


def test_a_change_keeps_what_its_form_did_not_show(page, author):
    question = blocks_of(page)[-1]["value"]["questions"][0]
    known = question["value"]["choices"][0]
    choices = [{"type": "item", "id": known["id"], "value": {"text": "teh", "right": True}}]
    known["value"]["feedback"] = "Bagus."
    question["value"]["name"] = "Judul"
    blocks = [*blocks_of(page)[:-1], blocks_of(page)[-1]]
    blocks[-1]["value"]["questions"][0] = question
    page.body = json.dumps(blocks)
    page.save_revision()

    drafts.change_card(
        page=page,
        card=Card(uuid.UUID(question["id"]), "single_choice", {"text": "Apa?", "choices": choices}),
        seen=token_of(stored(page, question["id"])),
        by=author,
    )

    now = stored(page, question["id"])["value"]
    assert (now["text"], now["name"], now["skill"]) == ("Apa?", "Judul", "foto")
    assert [choice["value"] for choice in now["choices"]] == [
        {"text": "teh", "right": True, "feedback": "Bagus."}
    ]


def test_text_that_reads_the_same_keeps_the_editor_s_own_form(page, author):
    source = '<p data-block-key="k9"><b>Halo</b> semua</p>'
    card = text(source)
    drafts.add_card(page=page, card=card, by=author)
    revisions = page.revisions.count()

    same = text("<p><b>Halo</b> semua</p>", card.id)
    drafts.change_card(page=page, card=same, seen="apa saja", by=author)

    assert stored(page, card.id)["value"] == source
    assert page.revisions.count() == revisions


def test_a_change_of_what_another_changed_is_refused_and_a_repetition_is_not(page, author, agency):
    card_id, seen = uuid.UUID(ids_of(page)[0]), token_of(blocks_of(page)[0])
    mine, hers = text("<p>Saya.</p>", card_id), text("<p>Dia.</p>", card_id)
    drafts.change_card(page=page, card=hers, seen=seen, by=factories.trainer(agency))

    drafts.change_card(page=page, card=hers, seen=seen, by=author)
    with pytest.raises(drafts.CardChanged) as refusal:
        drafts.change_card(page=page, card=mine, seen=seen, by=author)

    assert refusal.value.current["value"] == "<p>Dia.</p>"
    drafts.change_card(page=page, card=mine, seen=token_of(refusal.value.current), by=author)
    assert stored(page, card_id)["value"] == "<p>Saya.</p>"


def test_two_people_change_two_cards_without_a_conflict(page, author, agency):
    first, second = ids_of(page)[:2]
    seen = {card: token_of(stored(page, card)) for card in (first, second)}
    other = factories.trainer(agency)

    drafts.change_card(
        page=page, card=text("<p>A</p>", uuid.UUID(first)), seen=seen[first], by=author
    )
    drafts.change_card(
        page=page, card=text("<p>B</p>", uuid.UUID(second)), seen=seen[second], by=other
    )

    assert [block["value"] for block in blocks_of(page)[:2]] == ["<p>A</p>", "<p>B</p>"]


def test_a_change_of_a_removed_card_is_refused(page, author):
    card_id, seen = ids_of(page)[0], token_of(blocks_of(page)[0])
    drafts.remove_card(page=page, card_id=card_id, seen=seen, by=author)

    with pytest.raises(drafts.CardChanged) as refusal:
        drafts.change_card(
            page=page, card=text("<p>x</p>", uuid.UUID(card_id)), seen=seen, by=author
        )

    assert refusal.value.current is None


def test_a_card_moves_and_the_same_move_again_does_nothing(page, author):
    first, second, *rest = ids_of(page)

    for _time in range(2):
        drafts.move_card(page=page, card_id=first, after=second, by=author)

    assert ids_of(page) == [second, first, *rest]
    assert page.revisions.count() == 1
    drafts.move_card(page=page, card_id=first, after="", by=author)
    assert ids_of(page) == [first, second, *rest]


def test_a_question_moves_inside_its_quiz(page, author):
    one, two = (question["id"] for question in blocks_of(page)[-1]["value"]["questions"])

    drafts.move_card(page=page, card_id=two, after="", by=author)

    assert [q["id"] for q in blocks_of(page)[-1]["value"]["questions"]] == [two, one]


@pytest.mark.parametrize(("card", "after"), [("hilang", ""), (0, "hilang")])
def test_a_move_of_or_behind_what_is_gone_is_refused(page, author, card, after):
    card_id = ids_of(page)[card] if card == 0 else card

    with pytest.raises(drafts.CardChanged):
        drafts.move_card(page=page, card_id=card_id, after=after, by=author)

    assert not page.revisions.exists()


def test_a_removed_card_comes_back_to_its_place_as_it_was(page, author):
    before = blocks_of(page)
    for card_id in ids_of(page)[:3]:
        held = drafts.remove_card(
            page=page, card_id=card_id, seen=token_of(stored(page, card_id)), by=author
        )
        assert stored(page, card_id) is None

        for _time in range(2):
            drafts.restore_card(page=page, card_id=card_id, revision=held, by=author)

        assert blocks_of(page) == before


def test_the_last_question_takes_its_quiz_along_and_brings_it_back(page, author):
    before, held = blocks_of(page), []
    for question in before[-1]["value"]["questions"]:
        held.append(
            drafts.remove_card(
                page=page,
                card_id=question["id"],
                seen=token_of(stored(page, question["id"])),
                by=author,
            )
        )
    assert [block["type"] for block in blocks_of(page)] == ["text", "text", "steps"]

    for question, revision in zip(before[-1]["value"]["questions"][::-1], held[::-1], strict=True):
        drafts.restore_card(page=page, card_id=question["id"], revision=revision, by=author)

    assert blocks_of(page) == before


def test_removing_twice_is_quiet_and_removing_what_changed_is_refused(page, author):
    card_id, seen = ids_of(page)[0], token_of(blocks_of(page)[0])

    with pytest.raises(drafts.CardChanged):
        drafts.remove_card(page=page, card_id=card_id, seen="lama", by=author)
    drafts.remove_card(page=page, card_id=card_id, seen=seen, by=author)

    assert drafts.remove_card(page=page, card_id=card_id, seen=seen, by=author) is None


def test_nothing_is_restored_out_of_another_page(page, author):
    other = factories.lesson_page(
        page.get_parent(), slug="lain", blocks=[factories.text_block("<p>Rahasia</p>")]
    )
    revision = other.save_revision()

    with pytest.raises(drafts.NothingToRestore):
        drafts.restore_card(page=page, card_id=ids_of(other)[0], revision=revision.pk, by=author)


def test_a_photo_is_kept_once_among_the_agency_s_own(page, author, agency):
    card = Card(uuid.uuid4(), "picture", {"alt": "Sambal", "caption": ""}, {"image": photo()})

    for _time in range(2):
        drafts.add_card(page=page, card=card, by=author)

    image = Image.objects.get()
    assert image.collection == Collection.objects.get(name=agency.name)
    assert image.uploaded_by_user == author
    assert image.file_size > 0
    assert stored(page, card.id)["value"]["image"] == image.pk


def test_a_changed_alternative_text_keeps_the_photo(page, author):
    card = Card(uuid.uuid4(), "picture", {"alt": "Sambal", "caption": ""}, {"image": photo()})
    drafts.add_card(page=page, card=card, by=author)
    image = stored(page, card.id)["value"]["image"]

    drafts.change_card(
        page=page,
        card=Card(card.id, "picture", {"alt": "Sambal merah", "caption": ""}),
        seen=token_of(stored(page, card.id)),
        by=author,
    )

    assert stored(page, card.id)["value"] == {"alt": "Sambal merah", "caption": "", "image": image}


def test_who_may_add_no_files_adds_none(page, author, agency):
    author.groups.get(name__startswith="Pelatih").collection_permissions.all().delete()
    card = Card(uuid.uuid4(), "picture", {"alt": "x"}, {"image": photo()})

    with pytest.raises(FileRefused):
        drafts.add_card(page=page, card=card, by=author)

    assert not Image.objects.exists()
