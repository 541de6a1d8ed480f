"""The sample course is complete, drawn, light and plainly written."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from courses.rules import measure_readability

ROOT = Path(__file__).resolve().parents[2] / "demo"
COURSE_FOLDER = ROOT / "courses" / "jualan-lewat-whatsapp"
COURSE: dict[str, Any] = json.loads((COURSE_FOLDER / "course.json").read_text(encoding="utf-8"))
FRAMEWORKS = ROOT.parent / "skills" / "frameworks"
FRAMEWORK: dict[str, Any] = json.loads(
    (FRAMEWORKS / "pemasaran-digital-usaha-kecil.json").read_text(encoding="utf-8")
)
LESSONS: list[dict[str, Any]] = [
    lesson for module in COURSE["modules"] for lesson in module["lessons"]
]
SKILLS = {skill["code"] for area in FRAMEWORK["areas"] for skill in area["skills"]}
PHOTO_SKILLS = {"foto-cahaya", "foto-tata", "foto-jelas"}

BLOCK_KEYS = {
    "picture": {"image", "alt", "caption"},
    "tip": {"title", "text"},
    "steps": {"title", "items", "checked_on"},
    "checklist": {"title", "items"},
    "example": {"title", "text"},
    "quiz": {"title", "questions"},
}
ALLOWED_TAGS = {"p", "h2", "h3", "b", "i", "ul", "ol", "li", "a"}
BANNED = (
    r"dalam rangka", r"melakukan", r"guna", r"adapun", r"mengoptimalkan", r"terkait",
    r"silakan", r"salah", r"kamu", r"anda", r"tersebut", r"merupakan", r"apabila",
)  # fmt: skip
PICTURE_LIMIT = 15 * 1024
LESSON_LIMIT = 40 * 1024

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson["slug"])


def blocks_of(lesson: dict[str, Any], kind: str) -> list[Any]:
    return [block["value"] for block in lesson["blocks"] if block["type"] == kind]


def questions_of(lesson: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for quiz in blocks_of(lesson, "quiz") for question in quiz["questions"]]


ALL_QUESTIONS = [question for lesson in LESSONS for question in questions_of(lesson)]


def plain(html: str) -> str:
    return unescape(re.sub(r"</?[bia](\s[^>]*)?>", "", html)).replace("</", "\n</")


def without_tags(html: str) -> str:
    return re.sub(r"<[^>]*>", "", plain(html))


def block_texts(block: dict[str, Any]) -> Iterator[str]:
    value = block["value"]
    if isinstance(value, str):
        yield without_tags(value)
        return
    yield value.get("title", "")
    yield value.get("caption", "")
    yield without_tags(value.get("text", ""))
    yield from value.get("items", [])


def question_texts(question: dict[str, Any]) -> Iterator[str]:
    yield question["text"]
    yield question["explanation"]
    yield from (choice["text"] for choice in question.get("choices", []))


def body_text(lesson: dict[str, Any]) -> str:
    taught = [block for block in lesson["blocks"] if block["type"] != "quiz"]
    return "\n".join(text for block in taught for text in block_texts(block))


def every_text(lesson: dict[str, Any]) -> str:
    texts = [lesson["title"], lesson["summary"], body_text(lesson)]
    texts += [picture["alt"] for picture in blocks_of(lesson, "picture")]
    texts += [text for question in questions_of(lesson) for text in question_texts(question)]
    return "\n".join(texts)


def webp_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:30]
    assert head[:4] == b"RIFF"
    assert head[8:12] == b"WEBP"
    kind = head[12:16]
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = head[24:27], head[27:30]
        return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1
    width, height = head[26:28], head[28:30]
    return int.from_bytes(width, "little") & 0x3FFF, int.from_bytes(height, "little") & 0x3FFF


def test_course_has_one_module_four_lessons_and_twelve_questions():
    assert COURSE["slug"] == COURSE_FOLDER.name
    assert [module["slug"] for module in COURSE["modules"]] == ["foto-produk"]
    assert len(LESSONS) == 4
    assert len({lesson["slug"] for lesson in LESSONS}) == 4
    assert len(ALL_QUESTIONS) == 12


def test_minutes_of_the_course_are_those_of_its_lessons():
    assert COURSE["minutes"] == sum(lesson["minutes"] for lesson in LESSONS)
    assert all(6 <= lesson["minutes"] <= 10 for lesson in LESSONS)


@each_lesson
def test_blocks_have_the_agreed_shape(lesson):
    for block in lesson["blocks"]:
        if block["type"] == "text":
            assert isinstance(block["value"], str)
            continue
        assert set(block["value"]) == BLOCK_KEYS[block["type"]]


@each_lesson
def test_lesson_has_a_picture_one_tip_and_ends_with_its_quiz(lesson):
    kinds = [block["type"] for block in lesson["blocks"]]

    assert kinds.count("picture") >= 1
    assert kinds.count("tip") == 1
    assert kinds.count("quiz") == 1
    assert kinds[-1] == "quiz"
    assert len(questions_of(lesson)) == 3


def test_module_uses_steps_checklist_and_example():
    kinds = {block["type"] for lesson in LESSONS for block in lesson["blocks"]}

    assert {"steps", "checklist", "example"} <= kinds


@each_lesson
def test_html_uses_only_allowed_tags_and_is_balanced(lesson):
    for block in lesson["blocks"]:
        value = block["value"]
        html = value if isinstance(value, str) else value.get("text", "")
        opened = re.findall(r"<([a-z0-9]+)[^>]*>", html)
        closed = re.findall(r"</([a-z0-9]+)>", html)
        assert set(opened) <= ALLOWED_TAGS
        assert Counter(opened) == Counter(closed)


@each_lesson
def test_menu_steps_of_other_apps_carry_the_day_they_were_checked(lesson):
    for steps in blocks_of(lesson, "steps"):
        names_other_app = "WhatsApp" in steps["title"]
        assert (steps["checked_on"] is not None) == names_other_app
        if names_other_app:
            assert re.fullmatch(r"2026-11-\d\d", steps["checked_on"])
            assert "bisa berubah" in body_text(lesson)


def test_each_question_type_appears_at_least_three_times():
    kinds = Counter(question["type"] for question in ALL_QUESTIONS)

    assert set(kinds) == {"single_choice", "multiple_choice", "true_false"}
    assert min(kinds.values()) >= 3


@pytest.mark.parametrize("question", ALL_QUESTIONS, ids=lambda question: question["text"])
def test_question_has_a_fair_key_and_a_teaching_explanation(question):
    assert len(question["explanation"].split()) >= 10
    if question["type"] == "true_false":
        assert set(question) == {"type", "text", "answer", "explanation", "skill"}
        assert isinstance(question["answer"], bool)
        return
    assert set(question) == {"type", "text", "choices", "explanation", "skill"}
    choices = question["choices"]
    right = [choice["text"] for choice in choices if choice["right"]]
    wrong = [choice["text"] for choice in choices if not choice["right"]]
    assert 3 <= len(choices) <= 4
    assert len({choice["text"] for choice in choices}) == len(choices)
    assert wrong
    if question["type"] == "single_choice":
        assert len(right) == 1
        assert len(right[0]) <= max(map(len, wrong))
    else:
        assert len(right) >= 2
        assert max(map(len, right)) <= max(map(len, wrong)) * 1.3


def test_true_false_has_both_answers_and_right_choices_change_place():
    answers = [q["answer"] for q in ALL_QUESTIONS if q["type"] == "true_false"]
    places = {
        [choice["right"] for choice in q["choices"]].index(True)
        for q in ALL_QUESTIONS
        if q["type"] == "single_choice"
    }

    assert set(answers) == {True, False}
    assert len(places) >= 3


def test_framework_has_eighteen_skills_in_seven_areas():
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


def test_module_teaches_and_asks_exactly_the_photo_skills():
    asked = Counter(question["skill"] for question in ALL_QUESTIONS)

    assert PHOTO_SKILLS <= SKILLS
    assert {lesson["skill"] for lesson in LESSONS} == PHOTO_SKILLS
    assert set(asked) == PHOTO_SKILLS
    assert min(asked.values()) >= 3


@each_lesson
def test_every_picture_says_what_it_shows(lesson):
    for picture in blocks_of(lesson, "picture"):
        assert 8 <= len(picture["alt"].split()) <= 40
        assert not picture["alt"].lower().startswith("gambar")


@each_lesson
def test_pictures_are_640_wide_and_light(lesson):
    paths = [COURSE_FOLDER / picture["image"] for picture in blocks_of(lesson, "picture")]

    assert all(webp_size(path)[0] == 640 for path in paths)
    assert all(path.stat().st_size <= PICTURE_LIMIT for path in paths)
    assert sum(path.stat().st_size for path in paths) <= LESSON_LIMIT


@each_lesson
def test_lesson_length_fits_a_short_sitting(lesson):
    assert 120 <= len(body_text(lesson).split()) <= 220


@each_lesson
def test_lesson_is_plainly_written(lesson):
    measured = measure_readability(every_text(lesson))

    assert measured.words_per_sentence <= 8
    assert measured.longest_sentence <= 15
    assert measured.long_word_share <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        f"{COURSE['title']}\n{COURSE['summary']}",
        "\n".join(skill["title_id"] for area in FRAMEWORK["areas"] for skill in area["skills"]),
    ],
    ids=["course", "skills"],
)
def test_other_learner_texts_are_plainly_written(text):
    measured = measure_readability(text)

    assert measured.longest_sentence <= 15
    assert measured.long_word_share <= 0.05


@each_lesson
def test_officialese_and_blame_are_absent(lesson):
    words = every_text(lesson).lower()

    assert [ban for ban in BANNED if re.search(rf"\b{ban}\b", words)] == []


@pytest.mark.parametrize(
    ("text", "words_per_sentence", "longest", "syllables_per_word", "long_share"),
    [
        ("", 0.0, 0, 0.0, 0.0),
        ("Tekan Lanjut.", 2.0, 2, 2.0, 0.0),
        ("Unduh 2,3 MB pukul 09.14.", 5.0, 5, 1.4, 0.0),
        ("Sampai pulau.\nAmboi", 1.5, 2, 2.0, 0.0),
        ("Memberitahukan", 1.0, 1, 6.0, 1.0),
        ("Pelan-pelan saja!", 2.0, 2, 3.0, 0.0),
    ],
)
def test_measure_readability(text, words_per_sentence, longest, syllables_per_word, long_share):
    measured = measure_readability(text)

    assert measured.words_per_sentence == pytest.approx(words_per_sentence)
    assert measured.longest_sentence == longest
    assert measured.syllables_per_word == pytest.approx(syllables_per_word)
    assert measured.long_word_share == pytest.approx(long_share)
