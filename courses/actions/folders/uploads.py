"""ZIP files that wait until their owner has seen what they would change."""

import json
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from courses.models import CataloguePage
from people.models import User

KEPT_FOR = timedelta(days=1)
# Enough for a second look; nobody fills the disk with what she never applied.
MAX_WAITING = 3
_TOKEN = re.compile(r"[0-9a-f]{32}")
_ZIP, _ABOUT = "upload.zip", "about.json"


@dataclass(frozen=True)
class Upload:
    """A ZIP that waits. name: what its owner called it; catalogue_id: where it shall go."""

    token: str
    path: Path
    name: str
    catalogue_id: int


def keep_upload(
    *, chunks: Iterable[bytes], name: str, catalogue: CataloguePage, by: User, at: datetime
) -> str:
    """Store a ZIP outside the media folder under a name that nobody can guess; return its token."""
    sweep_uploads(at=at)
    mine = _folder_of(by)
    for old in sorted(mine.glob("*"), key=lambda path: path.stat().st_mtime)[: -MAX_WAITING + 1]:
        shutil.rmtree(old, ignore_errors=True)
    token = secrets.token_hex(16)
    folder = mine / token
    folder.mkdir(mode=0o700)
    about = {"name": name[-200:], "catalogue": catalogue.pk, "kept_at": at.isoformat()}
    with (folder / _ZIP).open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    (folder / _ABOUT).write_text(json.dumps(about))
    return token


def upload_of(person: User, token: str) -> Upload | None:
    """Return a person's own waiting ZIP, None without one of that token."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = _folder_of(person) / token
    try:
        about = json.loads((folder / _ABOUT).read_text())
    except OSError:
        return None
    return Upload(token, folder / _ZIP, about["name"], about["catalogue"])


def drop_upload(upload: Upload) -> None:
    """Delete a waiting ZIP; safe to repeat."""
    shutil.rmtree(upload.path.parent, ignore_errors=True)


def sweep_uploads(*, at: datetime) -> None:
    """Delete what has waited for a day."""
    for folder in Path(settings.IMPORTS_ROOT).glob("*/*"):
        if folder.stat().st_mtime < (at - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _folder_of(person: User) -> Path:
    folder = Path(settings.IMPORTS_ROOT) / str(person.pk)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
