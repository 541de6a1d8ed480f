"""Show what a file of questions would make, and every refusal."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes.formats import gift
from quizzes.formats.gift import Kind

# What each kind of the file becomes here; a kind without a type is named as such.
TYPES = {Kind.TRUEFALSE: "true_false"}
CHOICES = {True: "single_choice", False: "multiple_choice"}
MAX_FILE = 5 * 1024 * 1024


class Command(BaseCommand):
    """Read a file of questions without storing anything."""

    help = "Check a file of questions: what would be made, and what is refused, with its line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["gift"], default="gift")
        parser.add_argument("--dry-run", action="store_true", required=True)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            if path.stat().st_size > MAX_FILE:
                raise CommandError("The file is larger than 5 MB.")
            found = gift.read(path.read_bytes())
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}") from error
        report = report_of(found)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for question in report["questions"]:
            self.stdout.write(f"{path}:{question['line']}: {question['type']}: {question['name']}")
        for refusal in report["refusals"]:
            self.stdout.write(f"{path}:{refusal['line']}: REFUSED: {refusal['reason']}")


def report_of(file: gift.File) -> dict[str, list[dict[str, Any]]]:
    """Return what would be made and what would not, as plain values in the file's order."""
    questions, refusals = [], [asdict(refusal) for refusal in file.refusals]
    for question in file.questions:
        kind = type_of(question)
        if kind is None:
            reason = f"There is no question type for “{question.kind}” yet."
            refusals.append({"line": question.line, "reason": reason})
        else:
            questions.append({"type": kind, **asdict(question)})
    return {"questions": questions, "refusals": sorted(refusals, key=lambda r: int(r["line"]))}


def type_of(question: gift.Question) -> str | None:
    """Return the key of the question type that asks such a question, None without one."""
    if question.kind is Kind.MULTICHOICE:
        return CHOICES[question.is_single]
    return TYPES.get(question.kind)
