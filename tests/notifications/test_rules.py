"""What a message may hold and where it may lead: no database."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.templatetags.icons import ICONS
from notifications.kinds import KINDS, kind_of
from notifications.rules import MAX_WORD_LENGTH, fitting, is_own_address


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("/", True),
        ("/cms/pages/7/edit/", True),
        ("/belajar/jualan/foto/?x=1#isi", True),
        ("", False),
        ("belajar/", False),
        ("//jahat.example/", False),
        ("/\\jahat.example/", False),
        ("/\t/jahat.example/", False),
        ("https://jahat.example/", False),
        ("javascript:alert(1)", False),
        ("/a\r\nSet-Cookie: x", False),
    ],
)
def test_a_message_leads_only_to_this_site(url, is_own):
    assert is_own_address(url) is is_own


@given(st.dictionaries(st.sampled_from(["person", "lesson", "x"]), st.text(max_size=900)))
def test_words_are_one_line_and_short_or_refused_b85(params):
    names = {"person", "lesson"}
    if set(params) != names:
        with pytest.raises(ValueError, match="takes"):
            fitting(params, names=names)
        return

    words = fitting(params, names=names)

    assert set(words) == names
    assert all(len(word) <= MAX_WORD_LENGTH for word in words.values())
    assert all(len(word.splitlines()) <= 1 for word in words.values())


@pytest.mark.parametrize("word", [None, 3, ["a"], {"a": 1}])
def test_a_word_is_a_text(word):
    with pytest.raises(ValueError, match="texts"):
        fitting({"lesson": word}, names={"lesson"})


def test_kinds_are_told_apart_and_have_their_icon():
    assert len({kind.key for kind in KINDS}) == len(KINDS)
    assert all(kind.icon in ICONS for kind in KINDS)
    with pytest.raises(ValueError, match="no message"):
        kind_of("tidak-ada")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_text_replaces_its_words_and_nothing_else_b85(kind, language):
    words = dict.fromkeys(kind.names, "{user.__class__} %(person)s 100% <b>")

    with translation.override(language):
        shown = f"{kind.title_of(words)} {kind.text_of(words)}"

    assert "{user.__class__} %(person)s 100% <b>" in shown
    assert shown.count("%(") == shown.count("%(person)s 100%")
