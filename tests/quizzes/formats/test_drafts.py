"""Drafts of questions: what GIFT becomes here, and that writing and reading agree."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.formats.drafts import block_id, draft_of, read_gift, stored_question, write_gift
from tests.quizzes.formats.drafting import DRAFTS

# Whole drafts take long to make up on a busy machine.
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def unplaced(drafts):
    return [dataclasses.replace(draft, line=1) for draft in drafts]


@SLOW
@given(DRAFTS)
def test_what_is_written_is_read_again(drafts):
    sheet = read_gift(write_gift(drafts))

    assert sheet.refusals == ()
    assert unplaced(sheet.drafts) == drafts


@SLOW
@given(DRAFTS, st.uuids().map(str))
def test_what_is_stored_is_the_same_draft(drafts, quiz):
    for draft in drafts:
        key = block_id(draft.key, quiz=quiz)

        block = stored_question(draft, id=key)

        assert draft_of(block) == dataclasses.replace(draft, key=key)
        assert stored_question(draft, id=key, earlier=block) == block


def only(source):
    sheet = read_gift(source.encode())
    assert sheet.refusals == ()
    (draft,) = sheet.drafts
    return draft


def reason(source):
    sheet = read_gift(source if isinstance(source, bytes) else source.encode())
    assert sheet.drafts == ()
    (refusal,) = sheet.refusals
    return refusal.reason


def warned(source):
    return [warning.reason for warning in read_gift(source.encode()).warnings]


LONG = "long " * 60
# Edge inputs and what other readers make of them: each ends as the question that was written, or
# in a refusal that says why.
EDGES = [
    ("Q{#abc}", "not a number"),
    ("Q{#-5..-1}", "“numerical”"),
    ("Q{=%150%a}", "between -100 and 100"),
    ("Q{T#wrong#right####gen}", True),
    ("Q {FALSE # a # b}", False),
    ("Q{\n// comment\n=a\n~b}", ["a"]),
    ("Line1\\nLine2{T}", True),
    ("Q{=a -> b =c -> d = -> e}", "“match”"),
    ("[plain]Q{=[html]<i>a</i>#[markdown]*f*}", "“shortanswer”"),
    (f"{LONG}{{T}}", "299 characters. Shorten it to 240"),
    ("The {~a =b} sat.", ["b"]),
    ("Q{~a ~b}", "No choice is right"),
    ("See http://x.org {T}", True),
    ("Q{a}", "“shortanswer”"),
    ("// [id:a\\]b]\nQ{T}", True),
    ("Q{#3.14:0.005 }", "“numerical”"),
    ("Q{#50%}", "not a number"),
    ("Q{=0}", "“shortanswer”"),
    ("Q{T}Q2{F}", "second pair of braces"),
]


@pytest.mark.parametrize(("source", "ending"), EDGES, ids=range(len(EDGES)))
def test_edges_end_as_written_or_refused(source, ending):
    if isinstance(ending, str):
        assert ending in reason(source)
        return
    value = only(source).value

    right = [choice["text"] for choice in value.get("choices", []) if choice["right"]]
    assert value.get("answer", right) == ending


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Q{=a ~%50%b ~c}", "partly right"),
        ("Q{~%60%a ~%40%b ~c}", "Give each 50%"),
        ("Q{~%100%a ~%100%b}", "Give each 50%"),
        ("Q{~%30%a ~%30%b ~%30%c}", "Give each 33.333%"),
        ("Q{~%100%a ~b}", "Write = before it"),
        ("Q{=a ~A}", "the same"),
        ("Q{=a" + "".join(f" ~{n}" for n in range(8)) + "}", "9 choices. Keep at most 8"),
        ("Q{=a" + " ~b" * 200 + "}", "201 answers"),
        (f"Q{{={'a' * 161} ~b}}", "The choice has 161 characters"),
        (f"Q{{=a#{'f' * 401} ~b}}", "The feedback has 401 characters"),
        (f"Q{{T####{'e' * 401}}}", "The explanation has 401 characters"),
        (f"::{'n' * 256}::Q{{T}}", "The name has 256 characters"),
        (f"[html]{'<p>' * 2000}Q{{T}}", "Shorten it"),
        ('[html]<p>Q <img src\\="x.png"></p>{T}', "more than text (img)"),
        ("[markdown]Q ![a](b.png){T}", "more than text (img)"),
        ('[html]<a href\\="@@PLUGINFILE@@/x.pdf">Q</a>{T}', "more than text (file)"),
        ("[html]<script>alert(1)</script>{T}", "no text"),
        ("Ceritakan.{}", "“essay”"),
        ("Hanya teks.", "“description”"),
    ],
)
def test_what_our_types_cannot_hold_is_refused_with_the_way_to_mend(source, expected):
    assert expected in reason(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[html]<p>Apa   <b>itu</b>?</p>\n<p>Pilih.</p>{T}", "Apa itu?\n\nPilih."),
        ("[html]Satu<br>dua &amp; tiga&nbsp;&lt;b&gt;{T}", "Satu\ndua & tiga <b>"),
        ("[html]<ul><li>a</li><li>b</li></ul>{T}", "- a\n- b"),
        ("[html]a<script>x</script><style>y</style>b{T}", "ab"),
        ("[markdown]**Apa** [ini](https\\://x.id)?{T}", "Apa ini?"),
        ("[plain]a <b> **c**{T}", "a <b> **c**"),
        ("[moodle]a *b*{T}", "a *b*"),
        ("a\n  b  \nc{T}", "a\n  b\nc"),
        ("tab\tdan\x00nol{T}", "tab dannol"),
    ],
)
def test_texts_with_a_format_become_plain(source, expected):
    assert only(source).value["text"] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Q{T}", "no explanation"),
        ("Q{T####e}", "no skill"),
        ("// [tag:a] [tag:b] [tag:c]\nQ{T####e}", "Left out: b, c"),
        ("[html]<p>a <b>b</b><sup>2</sup></p>{T}", "left out (b, sup)"),
        ("Apa <b>itu</b>?{T}", "looks like HTML"),
        ("Q{~%50%a ~%50%b ~c}", "costs 50%"),
        ("Q{=a ~%-20%b}", "costs nothing here"),
    ],
)
def test_what_deserves_a_look_is_a_warning(source, expected):
    assert only(source)
    assert any(expected in said for said in warned(source))


def test_a_complete_question_needs_no_look():
    assert (
        warned("// [tag:foto]\nQ{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-33.33333%d####e}") == []
    )


def test_feedback_on_the_right_choice_is_no_explanation():
    draft = only("Q{=a#bagus ~b}")

    assert draft.value["choices"][0]["feedback"] == "bagus"
    assert draft.value["explanation"] == ""


def test_feedback_of_true_and_false_goes_to_who_said_it():
    right, wrong = only("Q{T#salah#betul}"), only("Q{F#salah#betul}")

    assert (right.value["feedback_true"], right.value["feedback_false"]) == ("betul", "salah")
    assert (wrong.value["feedback_true"], wrong.value["feedback_false"]) == ("salah", "betul")


def test_the_same_id_twice_is_refused_at_its_second_place():
    sheet = read_gift(b"// [id:a]\nSatu{T}\n\n// [id:a]\nDua{F}\n\nTiga{T}\n")

    assert [draft.line for draft in sheet.drafts] == [2, 7]
    assert [(r.line, "stands above, at 2" in r.reason) for r in sheet.refusals] == [(5, True)]


def test_a_draft_that_could_not_be_read_again_is_not_written():
    draft = only("Q{=a ~b}")

    for broken in ({"text": ""}, {"choices": draft.value["choices"][:1]}):
        with pytest.raises(ValueError, match="question 1"):
            write_gift([dataclasses.replace(draft, value={**draft.value, **broken})])


def test_a_file_ends_at_its_limits():
    many = read_gift(b"Q{T}\n\n" * 20_001)

    assert len(many.drafts) == 20_000
    assert [refusal.line for refusal in many.refusals] == [40_001]
    assert "5 MB" in reason(b" " * (5 * 1024 * 1024 + 1))


ANY = st.binary(max_size=200) | st.text(
    "Q{}=~#%->:\\/ \nT5<b>&;[html]markdown*_`\x00", max_size=120
).map(str.encode)


@given(ANY)
def test_no_file_raises_and_what_is_read_can_be_written(source):
    sheet = read_gift(source)

    again = read_gift(write_gift(sheet.drafts))
    assert again.refusals == ()
    assert unplaced(again.drafts) == unplaced(sheet.drafts)
    assert all(remark.reason for remark in (*sheet.refusals, *sheet.warnings))
