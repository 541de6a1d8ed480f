"""A voice note from a phone: what kind of file it is, and how long it sounds.

Read by their public descriptions: Ogg (RFC 3533, RFC 7845), Matroska/WebM (RFC 8794, RFC 9559),
ISO base media (the box mvhd), MPEG audio frames. Only lengths are read, nothing is decoded.
"""

import struct
from dataclasses import dataclass

MAX_SOUND_BYTES = 10 * 1024 * 1024
MAX_SOUND_SECONDS = 600


class SoundRefused(ValueError):
    """The file is no sound that learners' phones play. reason: size or unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Sound:
    """extension: of the file's name; seconds: how long it sounds, None if the file hides it."""

    extension: str
    seconds: float | None


def sound_of(source: bytes) -> Sound:
    """Return what a recorded file is, by its first bytes. Raises SoundRefused."""
    if len(source) > MAX_SOUND_BYTES:
        raise SoundRefused("size")
    if source.startswith(b"OggS"):
        return Sound("opus" if b"OpusHead" in source[:512] else "ogg", _ogg_seconds(source))
    if source.startswith(b"\x1a\x45\xdf\xa3"):
        return Sound("webm", _webm_seconds(source))
    if source[4:8] == b"ftyp":
        return Sound("m4a", _mp4_seconds(source))
    if source.startswith(b"ID3") or _mp3_frame(source, 0):
        return Sound("mp3", _mp3_seconds(source))
    raise SoundRefused("unknown")


def _ogg_seconds(source: bytes) -> float | None:
    last = source.rfind(b"OggS")
    if last + 14 > len(source):
        return None
    samples = int(struct.unpack_from("<q", source, last + 6)[0])
    head = source.find(b"OpusHead", 0, 512)
    if 0 <= head <= len(source) - 12:
        skipped: int = struct.unpack_from("<H", source, head + 10)[0]
        return max(0, samples - skipped) / 48_000
    head = source.find(b"\x01vorbis", 0, 512)
    if 0 <= head <= len(source) - 16:
        rate: int = struct.unpack_from("<I", source, head + 12)[0]
        return samples / rate if rate and samples > 0 else None
    return None


# Elements of WebM whose inside is read; in a live recording their length may be unknown.
_SEGMENT, _INFO, _CLUSTER = 0x18538067, 0x1549A966, 0x1F43B675
_SCALE, _DURATION, _TIME, _BLOCK, _GROUP, _OLD_BLOCK = (
    *(0x2AD7B1, 0x4489, 0xE7, 0xA3),
    *(0xA0, 0xA1),
)


def _webm_seconds(source: bytes) -> float | None:
    """Return the stated length, else the time of the last block: live recordings state none."""
    place, scale, cluster, latest, stated = 0, 1_000_000, 0, 0, 0.0
    while place < len(source):
        element, place = _vint(source, place, keep_marker=True)
        size, place = _vint(source, place, keep_marker=False)
        if element in (_SEGMENT, _INFO, _CLUSTER, _GROUP):
            continue
        if size is None or element is None:
            break
        inside = source[place : place + size]
        if element == _SCALE:
            scale = int.from_bytes(inside) or scale
        elif element == _DURATION and len(inside) in (4, 8):
            stated = struct.unpack(">f" if len(inside) == 4 else ">d", inside)[0]
        elif element == _TIME:
            cluster = int.from_bytes(inside)
        elif element in (_BLOCK, _OLD_BLOCK) and len(inside) > 3:
            latest = max(latest, cluster + struct.unpack_from(">h", inside, 1)[0])
        place += size
    length = (stated or latest) * scale / 1_000_000_000
    return length or None


def _vint(source: bytes, place: int, *, keep_marker: bool) -> tuple[int | None, int]:
    """Return (number, next place) of a variable-length number; None if it is unknown or cut."""
    if place >= len(source) or not source[place]:
        return None, len(source)
    length = 9 - source[place].bit_length()
    raw = int.from_bytes(source[place : place + length])
    if keep_marker:
        return raw, place + length
    value = raw & ((1 << 7 * length) - 1)
    return (None if value == (1 << 7 * length) - 1 else value), place + length


def _mp4_seconds(source: bytes) -> float | None:
    head = source.find(b"mvhd")
    if head < 0 or head + 36 > len(source):
        return None
    scale, length = (
        struct.unpack_from(">IQ", source, head + 24)
        if source[head + 4] == 1
        else struct.unpack_from(">II", source, head + 16)
    )
    return length / scale if scale and length else None


_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)


def _mp3_frame(source: bytes, place: int) -> tuple[int, int, int] | None:
    """Return (bits a second, samples a second, samples a frame) of a layer III frame's head."""
    head = source[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or head[1] & 0x18 == 0x08:
        return None
    is_first = head[1] & 0x18 == 0x18
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if bits in (0, 15) or rate == 3:
        return None
    divisor = 1 if is_first else 2 if head[1] & 0x18 == 0x10 else 4
    table = _BITRATES if is_first else _BITRATES_2
    return table[bits] * 1000, _RATES[rate] // divisor, 1152 if is_first else 576


def _mp3_seconds(source: bytes) -> float | None:
    start = 0
    if source.startswith(b"ID3") and len(source) > 10:
        size = source[6] << 21 | source[7] << 14 | source[8] << 7 | source[9]
        start = 10 + size
    start = next((at for at in range(start, start + 4096) if _mp3_frame(source, at)), -1)
    frame = _mp3_frame(source, start) if start >= 0 else None
    if frame is None:
        return None
    bits, rate, samples = frame
    for name in (b"Xing", b"Info"):
        found = source.find(name, start, start + 64)
        if found >= 0 and source[found + 7] & 1:
            frames: int = struct.unpack_from(">I", source, found + 8)[0]
            return frames * samples / rate
    return (len(source) - start) * 8 / bits
