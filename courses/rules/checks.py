"""What keeps a lesson from its learners, and what makes it heavy or hard to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from courses.rules.readability import measure_readability, sentences_of, word_count

MAX_SENTENCE_WORDS = 15
MEAN_SENTENCE_WORDS = 8
LONG_WORD_SHARE = 0.1
# Bytes; 1 KB is 1,000. A sharp phone loads the pictures at 640 pixels.
HTML_BUDGET = 6_000
PICTURES_BUDGET = 40_000
SPEECH_BUDGET_A_MINUTE = 125_000
VIDEO_BUDGET_A_MINUTE = 700_000
# A mean says nothing about three sentences.
_ENOUGH_SENTENCES = 5


class Level(StrEnum):
    """Whether a finding keeps the lesson from going live."""

    REFUSE = "refuse"
    WARN = "warn"


class Code(StrEnum):
    """What can be found."""

    NO_SKILL = "no_skill"
    NO_TEXT = "no_text"
    NO_PICTURE = "no_picture"
    NO_ALT = "no_alt"
    NO_FILE = "no_file"
    NO_TRANSCRIPT = "no_transcript"
    NO_CAPTIONS = "no_captions"
    UNFINISHED = "unfinished"
    EMPTY_QUIZ = "empty_quiz"
    NO_QUESTION_TEXT = "no_question_text"
    BAD_QUESTION = "bad_question"
    NO_EXPLANATION = "no_explanation"
    SKILL_NOT_ASKED = "skill_not_asked"
    HEAVY_PICTURES = "heavy_pictures"
    HEAVY_SPEECH = "heavy_speech"
    HEAVY_VIDEO = "heavy_video"
    LONG_SENTENCE = "long_sentence"
    LONG_SENTENCES = "long_sentences"
    LONG_WORDS = "long_words"


@dataclass(frozen=True)
class Part:
    """One block of a lesson but its quiz, as plain values.

    text: all its words but the alternative text, a line a paragraph. bytes: on the line, 0 if
    not known. is_complete: whether its form has all that it must. What a kind has not (captions
    of a text) is never asked.
    """

    id: str
    kind: str
    text: str = ""
    alt: str = ""
    transcript: str = ""
    has_file: bool = True
    has_captions: bool = True
    is_complete: bool = True
    bytes: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class Question:
    """One question of the quiz. skill: its own or the lesson's; problems: what its type refuses."""

    id: str
    text: str
    explanation: str
    skill: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class LessonFacts:
    """A lesson as plain values. quiz: the id of the quiz block, "" without one."""

    skill: str
    parts: tuple[Part, ...] = ()
    quiz: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing to mend. where: a block's id, "" for the lesson; detail: what the words name."""

    code: Code
    level: Level
    where: str = ""
    detail: str = ""


def check_lesson(facts: LessonFacts) -> list[Finding]:
    """Return everything to mend, what refuses first, then in the order of the lesson."""
    found = [
        *_check_whole(facts),
        *(finding for part in facts.parts for finding in _check_part(part)),
        *_check_quiz(facts),
        *_check_reading(facts),
    ]
    return sorted(found, key=lambda finding: finding.level != Level.REFUSE)


def _refuse(code: Code, where: str = "", detail: str = "") -> Finding:
    return Finding(code, Level.REFUSE, where, detail)


def _warn(code: Code, where: str = "", detail: str = "") -> Finding:
    return Finding(code, Level.WARN, where, detail)


def _check_whole(facts: LessonFacts) -> Iterator[Finding]:
    if not facts.skill:
        yield _refuse(Code.NO_SKILL)
    elif not any(question.skill == facts.skill for question in facts.questions):
        yield _warn(Code.SKILL_NOT_ASKED, facts.quiz)
    if not any(word_count(part.text) for part in facts.parts):
        yield _refuse(Code.NO_TEXT)
    weight = sum(part.bytes for part in facts.parts if part.kind == "picture")
    if weight > PICTURES_BUDGET:
        heaviest = max(facts.parts, key=lambda part: (part.kind == "picture") * part.bytes)
        yield _warn(Code.HEAVY_PICTURES, heaviest.id, _kilobytes(weight))


def _check_part(part: Part) -> Iterator[Finding]:
    found = list(_check_kind(part))
    if not part.is_complete and not refusals(found):
        found.append(_refuse(Code.UNFINISHED, part.id))
    yield from found
    yield from _check_sentences(part.text, part.id)


def _check_kind(part: Part) -> Iterator[Finding]:
    """Yield what a block of this kind owes to those who do not see, hear or load it."""
    if part.kind == "picture":
        yield from _check_picture(part)
    elif part.kind in ("audio", "video"):
        yield from _check_played(part)
    elif part.kind == "download" and not part.has_file:
        yield _refuse(Code.NO_FILE, part.id)


def _check_sentences(text: str, where: str) -> Iterator[Finding]:
    for sentence in sentences_of(text):
        if word_count(sentence) > MAX_SENTENCE_WORDS:
            yield _warn(Code.LONG_SENTENCE, where, _start_of(sentence))


def _check_picture(part: Part) -> Iterator[Finding]:
    if not part.has_file:
        yield _refuse(Code.NO_PICTURE, part.id)
    if not part.alt.strip():
        yield _refuse(Code.NO_ALT, part.id)


def _check_played(part: Part) -> Iterator[Finding]:
    if not part.has_file:
        yield _refuse(Code.NO_FILE, part.id)
    if not word_count(part.transcript):
        yield _refuse(Code.NO_TRANSCRIPT, part.id)
    if part.kind == "video" and not part.has_captions:
        yield _refuse(Code.NO_CAPTIONS, part.id)
    yield from _check_speed(part)


def _check_speed(part: Part) -> Iterator[Finding]:
    is_speech = part.kind == "audio"
    budget = SPEECH_BUDGET_A_MINUTE if is_speech else VIDEO_BUDGET_A_MINUTE
    if part.seconds and part.bytes > budget * max(part.seconds, 10) / 60:
        code = Code.HEAVY_SPEECH if is_speech else Code.HEAVY_VIDEO
        yield _warn(code, part.id, _kilobytes(part.bytes))


def _check_quiz(facts: LessonFacts) -> Iterator[Finding]:
    if facts.quiz and not facts.questions:
        yield _refuse(Code.EMPTY_QUIZ, facts.quiz)
    for question in facts.questions:
        if not question.text.strip():
            yield _refuse(Code.NO_QUESTION_TEXT, question.id)
        for problem in question.problems:
            yield _refuse(Code.BAD_QUESTION, question.id, problem)
        if not question.explanation.strip():
            yield _refuse(Code.NO_EXPLANATION, question.id)
        yield from _check_sentences(f"{question.text}\n{question.explanation}", question.id)


def _check_reading(facts: LessonFacts) -> Iterator[Finding]:
    text = "\n".join(part.text for part in facts.parts)
    reading = measure_readability(text)
    if len(sentences_of(text)) < _ENOUGH_SENTENCES:
        return
    if reading.words_per_sentence > MEAN_SENTENCE_WORDS:
        yield _warn(Code.LONG_SENTENCES, detail=_decimal(reading.words_per_sentence))
    if reading.long_word_share > LONG_WORD_SHARE:
        yield _warn(Code.LONG_WORDS, detail=f"{reading.long_word_share:.0%}")


def refusals(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that keep a lesson from going live."""
    return [finding for finding in findings if finding.level is Level.REFUSE]


def _start_of(text: str) -> str:
    words = text.split()
    return " ".join(words[:5]) + ("…" if len(words) > 5 else "")


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.0f} KB"


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
