"""Rich HTML that hypothesis makes up, as the editor stores it."""

from hypothesis import strategies as st

# Everything that means something in Markdown or HTML, and what surrounds it.
awkward = st.text(
    alphabet=st.sampled_from("ab1 .,*_#[]()`!\\<>&;:-+=~|\"'/\xa0\u2003é😀\n"), max_size=9
)
words = st.one_of(
    awkward,
    st.sampled_from(
        ["&amp;", "<b>", "1. satu", "2) dua", "- a", "# a", ":::", "---", "***", "&#10;"]
    ),
    st.text(max_size=6),
)
escaped = words.map(
    lambda text: (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")
    )
)
styled = st.recursive(
    escaped,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from("bi"), st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=4,
)
addresses = st.sampled_from(
    [
        "https://contoh.id/",
        "https://contoh.id/a_(b)?x=1&amp;y=2#z",
        "https://contoh.id/a b\\c&lt;d&gt;",
        "mailto:a@contoh.id",
        "tel:+62812",
        "lesson:bab/pelajaran",
        "files/daftar.pdf",
        "#atas",
    ]
)
links = st.builds('<a href="{}">{}</a>'.format, addresses, styled)
inline = st.lists(st.one_of(styled, links), max_size=4).map("".join)
listing = st.recursive(
    st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["ul", "ol"]),
        st.lists(inline.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join),
    ),
    lambda inner: st.builds(
        "<{0}><li>{1}{2}</li></{0}>".format, st.sampled_from(["ul", "ol"]), inline, inner
    ),
    max_leaves=3,
)


def paragraphs(*tags):
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), inline)


rich = st.lists(st.one_of(paragraphs("p", "h2", "h3"), listing), max_size=4).map("".join)
short = st.lists(st.one_of(paragraphs("p"), listing), max_size=3).map("".join)
