"""Make the compiled catalogues (.mo) of the written ones (.po), without gettext's own tools."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """For those who change texts; polib is a development package."""

    help = "Compile every locale/*/LC_MESSAGES/*.po to the .mo beside it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            import polib  # type: ignore[import-untyped]  # developers only
        except ImportError as error:
            raise CommandError("polib is missing: sh bin/setup.sh requirements-dev.lock") from error
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).rglob("*.po")):
                path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())
                self.stdout.write(f"{path.with_suffix('.mo')}")
