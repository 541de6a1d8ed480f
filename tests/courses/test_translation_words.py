"""What translators meet of wagtail-localize is in Indonesian, whatever its version brings."""

import re
from pathlib import Path

import polib
import pytest
import wagtail_localize
from django.conf import settings

PARTS = re.compile(r"%\(\w+\)s|\{\w*\}|%s|<a [^>]*>")
THEIRS = Path(wagtail_localize.__file__).parent / "locale" / "en" / "LC_MESSAGES"
OURS = Path(settings.BASE_DIR) / "locale" / "id" / "LC_MESSAGES"


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_every_text_of_wagtail_localize_has_its_indonesian(name):
    asked = {entry.msgid for entry in polib.pofile(str(THEIRS / f"{name}.po"))}
    said = {entry.msgid: entry for entry in polib.pofile(str(OURS / f"{name}.po"))}

    assert sorted(asked - said.keys()) == []
    for text in asked:
        entry = said[text]
        (words,) = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        assert words
        assert sorted(PARTS.findall(words)) == sorted(PARTS.findall(text))


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_catalogue_is_made_of_the_written_one(name):
    written = polib.pofile(str(OURS / f"{name}.po"))

    compiled = (OURS / f"{name}.mo").read_bytes()

    assert compiled == written.to_binary(), "run: manage.py compile_translations"


@pytest.mark.django_db
def test_the_editor_s_script_speaks_indonesian(client, admin_user):
    client.force_login(admin_user)

    script = client.get("/cms/localize/jsi18n/").content.decode()

    assert "Belum diterjemahkan" in script
