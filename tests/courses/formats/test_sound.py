import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.formats.sound import MAX_SOUND_BYTES, Sound, SoundRefused, sound_of


def page(samples, body):
    head = b"OggS" + struct.pack("<BBqIIIB", 0, 0, samples, 1, 0, 0, 1)
    return head + bytes([len(body)]) + body


def opus(seconds):
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)
    return page(0, head) + page(int(seconds * 48_000) + 312, b"\xfc" * 40)


def element(key, body=b"", size=None):
    name = key.to_bytes((key.bit_length() + 7) // 8)
    length = (len(body) if size is None else size) | 1 << 56
    return name + length.to_bytes(8) + body


UNKNOWN = (1 << 56) - 1


def webm(*, duration=None, blocks=()):
    info = element(0x2AD7B1, (1_000_000).to_bytes(3))
    if duration is not None:
        info += element(0x4489, struct.pack(">d", duration))
    clusters = b"".join(
        element(0x1F43B675, size=UNKNOWN)
        + element(0xE7, start.to_bytes(4))
        + element(0xA3, b"\x81" + struct.pack(">h", at) + b"\x80" + b"x" * 20)
        for start, at in blocks
    )
    segment = element(0x18538067, size=UNKNOWN) + element(0x1549A966, info)
    return element(0x1A45DFA3, b"\x42\x82\x84webm") + segment + clusters


def mp4(scale, length):
    mvhd = b"mvhd" + struct.pack(">IIIII", 0, 0, 0, scale, length) + bytes(80)
    return b"\0\0\0\x18ftypM4A " + bytes(12) + struct.pack(">I", len(mvhd) + 4) + mvhd


def mp3(frames):
    # MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 1,152 samples a frame.
    return b"ID3\x04\0\0\0\0\0\0" + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


@pytest.mark.parametrize(
    ("source", "extension", "seconds"),
    [
        (opus(73), "opus", 73),
        (webm(duration=12_500), "webm", 12.5),
        (webm(blocks=[(0, 100), (30_000, 4_000)]), "webm", 34),
        (mp4(1000, 61_000), "m4a", 61),
        (mp3(100), "mp3", 2.6),
    ],
)
def test_the_kind_and_the_length_are_read(source, extension, seconds):
    found = sound_of(source)

    assert found.extension == extension
    assert found.seconds == pytest.approx(seconds, abs=0.1)


def test_a_length_that_is_not_stated_is_unknown():
    assert sound_of(mp4(1000, 0)) == Sound("m4a", None)
    assert sound_of(webm()) == Sound("webm", None)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "unknown"),
        (b"#!AMR\n", "unknown"),
        (b"%PDF-1.7", "unknown"),
        (b"OggS" + bytes(MAX_SOUND_BYTES), "size"),
    ],
)
def test_what_no_phone_plays_is_refused(source, reason):
    with pytest.raises(SoundRefused) as refusal:
        sound_of(source)

    assert refusal.value.reason == reason


STARTS = [opus(3), webm(blocks=[(0, 9)]), mp4(9, 9), mp3(3), b"ID3", b"OggS", b"\x1a\x45\xdf\xa3"]


@given(st.sampled_from(STARTS), st.binary(max_size=200), st.integers(0, 300))
def test_no_file_breaks_the_reader(start, rest, cut):
    try:
        found = sound_of(start[:cut] + rest)
    except SoundRefused:
        return

    assert found.seconds is None or found.seconds >= 0
