"""A course folder or a ZIP on disk, within the limits of every other source."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from courses.formats.archives import (
    MAX_FILES,
    MAX_TOTAL,
    MB,
    Files,
    open_zip,
    plain_names,
    without_top,
)
from courses.formats.course_folder.model import Remark


@dataclass(frozen=True)
class FolderFiles(Files):
    """The files of a folder on disk."""

    root: Path = Path()

    def content(self, name: str) -> bytes:
        """Return the bytes of a file, never through a link. Raises OSError."""
        handle = os.open(self.root / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            return file.read(MAX_TOTAL)


@contextmanager
def files_at(path: Path) -> Iterator[Files]:
    """Give the files of a folder or of a ZIP. Raises OSError for one that cannot be read."""
    if path.is_dir():
        yield files_of_folder(path)
        return
    with path.open("rb") as file:
        yield open_zip(file, name=path.name)


def files_of_folder(root: Path) -> Files:
    """Return the files of a folder, or every refusal."""
    names, refusals, total = list[str](), list[Remark](), 0
    for entry in _entries(root):
        name = Path(entry.path).relative_to(root).as_posix()
        if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
            refusals.append(Remark(name, 0, "zip_link"))
            continue
        names.append(name)
        total += entry.stat(follow_symlinks=False).st_size
        if len(names) > MAX_FILES:
            return Files("", refusals=(Remark("", 0, "zip_many", {"most": MAX_FILES}),))
    plain, found = plain_names(sorted(names))
    refusals += found
    if total > MAX_TOTAL:
        refusals.append(Remark("", 0, "zip_total", {"most": MAX_TOTAL // MB}))
    if refusals:
        return Files("", refusals=tuple(refusals))
    address, plain = without_top(plain, name=root.resolve().name)
    return FolderFiles(address, plain, root=root)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder but folders; links are yielded, never followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path))
            else:
                yield entry
