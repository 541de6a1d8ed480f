"""Make or update a course out of its folder or ZIP."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.actions.folders import ImportReport, import_course
from courses.formats.course_folder.model import Remark
from courses.queries.folders.on_disk import files_at
from courses.queries.folders.words import place_of, words_of
from people.models import Agency


class Command(BaseCommand):
    """Import a course for an agency; a bad folder is refused whole."""

    help = "Make or update a course out of its folder or ZIP. See docs/formats/course-folder.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="the folder or the ZIP")
        parser.add_argument("--agency", required=True, help="the agency's slug")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument("--publish", action="store_true", help="let everything go live")
        parser.add_argument(
            "--remove", action="store_true", help="take offline what the folder lacks"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no agency “{options['agency']}”.")
        try:
            with files_at(options["source"]) as files:
                report = import_course(
                    files=files,
                    agency=agency,
                    by=None,
                    publish=options["publish"],
                    remove=options["remove"],
                    dry_run=options["dry_run"],
                )
        except OSError as error:
            raise CommandError(f"The source cannot be read: {error.strerror}") from error
        if options["json"]:
            self.stdout.write(json.dumps(as_values(report), ensure_ascii=False, indent=1))
        else:
            self._write(report, is_dry=options["dry_run"])
        if report.refusals:
            raise CommandError("Refused: nothing was changed.")

    def _write(self, report: ImportReport, *, is_dry: bool) -> None:
        for remark in report.warnings:
            self.stdout.write(f"{place_of(remark)}: {words_of(remark)}")
        for remark in report.refusals:
            self.stderr.write(f"{place_of(remark)}: REFUSED: {words_of(remark)}")
        if report.refusals:
            return
        for change in report.changes:
            self.stdout.write(f"{change.what:8}{change.kind:8}{change.path}  {change.title}")
        self.stdout.write("Dry run: nothing was changed." if is_dry else "Done.")


def as_values(report: ImportReport) -> dict[str, Any]:
    """Return a report as plain values, for --json."""
    return {
        "refusals": [_remark(remark) for remark in report.refusals],
        "warnings": [_remark(remark) for remark in report.warnings],
        "changes": [
            {"what": c.what, "kind": c.kind, "path": c.path, "title": c.title}
            for c in report.changes
        ],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "path": remark.path,
        "line": remark.line,
        "code": remark.code,
        "reason": words_of(remark),
    }
