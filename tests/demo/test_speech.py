"""The speech of the sample courses: light, as long as it says, named as a machine's."""

import json
import struct

import pytest

from demo.speech import make
from demo.speech.make import COURSES, Speech, ToolMissing, speeches_of, ssml

LESSONS = sorted(path for path in COURSES.glob("*/*/*.md") if path.name != "module.md")
SPEECHES = [speech for lesson in LESSONS for speech in speeches_of(lesson)]
BYTES_A_MINUTE = 125_000
OPUS_RATE = 48_000

each_speech = pytest.mark.parametrize("speech", SPEECHES, ids=lambda speech: speech.file)


def pages_of(ogg):
    """Return (granule position, payload) of every page of an Ogg stream."""
    pages = []
    at = 0
    while at < len(ogg):
        magic, _, _, granule, _, _, _, segments = struct.unpack_from("<4sBBqIIIB", ogg, at)
        assert magic == b"OggS"
        start = at + 27 + segments
        length = sum(ogg[at + 27 : start])
        pages.append((granule, ogg[start : start + length]))
        at = start + length
    return pages


def length_of(ogg):
    """Return the seconds of an Ogg Opus file: its last granule position without the pre-skip."""
    pages = pages_of(ogg)
    head = pages[0][1]
    assert head[:8] == b"OpusHead"
    (skipped,) = struct.unpack_from("<H", head, 10)
    return (pages[-1][0] - skipped) / OPUS_RATE


def test_every_lesson_is_spoken_once():
    assert LESSONS
    assert [speech.lesson for speech in SPEECHES] == LESSONS


@each_speech
def test_file_is_mono_opus_as_long_as_the_lesson_says(speech):
    ogg = speech.target.read_bytes()

    assert pages_of(ogg)[0][1][9] == 1
    assert abs(length_of(ogg) - int(speech.options["seconds"])) <= 1


@each_speech
def test_file_is_light(speech):
    ogg = speech.target.read_bytes()

    assert len(ogg) <= BYTES_A_MINUTE * length_of(ogg) / 60


@each_speech
def test_machine_voice_says_the_words_of_its_lesson(speech):
    made = json.loads(make.MADE.read_text(encoding="utf-8"))
    name = f"{speech.lesson.parent.parent.name}/{speech.file}"

    assert speech.options["machine"] == "yes"
    assert b"Suara mesin" in pages_of(speech.target.read_bytes())[1][1]
    assert made[name] == make.digest_of(speech.words), "run demo.speech.make"


def test_no_file_of_speech_is_left_over():
    assert {speech.target for speech in SPEECHES} == set(COURSES.glob("*/audio/*"))


def lesson_in(folder, opening="::: audio audio/x.opus {seconds=9}"):
    (folder / "01-modul").mkdir(exist_ok=True)
    lesson = folder / "01-modul" / "01-x.md"
    lesson.write_text(f"---\ntitle: X\n---\n\n{opening}\nFoto dulu.\n:::\n", encoding="utf-8")
    return lesson


def test_words_are_read_without_markdown_and_with_pauses():
    spoken = ssml("Buka **WhatsApp**. Lihat [peta](https://a.id).\n\nSusu & kopi < teh.")

    assert spoken == (
        '<speak>Buka [[w\'otsEp]].<break time="350ms"/> Lihat [[p@t\'a]].<break time="700ms"/>\n'
        "Susu &amp; kopi &lt; teh.\n</speak>"
    )


def test_real_length_and_the_mark_are_written_into_the_lesson(tmp_path):
    lesson = lesson_in(tmp_path)
    (speech,) = speeches_of(lesson)

    make.mark(speech, 41.6)

    assert "::: audio audio/x.opus {seconds=42 machine=yes}\nFoto dulu.\n:::" in lesson.read_text()


@pytest.mark.parametrize(
    ("options", "is_by_a_person"), [({}, True), ({"machine": "yes"}, False)], ids=["own", "machine"]
)
def test_a_persons_recording_is_left_alone(tmp_path, options, is_by_a_person):
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio" / "x.opus").write_bytes(b"OggS")
    speech = Speech(tmp_path / "01-modul" / "01-x.md", "audio/x.opus", options, "Foto dulu.")

    assert speech.is_by_a_person is is_by_a_person


def test_missing_tool_is_said_and_nothing_is_changed(tmp_path, monkeypatch, capsys):
    lesson = lesson_in(tmp_path)
    before = lesson.read_text()
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolMissing, match="espeak-ng is missing"):
        make.speak("Foto dulu.", tmp_path / "audio" / "x.opus")
    status = make.main(str(tmp_path))

    assert status == 1
    assert "apt-get install" in capsys.readouterr().err
    assert lesson.read_text() == before
