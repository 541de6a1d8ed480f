"""A course as the files of its folder."""

from collections.abc import Iterator
from dataclasses import dataclass

from courses.formats.course_folder import write
from courses.formats.course_folder.model import Remark
from courses.models import CoursePage
from courses.queries.folders.media import Shelf, is_there
from courses.queries.folders.states import course_state


@dataclass(frozen=True)
class Export:
    """The files of a course, read one at a time. warnings: what could not be carried."""

    address: str
    texts: dict[str, bytes]
    shelf: Shelf
    warnings: tuple[Remark, ...]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path, content) of each file in order."""
        yield from sorted(self.texts.items())
        for path, stored in sorted(self.shelf.files.items()):
            with stored.open_file() as file:
                yield path, file.read()


def export_course(page: CoursePage, *, folder: str = "") -> Export:
    """Return the folder of a course as its trainers last left it, published or not.

    folder: the folder's name, where it is not the course's address.
    """
    state = course_state(page)
    gone = [path for path, stored in state.shelf.files.items() if not is_there(stored)]
    lost = tuple(Remark(path, 0, "file_gone") for path in gone)
    for path in gone:
        del state.shelf.files[path]
    return Export(
        address=state.folder.address,
        texts=write(state.folder, folder=folder),
        shelf=state.shelf,
        warnings=(*state.warnings, *lost),
    )
