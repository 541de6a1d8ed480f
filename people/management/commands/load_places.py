"""Load a list of places; the one of Kabupaten Malang is shipped."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from people.actions import load_places

SHIPPED = Path(__file__).resolve().parents[2] / "places" / "kecamatan-malang.csv"


class Command(BaseCommand):
    """Store the places of a CSV file with the columns code and name."""

    help = "Load places (kecamatan) from a CSV with the columns code,name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8", newline="") as lines:
            count = load_places(lines=lines)
        self.stdout.write(f"{count} places loaded.")
