"""ZIP files from outside: what is in them, within limits that hold before memory is spent."""

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from courses.formats.course_folder.model import Remark

MB = 1024 * 1024
MAX_ZIP = 50 * MB
MAX_FILES = 500
MAX_TOTAL = 200 * MB
# No picture, sound or text of a lesson shrinks so far; a bomb does.
MAX_RATIO, FREE_OF_RATIO = 100, MB
# zipfile keeps the whole directory in memory: this is many times what 500 files need.
MAX_DIRECTORY = MB
MAX_NAME = 200

# What computers put into folders by themselves.
IGNORED = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_END, _END_SIZE, _END_REACH = b"PK\x05\x06", 22, 22 + 65_535
_END64 = b"PK\x06\x07"
_CHUNK = 64 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


@dataclass(frozen=True)
class Files(Mapping[str, bytes]):
    """The files of a course folder by their path in it, read one at a time.

    address: the folder's name. refusals: with any, there are no files.
    """

    address: str
    names: dict[str, str] = field(default_factory=dict)
    refusals: tuple[Remark, ...] = ()

    def __getitem__(self, path: str) -> bytes:
        return self.content(self.names[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file by the name that its container knows."""
        raise NotImplementedError


@dataclass(frozen=True)
class ZipFiles(Files):
    """The files of a ZIP."""

    archive: zipfile.ZipFile | None = None

    def content(self, name: str) -> bytes:
        """Return the bytes of one entry; their number and sum were checked before."""
        if self.archive is None:
            raise KeyError(name)
        return self.archive.read(name)


class _RefusedError(Exception):
    """The whole ZIP is refused."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.remark = Remark("", 0, code, values)


def open_zip(file: BinaryIO, *, name: str) -> Files:
    """Return the files of a ZIP, each looked through once, or every refusal.

    file: open for as long as the files are used. name: what the ZIP is called; it names the
    course when its files do not stand in a folder of their own.
    """
    try:
        _check_end(file)
        archive = zipfile.ZipFile(file)
    except _RefusedError as refused:
        return Files("", refusals=(refused.remark,))
    except _BROKEN:
        return Files("", refusals=(Remark("", 0, "zip_broken"),))
    entries = [entry for entry in archive.infolist() if not _is_ignored(entry.filename)]
    refusals = [*_faults(entries)] or [*_damages(archive, entries)]
    names, found = plain_names(entry.orig_filename for entry in entries if not entry.is_dir())
    refusals = [*found, *refusals]
    if refusals:
        return Files("", refusals=tuple(refusals))
    address, names = without_top(names, name=name)
    return ZipFiles(address, names, archive=archive)


def plain_names(names: Iterable[str]) -> tuple[dict[str, str], list[Remark]]:
    """Return names by their plain path (NFC), and a refusal for each that is not plain."""
    found, folded, refusals = dict[str, str](), set[str](), list[Remark]()
    for name in names:
        if _is_ignored(name):
            continue
        path = unicodedata.normalize("NFC", name)
        if not _is_plain(path):
            refusals.append(Remark(_shown(path), 0, "name_bad"))
        elif path.casefold() in folded:
            refusals.append(Remark(path, 0, "name_twice"))
        folded.add(path.casefold())
        found[path] = name
    return found, refusals


def without_top(names: Mapping[str, str], *, name: str) -> tuple[str, dict[str, str]]:
    """Return (address, names) with the one folder taken off in which everything stands."""
    tops = {path.partition("/")[0] for path in names}
    top = next(iter(tops), "")
    if len(tops) == 1 and f"{top}/course.md" in names:
        return top, {path.removeprefix(f"{top}/"): name for path, name in names.items()}
    # A browser that has the file already saves "kelas (1).zip".
    stem = re.sub(r"\s*\(\d+\)$", "", re.sub(r"(?i)\.zip$", "", name)).strip()
    return stem, dict(names)


def _check_end(file: BinaryIO) -> None:
    """Raise _RefusedError unless the directory is small; zipfile would read all of it."""
    size = file.seek(0, 2)
    if size > MAX_ZIP:
        raise _RefusedError("zip_large", most=MAX_ZIP // MB)
    file.seek(max(0, size - _END_REACH))
    tail = file.read(_END_REACH)
    place = len(tail) - _END_SIZE
    if tail[place : place + 4] != _END:
        place = tail.rfind(_END)
    if place < 0 or len(tail) < place + _END_SIZE:
        raise _RefusedError("zip_broken")
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    if directory > MAX_DIRECTORY or _END64 in tail[:place]:
        raise _RefusedError("zip_many", most=MAX_FILES)
    file.seek(0)


def _faults(entries: list[zipfile.ZipInfo]) -> Iterator[Remark]:
    """Yield what the directory alone shows."""
    files = [entry for entry in entries if not entry.is_dir()]
    if len(files) > MAX_FILES:
        yield Remark("", 0, "zip_many", {"most": MAX_FILES})
    if sum(entry.file_size for entry in files) > MAX_TOTAL:
        yield Remark("", 0, "zip_total", {"most": MAX_TOTAL // MB})
    for entry in files:
        path, mode = _shown(entry.filename), entry.external_attr >> 16
        if entry.flag_bits & _ENCRYPTED:
            yield Remark(path, 0, "zip_encrypted")
        elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            yield Remark(path, 0, "zip_link")
        elif entry.compress_type not in _METHODS:
            yield Remark(path, 0, "zip_method")
        elif entry.file_size > max(FREE_OF_RATIO, MAX_RATIO * entry.compress_size):
            yield Remark(path, 0, "zip_ratio")


def _damages(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Remark]:
    """Yield what reading everything once shows: damage, and more than the directory says."""
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        try:
            with archive.open(entry) as opened:
                while chunk := opened.read(_CHUNK):
                    total += len(chunk)
                    if total > MAX_TOTAL:
                        yield Remark("", 0, "zip_total", {"most": MAX_TOTAL // MB})
                        return
        except (*_BROKEN, RuntimeError):
            yield Remark(_shown(entry.filename), 0, "zip_damaged")


def _is_ignored(name: str) -> bool:
    return any(part in IGNORED for part in name.split("/"))


def _is_plain(path: str) -> bool:
    """Return whether a path leads nowhere but into its folder, on every system."""
    return (
        0 < len(path) <= MAX_NAME
        and "\\" not in path
        and ":" not in path
        and all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in path)
        and all(part.strip(" .") for part in path.split("/"))
    )


def _shown(path: str) -> str:
    """Return a name as it can be shown."""
    return "".join(c if c.isprintable() else "\ufffd" for c in path)[:MAX_NAME]


def write_zip(file: BinaryIO, contents: Iterable[tuple[str, bytes]], *, top: str) -> None:
    """Write a ZIP of (path, content) below one folder; the same contents give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents:
            entry = zipfile.ZipInfo(f"{top}/{path}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            # What is packed already gains nothing.
            is_text = path.endswith((".md", ".gift", ".csv", ".vtt"))
            entry.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
            archive.writestr(entry, content)
