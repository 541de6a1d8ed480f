"""Gathers what a file says while it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizzes.formats.drafts.model import Draft, Refusal, Sheet, UnreadableError, faults, missing


@dataclass
class Gathering:
    """The drafts, refusals and warnings so far."""

    drafts: list[Draft] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Refusal] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def add(self, draft: Draft, warnings: Iterable[str] = ()) -> None:
        """Take in a draft. Raises UnreadableError if it cannot be asked, or its id stands above."""
        if found := faults(draft):
            raise UnreadableError(" ".join(dict.fromkeys(found)))
        if draft.key in self._lines:
            above = self._lines[draft.key]
            raise UnreadableError(f"The id “{draft.key[:60]}” stands above, at {above}. Change it.")
        if draft.key:
            self._lines[draft.key] = draft.line
        self.drafts.append(draft)
        for reason in dict.fromkeys((*warnings, *missing(draft))):
            self.warn(draft.line, reason)

    def refuse(self, line: int, reason: str) -> None:
        self.refusals.append(Refusal(line, reason))

    def warn(self, line: int, reason: str) -> None:
        self.warnings.append(Refusal(line, reason))

    def sheet(self) -> Sheet:
        """Return everything, refusals in the file's order."""
        refusals = sorted(self.refusals, key=lambda refusal: refusal.line)
        return Sheet(tuple(self.drafts), tuple(refusals), tuple(self.warnings))
