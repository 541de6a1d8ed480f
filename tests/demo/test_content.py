"""The sample courses are whole, light and plainly written."""

import json
import re

import pytest

from courses.formats.course_folder import model
from courses.rules import measure_readability
from tests.demo.courses import (
    COURSES,
    FOLDERS,
    FRAMEWORK,
    LESSONS,
    QUESTIONS,
    SKILLS,
    blocks_of,
    every_text,
    plain,
    questions_of,
    taught_text,
)

BANNED = (
    r"dalam rangka", r"melakukan", r"guna", r"adapun", r"mengoptimalkan", r"terkait",
    r"silakan", r"salah", r"kamu", r"anda", r"tersebut", r"merupakan", r"apabila",
)  # fmt: skip
PICTURE_LIMIT = 15 * 1024
PICTURES_LIMIT = 40 * 1024
FILE_LIMIT = 60 * 1024
COURSE_LIMIT = 6 * 1024 * 1024
# Written before lessons had speech, and kept word for word.
SHORT_LESSONS = {"cahaya-jendela", "latar-dan-tata", "tiga-sisi", "periksa-dan-kirim"}

each_lesson = pytest.mark.parametrize(
    ("folder", "lesson"),
    [pytest.param(folder, lesson, id=lesson.address) for folder, lesson in LESSONS],
)


def webp_size(content: bytes) -> tuple[int, int]:
    assert (content[:4], content[8:12]) == (b"RIFF", b"WEBP")
    kind = content[12:16]
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = content[24:27], content[27:30]
        return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1
    width, height = content[26:28], content[28:30]
    return int.from_bytes(width, "little") & 0x3FFF, int.from_bytes(height, "little") & 0x3FFF


def test_two_courses_of_different_kinds_are_here():
    sizes = {
        name: (len(course.modules), len(list(course.lessons))) for name, course in COURSES.items()
    }

    assert sizes == {"jualan-lewat-whatsapp": (8, 22), "tampil-di-google-maps": (2, 4)}
    assert len(QUESTIONS) == 90


def test_first_course_goes_from_the_buyer_to_the_books():
    assert [module.address for module in COURSES["jualan-lewat-whatsapp"].modules] == [
        "kenali-pembeli",
        "foto-produk",
        "tulisan-jualan",
        "harga",
        "katalog-dan-balasan",
        "pesanan-pertama",
        "aman-berjualan",
        "buku-usaha",
    ]


def test_together_the_courses_use_every_block_but_film():
    kinds = {type(block) for _folder, lesson in LESSONS for block in lesson.blocks}

    assert kinds == {
        model.Text, model.Picture, model.Audio, model.Tip, model.Example, model.Steps,
        model.Checklist, model.Download, model.Quiz,
    }  # fmt: skip


@each_lesson
def test_lesson_is_heard_seen_tried_and_asked(folder, lesson):
    assert isinstance(lesson.blocks[0], model.Audio)
    assert isinstance(lesson.blocks[-1], model.Quiz)
    assert len(blocks_of(lesson, model.Audio)) == 1
    assert 1 <= len(blocks_of(lesson, model.Picture)) <= 3
    assert [tip.title for tip in blocks_of(lesson, model.Tip)] == ["Coba sekarang"]
    assert 3 <= len(questions_of(lesson)) <= 4
    assert 5 <= lesson.minutes <= 9
    assert 20 <= len(lesson.summary) <= 160


@each_lesson
def test_lesson_fits_a_short_sitting(folder, lesson):
    least = 120 if lesson.address in SHORT_LESSONS else 150

    assert least <= len(taught_text(lesson).split()) <= 300


@each_lesson
def test_speech_is_a_short_version_of_the_lesson(folder, lesson):
    [audio] = blocks_of(lesson, model.Audio)

    assert audio.path == f"audio/{lesson.address}.opus"
    assert 80 <= len(plain(audio.transcript).split()) <= 120
    assert "Rp" not in audio.transcript, "an amount is spoken in words"


@each_lesson
def test_lesson_is_plainly_written(folder, lesson):
    measured = measure_readability(every_text(lesson))

    assert measured.words_per_sentence <= 8
    assert measured.longest_sentence <= 15
    assert measured.long_word_share <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        *(f"{course.title}\n{course.summary}" for course in COURSES.values()),
        "\n".join(skill["title_id"] for area in FRAMEWORK["areas"] for skill in area["skills"]),
    ],
)
def test_other_learner_texts_are_plainly_written(text):
    measured = measure_readability(text)

    assert measured.longest_sentence <= 15
    assert measured.long_word_share <= 0.05


@each_lesson
def test_officialese_and_blame_are_absent(folder, lesson):
    words = every_text(lesson).lower()

    assert [ban for ban in BANNED if re.search(rf"\b{ban}\b", words)] == []


@each_lesson
def test_steps_in_other_apps_are_dated_or_say_that_they_may_change(folder, lesson):
    names_an_app = [
        steps
        for steps in blocks_of(lesson, model.Steps)
        if re.search(r"WhatsApp|Google", "\n".join([steps.title, *steps.items]))
    ]

    assert not names_an_app or "bisa berubah" in taught_text(lesson)
    for steps in blocks_of(lesson, model.Steps):
        assert bool(steps.checked_on) == ("WhatsApp" in steps.title)


@each_lesson
def test_every_picture_says_what_it_shows_and_is_light(folder, lesson):
    pictures = blocks_of(lesson, model.Picture)
    contents = [(folder / picture.path).read_bytes() for picture in pictures]

    for picture in pictures:
        assert 8 <= len(picture.alt.split()) <= 40
        assert len(picture.alt) <= 250
        assert not picture.alt.lower().startswith("gambar")
    assert all(webp_size(content)[0] == 640 for content in contents)
    assert all(len(content) <= PICTURE_LIMIT for content in contents)
    assert sum(map(len, contents)) <= PICTURES_LIMIT


@each_lesson
def test_download_is_light(folder, lesson):
    for download in blocks_of(lesson, model.Download):
        assert (folder / download.path).stat().st_size <= FILE_LIMIT


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_whole_course_fits_a_small_data_pack(folder):
    media = [path for kind in ("images", "audio", "files") for path in (folder / kind).glob("*")]

    assert sum(path.stat().st_size for path in media) <= COURSE_LIMIT


def test_framework_says_each_skill_as_i_can():
    skills = [skill for area in FRAMEWORK["areas"] for skill in area["skills"]]

    assert FRAMEWORK["version"] == 2
    assert len(FRAMEWORK["areas"]) == 7
    assert len(skills) == 18 == len(SKILLS)
    for skill in skills:
        assert set(skill) == {"code", "title_id", "title_en", "digcomp", "skkni"}
        assert skill["title_id"].startswith("Saya bisa ")
        assert skill["title_en"].startswith("I can ")
        assert re.fullmatch(r"([1-5]\.[1-6])?", skill["digcomp"])
        assert skill["skkni"] == ""


def test_every_skill_is_taught_and_asked_at_least_three_times():
    taught = {lesson.skill for _folder, lesson in LESSONS}
    asked = json.dumps([draft.value["skill"] for draft in QUESTIONS])

    assert taught == SKILLS
    assert all(asked.count(f'"{code}"') >= 3 for code in SKILLS)
