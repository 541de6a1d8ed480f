"""Load a framework of skills; the one written for this project is shipped."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from skills.actions import load_framework

SHIPPED = Path(__file__).resolve().parents[2] / "frameworks" / "pemasaran-digital-usaha-kecil.json"


class Command(BaseCommand):
    """Store one version of a framework and make it current."""

    help = "Load a framework of skills from a JSON file. The same version twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        content = json.loads(options["file"].read_text(encoding="utf-8"))
        framework = load_framework(content=content)
        self.stdout.write(f"{framework.title}, version {framework.version}, is loaded.")
