"""Generated drafts, as authors' forms could hold them."""

from hypothesis import strategies as st

from quizzes.formats.drafts import Draft
from quizzes.formats.drafts.model import one_line, tidy

PIECES = st.sampled_from(
    [
        *"~=#{}:\\%[]<>&-+\"'",
        *("\\n", "//", "::", "$CATEGORY: a", "####", "->", "%50%", "[html]", "[plain]"),
        *(
            "TRUE",
            "{T}",
            "]]",
            "\\]",
            "&amp;",
            "<b>",
            "🧂",
            "👩‍👧",
            "é",
            "1,5",
            " ",
            "kopi",
            "Rp 5.000",
        ),
    ]
)
CODES = [*range(0x20), *range(0x20, 0x7F), 0x85, 0xA0, 0xAD, 0xE9, 0x131, 0x1E9E, 0x200B, 0x200D]
CODES += [0x202E, 0x2028, 0x2029, 0x3000, 0x627, 0xE007, 0xF0B7, 0xFEFF, 0xFFFD, 0x1F9C2, 0x10FFFF]
CHARACTERS = st.text([chr(code) for code in CODES], max_size=8)


def texts(limit, *, lines=True, least=0):
    breaks = ["\n", "\n\n", "\n// a\n", "\r\n"] if lines else []
    piece = PIECES | CHARACTERS | st.sampled_from([" ", *breaks])
    joined = st.lists(piece, min_size=least, max_size=8).map("".join)
    shaped = joined.map(tidy if lines else one_line).map(lambda text: text[:limit].strip())
    return shaped.filter(lambda text: len(text) >= least)


COMMON = {
    "name": texts(255, lines=False),
    "text": texts(240, least=1),
    "explanation": texts(400),
    "skill": st.sampled_from(["", "foto-cahaya", "a]b", "iklan"]),
}


@st.composite
def choice_drafts(draw):
    value = {key: draw(strategy) for key, strategy in COMMON.items()}
    written = draw(
        st.lists(texts(160, lines=False, least=1), min_size=2, max_size=8, unique_by=str.casefold)
    )
    right = draw(st.sets(st.integers(0, len(written) - 1), min_size=1))
    value["choices"] = [
        {"text": text, "right": place in right, "feedback": draw(texts(400))}
        for place, text in enumerate(written)
    ]
    kind = "single_choice" if len(right) == 1 else "multiple_choice"
    return Draft(1, draw(KEYS), kind, value)


@st.composite
def truth_drafts(draw):
    value = {key: draw(strategy) for key, strategy in COMMON.items()}
    value |= {
        "answer": draw(st.booleans()),
        "feedback_true": draw(texts(400)),
        "feedback_false": draw(texts(400)),
    }
    return Draft(1, draw(KEYS), "true_false", value)


KEYS = st.sampled_from(["", "a]b", "Soal 1"]) | st.uuids().map(str)
DRAFTS = st.lists(
    choice_drafts() | truth_drafts(),
    max_size=3,
    unique_by=lambda draft: draft.key or id(draft),
)
