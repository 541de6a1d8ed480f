"""Which field of a form writes which block: the one place where the two meet."""

import copy
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.formats.photo import MAX_PHOTO_BYTES, PhotoRefused, small_photo
from courses.formats.sound import MAX_SOUND_BYTES, MAX_SOUND_SECONDS, Sound, SoundRefused, sound_of

MAX_TYPED = 20_000
# Fields that a question or a card does without on a phone; what they hold stays.
ON_LAPTOP_ONLY = frozenset(("name", "feedback", "feedback_true", "feedback_false", "seconds"))

PHOTO_REFUSALS = {
    "size": _("Foto ini lebih dari 10 MB. Pilih yang lebih kecil."),
    "pixels": _("Foto ini terlalu besar. Pilih yang lebih kecil."),
    "unknown": _("Berkas ini bukan foto. Pilih foto JPG, PNG atau WebP."),
    "broken": _("Foto ini rusak. Ambil lagi, atau pilih yang lain."),
}
SOUND_REFUSALS = {
    "size": _("Suara ini lebih dari 10 MB. Rekam lebih pendek."),
    "unknown": _("Berkas ini bukan suara yang bisa diputar. Pilih MP3, M4A, OGG atau WebM."),
    "long": _("Suara ini lebih dari 10 menit. Rekam lebih pendek."),
    "length": _("Panjang suara ini tidak terbaca. Rekam lagi."),
}


class PhotoField(forms.FileField):
    """A photo; its clean value is the small picture, without where and when it was taken."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        """Return the bytes of the picture to keep, None without a new one."""
        file = super().clean(data, None)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return small_photo(_bytes(file, most=MAX_PHOTO_BYTES))
        except PhotoRefused as refusal:
            raise forms.ValidationError(PHOTO_REFUSALS[refusal.reason]) from refusal


class SoundField(forms.FileField):
    """A voice note; its clean value is what was recorded, and what kind of file that is."""

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, Sound] | None:
        """Return (bytes, kind and length), None without a new one."""
        file = super().clean(data, None)
        if not isinstance(file, UploadedFile):
            return None
        content = _bytes(file, most=MAX_SOUND_BYTES)
        try:
            return content, sound_of(content)
        except SoundRefused as refusal:
            raise forms.ValidationError(SOUND_REFUSALS[refusal.reason]) from refusal


def _bytes(file: UploadedFile[Any], *, most: int) -> bytes:
    """Return the content, of a file that is too big only so much that it is seen to be."""
    content: bytes = file.read(most + 1)
    return content


def sound_seconds(sound: Sound, counted: int | None) -> int:
    """Return the whole seconds of a sound; a file that hides its length is as long as the phone
    that recorded it counted. Raises ValidationError.
    """
    seconds = round(sound.seconds or counted or 0)
    if not sound.seconds and not counted:
        raise forms.ValidationError(SOUND_REFUSALS["length"])
    if seconds > MAX_SOUND_SECONDS:
        raise forms.ValidationError(SOUND_REFUSALS["long"])
    return max(1, seconds)


def fields_of(block: blocks.Block) -> dict[str, blocks.Block]:
    """Return the parts of a block that a phone writes, by name; a bare text is one part, "text"."""
    if not isinstance(block, blocks.StructBlock):
        return {"text": block}
    return {name: child for name, child in block.child_blocks.items() if name not in ON_LAPTOP_ONLY}


def field_of(block: blocks.Block, *, skills: list[tuple[str, str]]) -> forms.Field:
    """Return the form's field for one part of a block; nothing is required of a draft."""
    if isinstance(block, ImageChooserBlock):
        return PhotoField(label=_("Foto"), required=False)
    if isinstance(block, DocumentChooserBlock):
        return SoundField(label=_("Suara"), required=False)
    if isinstance(block, blocks.RichTextBlock):
        area = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(label=block.label, required=False, max_length=MAX_TYPED, widget=area)
    if isinstance(block, blocks.ChoiceBlock):
        # A copy of the block's own field would ask the database for each card.
        return forms.ChoiceField(label=block.label, required=False, choices=[("", "—"), *skills])
    field: forms.Field = copy.deepcopy(block.field)
    field.label, field.required = block.label, False
    if isinstance(field.widget, forms.Textarea):
        field.widget = forms.Textarea(attrs={"rows": 2})
        field.widget.attrs |= field.widget_attrs(field.widget)
    return field
