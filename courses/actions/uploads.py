"""Files that trainers bring: kept once, in the collection of the page's own agency."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
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
    collection = _collection(page, Image, "add_image", by=by)
    known = Image.objects.filter(collection=collection, file_hash=_hash(upload)).first()
    if known:
        return known
    image = Image(title=upload.title[:255], collection=collection, uploaded_by_user=by)
    image.file = ImageFile(BytesIO(upload.content), name=upload.name)
    image._set_image_file_metadata()
    image.save()
    return image


def keep_document(*, page: LessonPage, upload: Upload, by: User) -> Document:
    """Return the file among those of the page's agency; the same bytes are kept once.

    Raises FileRefused.
    """
    collection = _collection(page, Document, "add_document", by=by)
    known = Document.objects.filter(collection=collection, file_hash=_hash(upload)).first()
    if known:
        return known
    document = Document(title=upload.title[:255], collection=collection, uploaded_by_user=by)
    document.file = ContentFile(upload.content, name=upload.name)
    document._set_document_file_metadata()
    document.save()
    return document


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


def _hash(upload: Upload) -> str:
    """Return the hash by which Wagtail knows a file."""
    return hashlib.sha1(upload.content, usedforsecurity=False).hexdigest()
