"""Rich text as the editor stores it survives Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.formats.course_folder import markdown_reading, markdown_writing
from courses.formats.course_folder.model import Refused
from courses.formats.course_folder.rich_html import canonical
from tests.courses.formats.rich_text import rich, words

SETTINGS = settings(max_examples=300, deadline=None)


def there_and_back(html):
    markdown = markdown_writing.markdown_of(html)
    return markdown_reading.html_of_markdown(markdown, line=1, headings=True)


@SETTINGS
@given(rich)
def test_rich_text_survives_markdown(html):
    assert there_and_back(html) == canonical(html)


@SETTINGS
@given(st.text(max_size=60))
def test_canonical_html_is_its_own_canonical_form(html):
    once = canonical(html)

    assert canonical(once) == once


@SETTINGS
@given(words)
def test_text_between_blocks_is_never_read_as_a_block(text):
    html = canonical("<p>{}</p>".format(text.replace("&", "&amp;").replace("<", "&lt;")))

    lines = markdown_writing.markdown_of(html).split("\n")

    assert not any(re.match(r":::|---\s*$|!\[", line) for line in lines)


def test_common_text_looks_as_one_would_write_it():
    html = (
        "<h2>Cahaya</h2><p>Pakai <b>jendela</b>, bukan <i>lampu</i>. 50 &amp; 60 &lt; 70.</p>"
        '<ul><li>satu</li><li>dua<ul><li>tiga</li></ul></li></ul><p>Lihat <a href="https://x.id/">ini</a>!'
        "<br/>Ya.</p><ol><li>a</li><li>b</li></ol>"
    )

    assert markdown_writing.markdown_of(html) == (
        "## Cahaya\n\nPakai **jendela**, bukan *lampu*. 50 & 60 < 70.\n\n"
        "- satu\n- dua\n  - tiga\n\n"
        "Lihat [ini](https://x.id/)!\\\nYa.\n\n1. a\n2. b"
    )
    assert there_and_back(html) == html


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a\n\n# satu", 7, "heading_level"),
        ("a\n\n> kutip", 7, "blockquote"),
        ("a\n\n    kode", 7, "code_block"),
        ("```\nkode\n```", 5, "fence"),
        ("a `kode`", 5, "code_block"),
        ("a <b>tebal</b>", 5, "html"),
        ("<script>alert(1)</script>", 5, "html"),
        ("a\n\n* * *", 7, "hr"),
        ("lihat ![x](images/x.webp)", 5, "picture_in_text"),
        ("3. tiga", 5, "list_start"),
        ("- a\n\n  b", 5, "list_paragraphs"),
        ("- ## a", 5, "heading_in_list"),
        ("[x](javascript:alert(1))", 5, "link_address"),
        ("[x](//contoh.id)", 5, "link_address"),
        ('[x](https://contoh.id "judul")', 5, "link_title"),
        ("- " * 9 + "a", 5, "list_too_deep"),
    ],
)
def test_what_is_no_part_of_the_format_is_refused_with_its_line(text, line, code):
    with pytest.raises(Refused) as refused:
        markdown_reading.html_of_markdown(text, line=5, headings=True)

    assert (refused.value.line, refused.value.code) == (line, code)


def test_a_heading_is_refused_where_only_short_text_stands():
    with pytest.raises(Refused) as refused:
        markdown_reading.html_of_markdown("a\n\n## b", line=3, headings=False)

    assert (refused.value.line, refused.value.code) == (5, "heading_here")


@SETTINGS
@given(st.text(alphabet=st.sampled_from("a *_[]()<>!`#-1.\n\\&:"), max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        html = markdown_reading.html_of_markdown(text, line=1, headings=True)
    except Refused:
        return
    assert canonical(html) == html
