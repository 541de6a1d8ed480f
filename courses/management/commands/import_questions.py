"""Take questions from a file into the draft of a lesson, or show what would be taken."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.actions import add_questions
from courses.models import CoursePage, LessonPage
from quizzes.formats import gift
from quizzes.formats.drafts import Draft, Sheet, read_csv, read_gift, read_xlsx
from quizzes.formats.drafts.model import MAX_FILE

READERS = {"gift": read_gift, "csv": read_csv, "xlsx": read_xlsx}


class Command(BaseCommand):
    """Read a file of questions; store them only when a lesson is named and no dry run is asked."""

    help = "Check a file of questions, or add them to the draft of a lesson (never published)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", choices=[*READERS], help="the file's name decides if it is left out"
        )
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--lesson", metavar="COURSE/LESSON", help="the two addresses")
        parser.add_argument(
            "--skip-refused", action="store_true", help="add the others all the same"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"] and not options["lesson"]:
            raise CommandError("Say --dry-run, or --lesson COURSE/LESSON.")
        page = _lesson(options["lesson"]) if options["lesson"] else None
        path: Path = options["file"]
        source = _content(path)
        kind = options["format"] or path.suffix.lower().removeprefix(".")
        kind = kind if kind in READERS else "gift"
        sheet = READERS[kind](source)
        report = _report(sheet, source, kind)
        if page and not options["dry_run"]:
            report["stored"] = self._store(page, sheet, skip=options["skip_refused"])
        self._say(report, path, as_json=options["json"])
        if report.get("stored", {}).get("nothing"):
            raise CommandError("Nothing was stored. Mend what is refused, or add --skip-refused.")

    def _store(self, page: LessonPage, sheet: Sheet, *, skip: bool) -> dict[str, Any]:
        if sheet.refusals and not skip:
            return {"nothing": True}
        return asdict(add_questions(page=page, drafts=sheet.drafts))

    def _say(self, report: dict[str, Any], path: Path, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for question in report["questions"]:
            text = (question.get("draft") or question)["text"]
            shown = " ".join(text.split())[:60]
            self.stdout.write(f"{path}:{question['line']}: {question['type']}: {shown}")
        for name, word in (("warnings", "warning"), ("refusals", "REFUSED")):
            for remark in report[name]:
                self.stdout.write(f"{path}:{remark['line']}: {word}: {remark['reason']}")
        if "new" in (stored := report.get("stored", {})):
            counts = (f"{stored[word]} {word}" for word in ("new", "replaced", "unchanged"))
            self.stdout.write(f"Stored in the draft: {', '.join(counts)}.")
            for skill in stored["unknown_skills"]:
                self.stdout.write(f"No skill is called “{skill}”. Choose one in the editor.")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than allowed: the reader then says that it is too much.
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise CommandError(f"The file cannot be read: {error.strerror}") from error


def _lesson(address: str) -> LessonPage:
    """Return the lesson page that COURSE/LESSON names."""
    course_slug, _slash, slug = address.partition("/")
    found: list[LessonPage] = []
    for course in CoursePage.objects.filter(slug=course_slug):
        found += LessonPage.objects.descendant_of(course).filter(slug=slug)
    if len(found) != 1:
        raise CommandError(f"{len(found)} lessons are called {address}. One is needed.")
    return found[0]


def _report(sheet: Sheet, source: bytes, kind: str) -> dict[str, Any]:
    """Return what would be made, what would not and what deserves a look, as plain values."""
    shown = _as_in_gift(sheet.drafts, source) if kind == "gift" else map(_as_in_sheet, sheet.drafts)
    return {
        "questions": list(shown),
        "refusals": [asdict(refusal) for refusal in sheet.refusals],
        "warnings": [asdict(warning) for warning in sheet.warnings],
    }


def _as_in_gift(drafts: tuple[Draft, ...], source: bytes) -> list[dict[str, Any]]:
    """Return the questions with everything that GIFT says of them, and with the drafts."""
    made = {draft.line: draft for draft in drafts}
    return [
        {
            "type": made[question.line].type,
            **asdict(question),
            "draft": made[question.line].value,
        }
        for question in gift.read(source).questions
        if question.line in made
    ]


def _as_in_sheet(draft: Draft) -> dict[str, Any]:
    return {"type": draft.type, "line": draft.line, "key": draft.key, **draft.value}
