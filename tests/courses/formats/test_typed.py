import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.clean import rich
from courses.formats.typed import html_of, typed_of

TYPED = st.text(alphabet="ab*-#1. []()\n<>&\"'_é\u00a0:/", max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("Halo.", "<p>Halo.</p>"),
        ("Satu\n\nDua", "<p>Satu</p><p>Dua</p>"),
        ("Satu\nDua", "<p>Satu<br/>Dua</p>"),
        ("- teh\n- kopi", "<ul><li>teh</li><li>kopi</li></ul>"),
        ("1. buka\n2. foto", "<ol><li>buka</li><li>foto</li></ol>"),
        ("Beli:\n- teh", "<p>Beli:</p><ul><li>teh</li></ul>"),
        ("## Cahaya\nDari samping.", "<h2>Cahaya</h2><p>Dari samping.</p>"),
        ("**Satu** hal *saja*", "<p><b>Satu</b> hal <i>saja</i></p>"),
        ("[toko](https://contoh.id/?a=1)", '<p><a href="https://contoh.id/?a=1">toko</a></p>'),
        ("5 * 3 * 2 = 30", "<p>5 * 3 * 2 = 30</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("", ""),
    ],
)
def test_typed_text_becomes_rich_text(typed, source):
    assert html_of(typed) == source


@given(TYPED)
@example("* a *b* **c**d***")
@example("[*a](https://b) c*")
def test_what_was_typed_can_be_typed_again(typed):
    source = html_of(typed)

    again = typed_of(source)

    assert again is not None
    assert html_of(again) == source


@given(TYPED)
def test_typed_text_holds_only_what_the_cleaner_keeps(typed):
    tags = rich(html_of(typed))

    assert typed_of(tags.replace("<br>", "<br/>").replace(' rel="noopener noreferrer"', "")) == (
        typed_of(html_of(typed))
    )


@pytest.mark.parametrize(
    "source",
    [
        '<p data-block-key="a">Ke <a linktype="page" id="3">sana</a></p>',
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<p>- bukan daftar</p>",
        "<p>dua ** bintang **x**</p><hr/>",
        "<p>a</p>lepas",
        "<p>belum ditutup",
        '<embed embedtype="image" id="3"/>',
        "<!-- catatan --><p>a</p>",
        '<p><a href="javascript:x">a</a></p>',
        '<p class="x">a</p>',
    ],
)
def test_what_would_be_lost_is_not_typed(source):
    assert typed_of(source) is None


def test_keys_of_the_editor_and_strong_letters_are_typed():
    source = '<p data-block-key="a1b2c"><strong>Halo</strong> <em>semua</em></p>'

    assert typed_of(source) == "**Halo** *semua*"
