"""Pictures and documents that lessons name, as files of a course folder."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.db.models import Model
from django.utils.text import slugify
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page
from wagtail.utils.file import hash_filelike

from courses.models import CataloguePage

PICTURE = "picture"
# The folder of each kind of use, and what a file is called whose title names nothing.
FOLDERS = {
    "picture": "images",
    "audio": "audio",
    "video": "video",
    "captions": "video",
    "download": "files",
}
NAMES = {"images": "gambar", "audio": "suara", "video": "video", "files": "berkas"}
MAX_NAME = 60


def title_of(path: str) -> str:
    """Return the title that a file gets from its name."""
    return PurePosixPath(path).stem.replace("-", " ")


def digest_of_file(stored: Image | Document) -> str:
    """Return the SHA-1 of a stored file without noting it; "" for one that is gone."""
    if stored.file_hash:
        return str(stored.file_hash)
    try:
        with stored.open_file() as file:
            return str(hash_filelike(file))
    except OSError:
        return ""


def is_there(stored: Image | Document) -> bool:
    """Return whether a stored file still lies where it was put."""
    return bool(stored.file.storage.exists(stored.file.name))


@dataclass
class Shelf:
    """The files that a course names, by their path in its folder.

    A file has one path however often it is named: that of its first use. titles: of those whose
    name does not say it. foreign: keys of the collections whose files stay on the shelves of
    their own agency.
    """

    images: dict[int, Image]
    documents: dict[int, Document]
    foreign: set[int] = field(default_factory=set)
    files: dict[str, Image | Document] = field(default_factory=dict)
    paths: dict[tuple[type[Model], int], str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def path_of(self, kind: str, pk: int | None) -> str | None:
        """Return the path of a picture or document; "" for none chosen, None for one deleted.

        A document that only a link names costs a query.
        """
        if pk is None:
            return ""
        stored = (self.images if kind == PICTURE else self.documents).get(pk)
        if stored is None and kind != PICTURE:
            stored = Document.objects.filter(pk=pk).first()
        if stored is None or stored.collection_id in self.foreign:
            return None
        known = (type(stored), pk)
        if known not in self.paths:
            path = self._free_path(FOLDERS[kind], stored)
            self.paths[known], self.files[path] = path, stored
            if stored.title != title_of(path):
                self.titles[path] = stored.title
        return self.paths[known]

    def _free_path(self, folder: str, stored: Image | Document) -> str:
        name = slugify(stored.title)[:MAX_NAME].strip("-_") or NAMES[folder]
        ending = PurePosixPath(stored.file.name).suffix.lower()
        number, path = 1, f"{folder}/{name}{ending}"
        while path in self.files:
            number += 1
            path = f"{folder}/{name}-{number}{ending}"
        return path


def shelf_of(course: Page, images: Iterable[int], documents: Iterable[int]) -> Shelf:
    """Return the shelf for the files of these keys that a course names, in three queries."""
    others = CataloguePage.objects.exclude(path=course.path[: -course.steplen])
    foreign = Collection.objects.filter(
        group_permissions__group__page_permissions__page__in=others
    ).values_list("pk", flat=True)
    return Shelf(
        Image.objects.in_bulk(set(images)), Document.objects.in_bulk(set(documents)), set(foreign)
    )


def collection_of(catalogue: CataloguePage) -> Collection:
    """Return where the authors of a catalogue keep their files, whatever it is called by now."""
    return Collection.objects.filter(
        group_permissions__group__page_permissions__page=catalogue
    ).order_by("pk")[0]
