"""Speak the lessons of the sample courses: the words of each audio block become its file.

Run from the repository root: python -m demo.speech.make [COURSE_FOLDER …]
Needs espeak-ng and opusenc on this machine; the courses ship the results. A block that is not
marked machine=yes and has its file was spoken by a person: it is left alone. made.json remembers
which words each file says, so only what changed is spoken again.
"""

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
COURSES = HERE.parent / "courses"
MADE = HERE / "made.json"
VOICE, WORDS_A_MINUTE = "id", 145
SENTENCE_PAUSE_MS, PARAGRAPH_PAUSE_MS = 350, 700
# Words that the synthesiser would say wrongly, in its own phonemes: the e of "dengan" is not that
# of "desa", and it knows neither WhatsApp nor ATM.
SOUNDS: dict[str, str] = json.loads((HERE / "sounds.json").read_text(encoding="utf-8"))
ENCODING = ("--quiet", "--speech", "--downmix-mono", "--bitrate", "14", "--framesize", "40")

_BLOCK = re.compile(
    r"^::: audio (?P<file>audio/\S+)(?: \{(?P<options>[^}]*)\})?\n(?P<words>.*?)\n:::$",
    re.DOTALL | re.MULTILINE,
)
_EMPHASIS_OR_LINK = re.compile(r"\*+|\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class ToolMissing(RuntimeError):
    """A program that speaks or encodes is not on this machine."""


@dataclass(frozen=True)
class Speech:
    """One audio block of a lesson. words: its transcript in Markdown."""

    lesson: Path
    file: str
    options: dict[str, str]
    words: str

    @property
    def target(self) -> Path:
        """The file, in the folder of the course: <course>/<module>/<lesson>.md lies two below."""
        return self.lesson.parent.parent / self.file

    @property
    def is_by_a_person(self) -> bool:
        return self.target.is_file() and self.options.get("machine") != "yes"


def speeches_of(lesson: Path) -> list[Speech]:
    """Return the audio blocks of one lesson's Markdown file."""
    text = lesson.read_text(encoding="utf-8")
    return [
        Speech(lesson, found["file"], _options(found["options"] or ""), found["words"])
        for found in _BLOCK.finditer(text)
    ]


def _options(text: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in text.split())


def ssml(words: str) -> str:
    """Return the words for the synthesiser: no Markdown, with pauses, hard words as sounds."""
    plain = _EMPHASIS_OR_LINK.sub(lambda found: found[1] or "", words)
    paragraphs = [
        f'<break time="{SENTENCE_PAUSE_MS}ms"/> '.join(
            _WORD.sub(_sound, html.escape(sentence, quote=False))
            for sentence in _SENTENCE_END.split(" ".join(paragraph.split()))
        )
        for paragraph in re.split(r"\n\s*\n", plain.strip())
    ]
    pause = f'<break time="{PARAGRAPH_PAUSE_MS}ms"/>\n'
    return f"<speak>{pause.join(paragraphs)}\n</speak>"


def _sound(word: re.Match[str]) -> str:
    sound = SOUNDS.get(word[0].lower())
    return word[0] if sound is None else f"[[{sound}]]"


def speak(words: str, target: Path) -> float:
    """Write the words as speech, Opus in Ogg; return its length in seconds.

    Raises ToolMissing, subprocess.SubprocessError.
    """
    espeak, opusenc = _tool("espeak-ng"), _tool("opusenc")
    serial = str(int(digest_of(words)[:7], 16))
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "speech.wav"
        run = [espeak, "-v", VOICE, "-s", str(WORDS_A_MINUTE), "-m", "-b", "1", "-w", str(sound)]
        subprocess.run([*run, ssml(words)], check=True, timeout=60)  # noqa: S603
        target.parent.mkdir(parents=True, exist_ok=True)
        mark = ["--padding", "0", "--comment", f"description=Suara mesin: espeak-ng {VOICE}"]
        run = [opusenc, *ENCODING, *mark, "--serial", serial, str(sound), str(target)]
        subprocess.run(run, check=True, timeout=60)  # noqa: S603
        with wave.open(str(sound)) as spoken:
            frames: int = spoken.getnframes()
            rate: int = spoken.getframerate()
    return frames / rate


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ToolMissing(f"{name} is missing. On Debian: apt-get install espeak-ng opus-tools")
    return found


def digest_of(words: str) -> str:
    """Return what tells one reading from another: its words and how they are spoken."""
    how = f"{VOICE} {WORDS_A_MINUTE} {ENCODING} {ssml(words)}"
    return hashlib.sha256(how.encode()).hexdigest()[:16]


def mark(speech: Speech, seconds: float) -> None:
    """Write the real length and machine=yes into the lesson."""
    options = {**speech.options, "seconds": str(round(seconds)), "machine": "yes"}
    line = " ".join(f"{name}={value}" for name, value in options.items())
    opening = re.compile(rf"^::: audio {re.escape(speech.file)}(?: \{{[^}}]*\}})?$", re.MULTILINE)
    text = speech.lesson.read_text(encoding="utf-8")
    changed = opening.sub(f"::: audio {speech.file} {{{line}}}", text, count=1)
    speech.lesson.write_text(changed, encoding="utf-8")


def make(courses: list[Path]) -> list[Path]:
    """Speak what is missing or changed in these courses; return the files that were written."""
    made: dict[str, str] = json.loads(MADE.read_text(encoding="utf-8")) if MADE.is_file() else {}
    written = []
    lessons = [lesson for course in courses for lesson in sorted(course.glob("*/*.md"))]
    for speech in (found for lesson in lessons for found in speeches_of(lesson)):
        name = f"{speech.lesson.parent.parent.name}/{speech.file}"
        digest = digest_of(speech.words)
        if speech.is_by_a_person or (made.get(name) == digest and speech.target.is_file()):
            continue
        mark(speech, speak(speech.words, speech.target))
        made[name] = digest
        written.append(speech.target)
    MADE.write_text(json.dumps(made, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return written


def main(*folders: str) -> int:
    """Speak the named courses, or all; say what was written, or what is missing."""
    courses = [Path(folder).resolve() for folder in folders] or sorted(COURSES.iterdir())
    try:
        written = make(courses)
    except ToolMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    for path in written:
        sys.stdout.write(f"{path.relative_to(Path.cwd())}: {path.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
