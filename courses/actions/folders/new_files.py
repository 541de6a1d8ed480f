"""Pictures and documents of a folder, each stored once; nothing stays when the import fails."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition

from courses.actions.uploads import Upload, known_file, new_file
from courses.formats.course_folder.model import Remark, Use
from courses.formats.media import NotThatError, check_document, check_picture
from courses.models import CataloguePage
from courses.queries.folders.media import PICTURE, collection_of, title_of
from people.models import User

# Where Wagtail keeps smaller pictures.
FOLDER = "images"


def check_uses(uses: Iterable[Use], files: Mapping[str, bytes]) -> list[Remark]:
    """Return a refusal for each file that is not what the lesson needs."""
    found, seen = [], set[tuple[str, str]]()
    for use in uses:
        if (use.path, use.kind) in seen or use.path not in files:
            continue
        seen.add((use.path, use.kind))
        try:
            _check(use, files[use.path])
        except NotThatError as error:
            values = {"name": use.path, **error.values}
            found.append(Remark(use.lesson, use.line, error.code, values))
    return found


def _check(use: Use, content: bytes) -> None:
    ending = PurePosixPath(use.path).suffix.lower().removeprefix(".")
    allowed = settings.WAGTAILIMAGES_EXTENSIONS if use.kind == PICTURE else _documents()
    if ending not in allowed:
        raise NotThatError("file_kind", ending=ending, endings=", ".join(allowed))
    if use.kind != PICTURE:
        check_document(content, ending=ending, kind=use.kind)
        return
    if len(content) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // (1024 * 1024)
        raise NotThatError("picture_large", most=most)
    check_picture(content, ending=ending)


def _documents() -> list[str]:
    return list(settings.WAGTAILDOCS_EXTENSIONS)


class Storeroom:
    """The files of one import. Those that the agency has already are used again."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        titles: Mapping[str, str],
        catalogue: CataloguePage,
        by: User | None,
    ) -> None:
        self.files, self.titles, self.by = files, titles, by
        self.collection = collection_of(catalogue)
        self.written: list[tuple[Any, str]] = []
        self._known: dict[tuple[type, str], int] = {}

    def image(self, path: str) -> int | None:
        """Return the key of a picture, stored now if it is new."""
        return self._key(Image, path)

    def document(self, path: str) -> int | None:
        """Return the key of a document, stored now if it is new."""
        return self._key(Document, path)

    def _key(self, model: type[Image | Document], path: str) -> int | None:
        if not path:
            return None
        if (model, path) not in self._known:
            found = known_file(model, self.files[path], where=self.collection)
            self._known[model, path] = int((found or self._stored(model, path)).pk)
        return self._known[model, path]

    def _stored(self, model: type[Image | Document], path: str) -> Image | Document:
        upload = Upload(
            name=PurePosixPath(path).name,
            content=self.files[path],
            title=self.titles.get(path) or title_of(path),
        )
        stored = new_file(model, upload, where=self.collection, by=self.by)
        self.written.append((stored.file.storage, stored.file.name))
        return stored

    @contextmanager
    def emptied_on_failure(self) -> Iterator[None]:
        """Delete every file that was written when what happens inside fails.

        A transaction takes rows back, not files: stand around it.
        """
        try:
            yield
        except BaseException:
            for storage, name in self.written:
                storage.delete(name)
            for storage, name in self._orphans():
                storage.delete(name)
            raise

    def _orphans(self) -> list[tuple[Any, str]]:
        """Return the smaller pictures that publishing made of the new ones and nobody holds now."""
        storage = Rendition._meta.get_field("file").storage
        stems = tuple(f"{PurePosixPath(name).stem}." for _storage, name in self.written)
        if not stems or not storage.exists(FOLDER):
            return []
        made = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1] if name.startswith(stems)]
        held = set(Rendition.objects.filter(file__in=made).values_list("file", flat=True))
        return [(storage, name) for name in made if name not in held]
