"""Write a course as its folder or ZIP."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.formats.archives import write_zip
from courses.models import CoursePage
from courses.queries.folders import Export, export_course
from courses.queries.folders.words import place_of, words_of


class Command(BaseCommand):
    """Export a course as its trainers last left it, published or not."""

    help = "Write a course as its folder, or as a ZIP. See docs/formats/course-folder.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", help="the course's address")
        parser.add_argument("target", type=Path, help="an empty or new folder, or a new .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        page = CoursePage.objects.filter(slug=options["course"]).first()
        if page is None:
            raise CommandError(f"There is no course “{options['course']}”.")
        target: Path = options["target"]
        is_zip = target.suffix.lower() == ".zip"
        export = export_course(page, folder="" if is_zip else target.resolve().name)
        try:
            if is_zip:
                with target.open("xb") as file:
                    write_zip(file, export.files(), top=export.address)
            else:
                _write_folder(target, export)
        except OSError as error:
            raise CommandError(f"Cannot write there: {error.strerror}") from error
        for remark in export.warnings:
            self.stderr.write(f"{place_of(remark)}: {words_of(remark)}")
        self.stdout.write(f"Written: {target}")


def _write_folder(target: Path, export: Export) -> None:
    """Write into a folder that is new or empty, so that nothing old stays in between."""
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise CommandError("The folder is not empty. Name a new one.")
    for path, content in export.files():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
