"""What the public may type or hand in: a code, or a PDF that is compared and forgotten."""

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _

from certificates.rules import read_code

MAX_PDF = 2 * 1024 * 1024
# Up to here a file that is too big is read to its end, so that the browser shows our words.
MAX_READ = 20 * 1024 * 1024


class CodeForm(forms.Form):
    """One code, typed as people type."""

    code = forms.CharField(max_length=64, error_messages={"required": _("Ketik kodenya dulu.")})

    def clean_code(self) -> str:
        """Return the code that was meant."""
        code = read_code(self.cleaned_data["code"])
        if not code and "/" in self.cleaned_data["code"]:
            raise forms.ValidationError(_("Ini nomornya. Kode ada di bawah gambar QR."))
        if not code:
            raise forms.ValidationError(_("Kode belum lengkap. Kode punya 16 huruf dan angka."))
        return code


class FileForm(forms.Form):
    """Shows the field and its refusals; the file itself only passes through HashedUpload."""

    file = forms.FileField(required=False)


class HashedUpload(FileUploadHandler):
    """Hashes what comes in and keeps nothing, neither in memory nor on disk.

    Stops at MAX_PDF bytes. Afterwards: sha256 ("" without a file), is_pdf, is_too_big, name.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sha256 = ""
        self.is_pdf = False
        self.is_too_big = False
        self.name = ""
        self._hash = hashlib.sha256()
        self._size = self._announced = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  the name is Django's
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Remember how much is announced."""
        self._announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin again: the last file counts."""
        super().new_file(*args, **kwargs)
        self._hash = hashlib.sha256()
        self._size = 0
        self.name = self.file_name or ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hash a piece and let go of it."""
        if start == 0:
            self.is_pdf = raw_data.startswith(b"%PDF-")
        self._size += len(raw_data)
        if self._size > MAX_PDF:
            self.is_too_big = True
            raise StopUpload(connection_reset=self._announced > MAX_READ)
        self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        """End a file; there is nothing to hand over."""
        if file_size:
            self.sha256 = self._hash.hexdigest()

    @property
    def problem(self) -> str:
        """Why nothing can be compared, as words, or ""."""
        if self.is_too_big:
            return str(_("Berkas terlalu besar. Paling besar 2 MB."))
        return "" if self.sha256 else str(_("Pilih berkas PDF dulu."))
