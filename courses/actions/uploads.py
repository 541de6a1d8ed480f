"""Files that trainers bring: kept once, in the collection of the page's own agency."""

from dataclasses import dataclass
from io import BytesIO

from django.core.files import File
from django.core.files.images import ImageFile
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from common.errors import DomainError
from courses.actions.authoring import authors_group_name
from courses.models import CataloguePage, LessonPage
from courses.queries.folders.media import digest_of_file
from courses.queries.folders.plans import sha1
from people.models import User


class FileRefused(DomainError):
    """The person may add no files for this agency."""


@dataclass(frozen=True)
class Upload:
    """A file as it is to be kept. name: with its extension; title: what authors read in lists."""

    name: str
    content: bytes
    title: str


def keep_image(*, page: LessonPage, upload: Upload, by: User) -> Image:
    """Return the picture among those of the page's agency; the same bytes are kept once.

    Raises FileRefused.
    """
    where = _collection(page, Image, "add_image", by=by)
    return known_file(Image, upload.content, where=where) or new_file(
        Image, upload, where=where, by=by
    )


def keep_document(*, page: LessonPage, upload: Upload, by: User) -> Document:
    """Return the file among those of the page's agency; the same bytes are kept once.

    Raises FileRefused.
    """
    where = _collection(page, Document, "add_document", by=by)
    return known_file(Document, upload.content, where=where) or new_file(
        Document, upload, where=where, by=by
    )


def known_file[Kept: (Image, Document)](
    model: type[Kept], content: bytes, *, where: Collection
) -> Kept | None:
    """Return the file of a collection that has these bytes, the oldest of several."""
    digest = sha1(content)
    here = model.objects.filter(collection=where).order_by("pk")
    # Files from elsewhere may not have been measured yet.
    unmeasured = (file for file in here.filter(file_hash="") if digest_of_file(file) == digest)
    return here.filter(file_hash=digest).first() or next(unmeasured, None)


def new_file[Kept: (Image, Document)](
    model: type[Kept], upload: Upload, *, where: Collection, by: User | None
) -> Kept:
    """Return a file stored in a collection, on disk and as a row."""
    wrap = ImageFile if model is Image else File
    kept = model(title=upload.title[:255], collection=where, uploaded_by_user=by)
    kept.file.save(upload.name, wrap(BytesIO(upload.content), name=upload.name), save=False)
    kept.file_size, kept.file_hash = len(upload.content), sha1(upload.content)
    try:
        kept.save()
    except BaseException:
        kept.file.storage.delete(kept.file.name)
        raise
    finally:
        kept.file.close()
    return kept


def _collection(page: LessonPage, kind: type[Model], codename: str, *, by: User) -> Collection:
    agency = CataloguePage.objects.ancestor_of(page).get().agency
    policy = policy_registry.get_by_type(kind)
    allowed = policy.collections_user_has_permission_for(by, "add")
    found = allowed.filter(
        group_permissions__group__name=authors_group_name(agency),
        group_permissions__permission__codename=codename,
    ).first()
    if found is None:
        raise FileRefused(_("Berkas tidak bisa disimpan di lembaga ini."))
    return found
