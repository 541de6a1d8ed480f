"""What keeps a lesson from its learners; what makes it heavy; how long it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules import (
    Code,
    LessonFacts,
    Level,
    Part,
    Question,
    check_lesson,
    measure,
    plain_text,
    reading_minutes,
)
from courses.rules.checks import PICTURES_BUDGET

TEXT = Part(id="t", kind="text", text="Foto yang terang menarik pembeli.")
ASKED = Question(id="q", text="Di mana?", explanation="Karena terang.", skill="foto")


def codes(*parts, skill="foto", quiz="k", questions=(ASKED,)):
    facts = LessonFacts(skill=skill, parts=parts, quiz=quiz, questions=questions)
    return {finding.code: finding for finding in check_lesson(facts)}


def test_a_good_lesson_has_nothing_to_mend():
    assert codes(TEXT) == {}


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (Part(id="x", kind="picture", alt="Sambal"), None),
        (Part(id="x", kind="picture", alt=" "), Code.NO_ALT),
        (Part(id="x", kind="picture", alt="Sambal", has_file=False), Code.NO_PICTURE),
        (Part(id="x", kind="audio", transcript="Halo."), None),
        (Part(id="x", kind="audio", transcript="\n"), Code.NO_TRANSCRIPT),
        (Part(id="x", kind="audio", transcript="Halo.", has_file=False), Code.NO_FILE),
        (Part(id="x", kind="video", transcript="Halo."), None),
        (Part(id="x", kind="video", transcript="Halo.", has_captions=False), Code.NO_CAPTIONS),
        (Part(id="x", kind="video"), Code.NO_TRANSCRIPT),
        (Part(id="x", kind="download"), None),
        (Part(id="x", kind="download", has_file=False), Code.NO_FILE),
    ],
)
def test_a_block_that_leaves_somebody_out_is_refused(part, code):
    found = codes(TEXT, part)

    assert set(found) == ({code} if code else set())
    if code:
        assert (found[code].level, found[code].where) == (Level.REFUSE, "x")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question("x", "", "Karena.", "foto"), Code.NO_QUESTION_TEXT),
        (Question("x", "Apa?", " ", "foto"), Code.NO_EXPLANATION),
        (Question("x", "Apa?", "Karena.", "foto", ("Tandai satu.",)), Code.BAD_QUESTION),
    ],
)
def test_a_question_that_teaches_nothing_is_refused(question, code):
    found = codes(TEXT, questions=(ASKED, question))

    assert {(f.code, f.where, f.level) for f in found.values()} == {(code, "x", Level.REFUSE)}


def test_a_lesson_needs_a_skill_words_and_a_quiz_that_asks():
    found = codes(skill="", questions=())

    assert {Code.NO_SKILL, Code.NO_TEXT, Code.EMPTY_QUIZ} == set(found)
    assert found[Code.EMPTY_QUIZ].where == "k"


def test_a_skill_that_nobody_asks_for_is_only_a_warning():
    other = Question("q", "Apa?", "Karena.", "iklan")

    assert codes(TEXT, questions=(other,))[Code.SKILL_NOT_ASKED].level is Level.WARN
    assert codes(TEXT, quiz="", questions=())[Code.SKILL_NOT_ASKED].level is Level.WARN


@given(st.lists(st.integers(0, PICTURES_BUDGET), min_size=1, max_size=5))
def test_pictures_are_heavy_above_their_budget_and_the_heaviest_is_named(sizes):
    pictures = [
        Part(id=str(number), kind="picture", alt="a", bytes=size)
        for number, size in enumerate(sizes)
    ]

    found = codes(TEXT, *pictures)

    assert (Code.HEAVY_PICTURES in found) == (sum(sizes) > PICTURES_BUDGET)
    if Code.HEAVY_PICTURES in found:
        heaviest = found[Code.HEAVY_PICTURES]
        assert heaviest.level is Level.WARN
        assert sizes[int(heaviest.where)] == max(sizes)


@given(st.integers(1, 40))
def test_a_sentence_is_long_above_fifteen_words(count):
    part = Part(id="x", kind="tip", text=" ".join(["kata"] * count) + ".")

    found = codes(TEXT, part)

    assert (Code.LONG_SENTENCE in found) == (count > 15)
    if count > 15:
        assert found[Code.LONG_SENTENCE].where == "x"


def test_heavy_speech_and_film_are_measured_by_the_minute():
    speech = Part(id="s", kind="audio", transcript="Halo.", seconds=60, bytes=125_000)
    film = Part(id="f", kind="video", transcript="Halo.", seconds=60, bytes=700_001)

    found = codes(TEXT, speech, film)

    assert set(found) == {Code.HEAVY_VIDEO}
    assert found[Code.HEAVY_VIDEO].where == "f"


def test_long_sentences_and_long_words_are_said_of_enough_text_only():
    long = "Mengoptimalkan pemberdayaan masyarakat berkesinambungan melalui kewirausahaan itu baik."

    assert Code.LONG_WORDS not in codes(Part("t", "text", text=f"{long} " * 2))
    assert Code.LONG_WORDS in codes(Part("t", "text", text=f"{long} " * 6))
    assert Code.LONG_SENTENCES in codes(Part("t", "text", text="satu dua tiga. " * 4 + "a " * 60))


@given(
    st.lists(st.sampled_from(["text", "picture", "audio", "quiz"]), max_size=6),
    st.booleans(),
)
def test_refusals_come_before_warnings(kinds, has_skill):
    parts = [Part(id=str(n), kind=kind, text="kata " * 20) for n, kind in enumerate(kinds)]

    found = check_lesson(LessonFacts(skill="foto" if has_skill else "", parts=tuple(parts)))

    levels = [finding.level for finding in found]
    assert levels == sorted(levels, key=[Level.REFUSE, Level.WARN].index)


@given(st.integers(0, 5000), st.integers(0, 30), st.integers(0, 3600))
def test_minutes_grow_with_what_there_is_to_do(words, questions, seconds):
    minutes = reading_minutes(words=words, questions=questions, seconds=seconds)

    assert minutes >= 1
    assert minutes <= reading_minutes(words=words + 1, questions=questions + 1, seconds=seconds)
    assert minutes * 60 >= seconds


def test_the_meter_adds_up_by_kind():
    facts = LessonFacts(
        skill="foto",
        parts=(
            TEXT,
            Part(id="p", kind="picture", bytes=30_000),
            Part(id="q", kind="picture", bytes=11_000),
            Part(id="s", kind="audio", bytes=70_000, seconds=45),
        ),
    )

    meter = measure(facts, html_bytes=1_234)

    assert [(w.kind, w.bytes, w.is_over) for w in meter.weights] == [
        ("html", 1_234, False),
        ("picture", 41_000, True),
        ("audio", 70_000, False),
    ]
    assert (meter.words, meter.minutes) == (5, 1)


def test_rich_text_is_read_line_by_line():
    rich = '<h2>Judul</h2><p data-x="a">Satu &amp; <b>dua</b>.<br/>Tiga</p><ul><li>empat</li></ul>'

    assert plain_text(rich).split("\n") == ["Judul", "Satu & dua.", "Tiga", "empat"]
