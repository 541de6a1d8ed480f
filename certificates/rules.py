"""Decisions about certificates: states, steps, names, numbers, codes and digests."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from common.rules import digest_of


class AwardState(StrEnum):
    """How far an award has come; the later life belongs to its certificates."""

    ELIGIBLE = "eligible"
    NAMED = "named"
    PROPOSED = "proposed"
    APPROVED = "approved"


class BatchState(StrEnum):
    """What became of a list of proposed awards."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"


class RenderingState(StrEnum):
    """Whether the PDF of a certificate has been made."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class EntryKind(StrEnum):
    """What a line of the register says."""

    ISSUED = "issued"
    FILED = "filed"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Status(StrEnum):
    """What a certificate is worth today."""

    MAKING = "making"
    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"
    FAILED = "failed"
    UNKNOWN = "unknown"


def status_of(*, rendering: str | None, is_revoked: bool, is_replaced: bool) -> Status:
    """Return the worth of a certificate; rendering is None if there is no such certificate."""
    if rendering is None:
        return Status.UNKNOWN
    if is_revoked:
        return Status.REVOKED
    if is_replaced:
        return Status.REPLACED
    if rendering == RenderingState.DONE:
        return Status.VALID
    return Status.FAILED if rendering == RenderingState.FAILED else Status.MAKING


class Step(StrEnum):
    """The five steps that a learner sees, in order."""

    LEARNED = "learned"
    NAMED = "named"
    PROPOSED = "proposed"
    APPROVED = "approved"
    MADE = "made"


class Holder(StrEnum):
    """Who has the next move."""

    LEARNER = "learner"
    OFFICIAL = "official"
    HEAD = "head"
    SYSTEM = "system"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Progress:
    """Where an award stands: the step it waits for (None: all five done), and who holds it."""

    done: int
    waits_for: Step | None
    holder: Holder


_WAITING = {
    AwardState.ELIGIBLE: Progress(1, Step.NAMED, Holder.LEARNER),
    AwardState.NAMED: Progress(2, Step.PROPOSED, Holder.OFFICIAL),
    AwardState.PROPOSED: Progress(3, Step.APPROVED, Holder.HEAD),
}


def step_of(*, state: str, status: Status = Status.UNKNOWN) -> Progress:
    """Return the step of an award; status is that of its newest certificate, if it has one.

    A certificate stays ready while its replacement waits.
    """
    if status is Status.UNKNOWN:
        return _WAITING[AwardState(state)]
    if status is Status.MAKING:
        return Progress(4, Step.MADE, Holder.SYSTEM)
    if status is Status.FAILED:
        return Progress(4, Step.MADE, Holder.OFFICIAL)
    return Progress(5, None, Holder.NOBODY)


MAX_NAME = 100
APOSTROPHES = dict.fromkeys(map(ord, "‘’ʻʼ`´′＇"), "'")


def clean_name(text: str) -> str:
    """Return a typed name in one form: NFC, one kind of apostrophe, single plain spaces."""
    folded = unicodedata.normalize("NFC", text).translate(APOSTROPHES)
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in folded)
    return re.sub(" +", " ", spaced).strip(" ")


def name_problem(name: str) -> str:
    """Return why a cleaned name cannot be printed, as a key, or "" if it can.

    Keys: "invisible", "letters" (other than Latin letters, space, . ' -), "empty", "long".
    """
    if not all(c.isprintable() for c in name):
        return "invisible"
    if not all(c in " .'-" or _is_latin(c) for c in name):
        return "letters"
    if not any(map(_is_latin, name)):
        return "empty"
    if not _is_latin(name[0]):
        return "letters"
    return "long" if len(name) > MAX_NAME else ""


def _is_latin(character: str) -> bool:
    # By Unicode name: full-width, Cyrillic and Greek look-alikes do not begin with LATIN.
    return unicodedata.category(character) in ("Lu", "Ll") and unicodedata.name(
        character, ""
    ).startswith("LATIN ")


ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOKEN = re.compile(r"\{(n|n:0[1-9]d|code|month|roman_month|year)\}")


def number_for(pattern: str, *, code: str, serial: int, year: int, month: int) -> str:
    """Return a certificate's number after the agency's pattern: "0007/CONTOH/XI/2026".

    Raises ValueError for an unknown token, or for a pattern without {n} or {year}: its numbers
    would repeat.
    """
    if "{year}" not in pattern or not re.search(r"\{n[:}]", pattern):
        raise ValueError("a number pattern needs {n} and {year}")
    if "{" in (rest := _TOKEN.sub("", pattern)) or "}" in rest:
        raise ValueError("unknown token in the number pattern")
    values = {
        "code": code,
        "month": f"{month:02d}",
        "roman_month": ROMAN_MONTHS[month - 1],
        "year": str(year),
    }

    def filled(match: re.Match[str]) -> str:
        token = match[1]
        return values[token] if token in values else f"{serial:{token[2:]}}"

    return _TOKEN.sub(filled, pattern)


def local_date(moment: datetime, zone: str) -> date:
    """Return the day of an aware moment on the agency's own calendar."""
    return moment.astimezone(ZoneInfo(zone)).date()


CODE_LENGTH = 16
CODE_BYTES = 10
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans("OIL", "011", " -")


def code_from(random_bytes: bytes) -> str:
    """Return 80 random bits as 16 characters that are easy to type.

    Source: Crockford, Base 32.
    """
    if len(random_bytes) != CODE_BYTES:
        raise ValueError("a code has 80 bits")
    number = int.from_bytes(random_bytes)
    return "".join(
        CROCKFORD[number >> shift & 31] for shift in range(5 * (CODE_LENGTH - 1), -1, -5)
    )


def read_code(text: str) -> str:
    """Return the code that was meant, or "" if it cannot be one.

    Forgives lower case, O for 0, I and L for 1, spaces and hyphens.
    """
    if len(text) > 4 * CODE_LENGTH or not text.isascii():
        return ""
    code = text.strip().upper().translate(_FORGIVEN)
    return code if len(code) == CODE_LENGTH and set(code) <= set(CROCKFORD) else ""


def grouped_code(code: str) -> str:
    """Return a code as it is printed: "7K4M-Q2XD-9V3B-H6TN"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def batch_digest(payloads: Iterable[dict[str, Any]]) -> str:
    """Return the digest of a proposed list, in any order."""
    return digest_of(sorted(map(digest_of, payloads)))


def entry_digest(
    *, agency_id: int, position: int, kind: str, content: dict[str, Any], previous: str
) -> str:
    """Return the digest of one line of a register, chained to the line before it."""
    return digest_of([agency_id, position, kind, content, previous])


def file_path(sha256: str) -> str:
    """Return where a PDF lies below the certificates' folder."""
    return f"{sha256[:2]}/{sha256}.pdf"
