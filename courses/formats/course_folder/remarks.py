"""Gathers what there is to say about files while they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from courses.formats.course_folder.limits import LENGTHS
from courses.formats.course_folder.model import Refused, Remark, Use


@dataclass
class Remarks:
    """Everything said so far; one is passed along through a whole folder."""

    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    def refuse(self, path: str, line: int, code: str, **values: object) -> None:
        """Say why a place cannot be taken."""
        self.refusals.append(Remark(path, line, code, values))

    def warn(self, path: str, line: int, code: str, **values: object) -> None:
        """Say what deserves a look."""
        self.warnings.append(Remark(path, line, code, values))

    @contextmanager
    def catching(self, path: str) -> Iterator[None]:
        """Keep a Refused as a remark about a file, and go on."""
        try:
            yield
        except Refused as refused:
            self.refuse(path, refused.line, refused.code, **refused.values)

    def check_length(self, path: str, line: int, kind: str, text: str) -> None:
        """Refuse what is longer than its form takes. kind: a key of LENGTHS."""
        if len(text) > LENGTHS[kind]:
            self.refuse(path, line, "too_long", length=len(text), limit=LENGTHS[kind])
