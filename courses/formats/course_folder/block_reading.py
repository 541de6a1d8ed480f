"""One block of a lesson out of its lines."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

from courses.formats.course_folder import front_matter
from courses.formats.course_folder.lesson_blocks import Part
from courses.formats.course_folder.limits import MAX_SECONDS, MIN_POINTS
from courses.formats.course_folder.markdown_reading import html_of_markdown, points_of
from courses.formats.course_folder.model import (
    DEFAULT_TITLES,
    Audio,
    Block,
    Checklist,
    Download,
    Example,
    Picture,
    Refused,
    Steps,
    Text,
    Tip,
    Use,
    Video,
)
from courses.formats.course_folder.remarks import Remarks

WORDS = ("tip", "example", "steps", "checklist", "audio", "video", "download", "quiz")
_ATTRIBUTES = re.compile(r"(?:^|\s)\{([^{}]*)\}$")
_ATTRIBUTE = re.compile(r'\s*([a-z]+)=("[^"]*"|[^\s"]+)(?=\s|$)')
_PICTURE = re.compile(r'!\[((?:\\.|[^\\\]])*)\]\((.*?)(?:\s+"((?:\\.|[^"\\])*)")?\)$')
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_HREF = re.compile(r'<a href="((?:lesson:|files/)[^"]*)"')


class BlockReader:
    """Reads blocks of one lesson; files and links that they name are kept."""

    def __init__(self, path: str, remarks: Remarks) -> None:
        self.path, self.remarks = path, remarks
        # Targets of links to other lessons, with the line of each.
        self.links: list[tuple[int, str]] = []

    def block(self, part: Part) -> Block | None:
        """Return the block of a part, None for a line that only parts two. Raises Refused."""
        match part.word:
            case "rule":
                return None
            case "text":
                return Text(self._rich(part, headings=True))
            case "picture":
                return self._picture(part)
            case "open":
                raise Refused(part.line, "block_open", word=part.said)
            case "close":
                raise Refused(part.line, "block_close")
            case word if word in WORDS:
                return self._fenced(part)
        raise Refused(part.line, "block_word", word=part.word, known=", ".join(WORDS))

    def _fenced(self, part: Part) -> Block:
        said, given = self._head(part)
        makers: dict[str, Callable[[Part, str, dict[str, str]], Block]] = {
            "tip": self._tip,
            "example": self._tip,
            "steps": self._steps,
            "checklist": self._checklist,
            "audio": self._audio,
            "video": self._video,
            "download": self._download,
        }
        return makers[part.word](part, said, given)

    def _head(self, part: Part) -> tuple[str, dict[str, str]]:
        """Return what stands after the word: the text, and what stands in braces at its end."""
        said = part.said.strip()
        found = _ATTRIBUTES.search(said)
        if found is None:
            return said, {}
        given = dict[str, str]()
        inside, place = found.group(1), 0
        while inside[place:].strip():
            match = _ATTRIBUTE.match(inside, place)
            if match is None or match.group(1) in given:
                raise Refused(part.line, "braces")
            given[match.group(1)] = match.group(2).strip('"')
            place = match.end()
        return said[: found.start()].strip(), given

    def _only(self, part: Part, given: dict[str, str], *known: str) -> None:
        for key in given:
            if key not in known:
                raise Refused(
                    part.line, "brace_key", key=key, word=part.word, known=", ".join(known) or "–"
                )

    def _title(self, part: Part, said: str, kind: str) -> str:
        title = front_matter.unquoted(said, line=part.line)
        self.remarks.check_length(self.path, part.line, kind, title)
        if not title:
            self.remarks.warn(self.path, part.line, "title_missing", word=part.word)
        return title

    def _rich(self, part: Part, *, headings: bool) -> str:
        html = html_of_markdown(part.body, line=part.body_line, headings=headings)
        for target in map(unescape, _HREF.findall(html)):
            if target.startswith("lesson:"):
                self.links.append((part.line, target.removeprefix("lesson:")))
            else:
                self._use("download", target, part)
        return html

    def _use(self, kind: str, path: str, part: Part) -> str:
        """Note that a block names a file; return the path as it is kept."""
        path = path.strip().removeprefix("<").removesuffix(">").removeprefix("./")
        if path:
            self.remarks.uses.append(Use(kind, path, self.path, part.line))
        else:
            self.remarks.warn(self.path, part.line, "file_missing", kind=kind)
        return path

    def _picture(self, part: Part) -> Picture:
        match = _PICTURE.fullmatch(part.said)
        if match is None:
            raise Refused(part.line, "picture_line")
        alt, path, caption = (_BACKSLASH.sub(r"\1", text or "") for text in match.groups())
        self.remarks.check_length(self.path, part.line, "alt", alt)
        self.remarks.check_length(self.path, part.line, "caption", caption)
        if not alt.strip():
            self.remarks.warn(self.path, part.line, "alt_missing")
        return Picture(self._use("picture", path, part), alt, caption)

    def _tip(self, part: Part, said: str, given: dict[str, str]) -> Tip | Example:
        self._only(part, given)
        title = self._title(part, said or DEFAULT_TITLES[part.word], part.word)
        html = self._rich(part, headings=False)
        return Tip(title, html) if part.word == "tip" else Example(title, html)

    def _steps(self, part: Part, said: str, given: dict[str, str]) -> Steps:
        self._only(part, given, "checked")
        points = self._points(part, "ol", "step")
        checked = given.get("checked")
        try:
            checked_on = date.fromisoformat(checked) if checked else None
        except ValueError as error:
            raise Refused(part.line, "checked_day", value=checked) from error
        return Steps(self._title(part, said, "steps"), points, checked_on)

    def _checklist(self, part: Part, said: str, given: dict[str, str]) -> Checklist:
        self._only(part, given)
        points = self._points(part, "ul", "check")
        return Checklist(self._title(part, said, "checklist"), points)

    def _points(self, part: Part, tag: str, kind: str) -> tuple[str, ...]:
        points = points_of(part.body, line=part.body_line, tag=tag)
        for place, point in enumerate(points):
            self.remarks.check_length(self.path, part.body_line + place, kind, point)
        if len(points) < MIN_POINTS:
            self.remarks.warn(self.path, part.line, "few_points", word=part.word, least=MIN_POINTS)
        return points

    def _audio(self, part: Part, said: str, given: dict[str, str]) -> Audio:
        self._only(part, given, "seconds", "machine")
        if given.get("machine", "yes") != "yes":
            raise Refused(part.line, "machine_word", value=given["machine"])
        path = self._use("audio", said, part)
        seconds, transcript = self._seconds(part, given), self._transcript(part)
        return Audio(path, seconds, transcript, is_machine="machine" in given)

    def _video(self, part: Part, said: str, given: dict[str, str]) -> Video:
        self._only(part, given, "captions", "poster", "seconds")
        return Video(
            path=self._use("video", said, part),
            captions=self._use("captions", given.get("captions", ""), part),
            poster=self._use("picture", given.get("poster", ""), part),
            seconds=self._seconds(part, given),
            transcript=self._transcript(part),
        )

    def _seconds(self, part: Part, given: dict[str, str]) -> int | None:
        value = given.get("seconds")
        if value is None:
            self.remarks.warn(self.path, part.line, "seconds_missing", word=part.word)
            return None
        return number_of(value, key="seconds", line=part.line, least=1, most=MAX_SECONDS)

    def _transcript(self, part: Part) -> str:
        html = self._rich(part, headings=False)
        if not html:
            self.remarks.warn(self.path, part.line, "transcript_missing", word=part.word)
        return html

    def _download(self, part: Part, said: str, given: dict[str, str]) -> Download:
        self._only(part, given)
        if part.body.strip():
            raise Refused(part.body_line, "download_body")
        match = re.match(r"(<[^>]*>|\S+)?\s*(.*)", said)
        path, title = match.groups() if match else ("", "")
        return Download(
            self._use("download", path or "", part), self._title(part, title, "download")
        )


def number_of(value: str, *, key: str, line: int, least: int, most: int) -> int:
    """Return a whole number within bounds. Raises Refused."""
    if not re.fullmatch(r"[0-9]{1,4}", value) or not least <= int(value) <= most:
        raise Refused(line, "number", key=key, least=least, most=most)
    return int(value)
