"""The English catalogue holds every text of ours, nothing else, and is compiled."""

import polib
import pytest

from tests.tools.messages import CATALOGUE, Message, all_messages, of_template, placeholders

# Forms of address stay as they are in every language.
SAME_IN_BOTH = {"Bapak", "Ibu", "Kak", "Laptop", "Mas", "Mbak", "Video"}


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_is_in_the_catalogue_and_nothing_else(catalogue):
    known = {Message(entry.msgid, entry.msgid_plural) for entry in catalogue}

    asked = all_messages()

    assert sorted(m.text for m in asked - known) == [], "not translated yet"
    assert sorted(m.text for m in known - asked) == [], "no longer asked for"


def test_no_translation_is_empty_or_doubtful(catalogue):
    doubtful = [
        entry.msgid
        for entry in catalogue
        if entry.obsolete or entry.fuzzy or not all(text.strip() for text in texts_of(entry))
    ]

    assert doubtful == []


def test_plural_messages_have_two_english_forms(catalogue):
    counted = [entry for entry in catalogue if entry.msgid_plural]

    assert counted
    assert all(sorted(entry.msgstr_plural) == [0, 1] for entry in counted)
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_placeholders_and_tags_are_the_same_on_both_sides(catalogue):
    changed = [
        entry.msgid
        for entry in catalogue
        for text in texts_of(entry)
        if placeholders(text) != placeholders(entry.msgid)
    ]

    assert changed == []


def test_spaces_at_the_ends_are_the_same_on_both_sides(catalogue):
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    changed = [e.msgid for e in catalogue for text in texts_of(e) if ends(text) != ends(e.msgid)]

    assert changed == []


def test_nothing_was_left_in_indonesian(catalogue):
    same = {
        entry.msgid
        for entry in catalogue
        if entry.msgid in texts_of(entry) and len(placeholders(entry.msgid)) == 0
    }

    assert same == SAME_IN_BOTH


def test_the_compiled_catalogue_is_made_of_the_written_one(catalogue):
    compiled = CATALOGUE.with_suffix(".mo").read_bytes()

    assert compiled == catalogue.to_binary(), "run: manage.py compile_translations"


def test_the_reader_finds_what_templates_ask():
    source = (
        '{% load i18n %}{% translate "Satu" %}{% firstof x _("Dua") %}'
        "{% blocktranslate count n=n trimmed %}{{ n }} hari{% plural %}{{ n }} hari"
        "{% endblocktranslate %}"
    )

    assert set(of_template(source)) == {
        Message("Satu", ""),
        Message("Dua", ""),
        Message("%(n)s hari", "%(n)s hari"),
    }
