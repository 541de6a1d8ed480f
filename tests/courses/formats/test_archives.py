"""ZIP files from outside are opened within limits, or refused before memory is spent."""

import io
import subprocess
import sys
import textwrap
import warnings
import zipfile
import zlib

import pytest

from courses.formats import archives
from courses.formats.archives import open_zip

GOOD = {"kelas/course.md": b"a", "kelas/01-satu/module.md": b"b"}


def zipped(files, *, method=zipfile.ZIP_DEFLATED, change=None):
    """The bytes of a ZIP; change(entry) sets what zipfile itself would not write."""
    source = io.BytesIO()
    with zipfile.ZipFile(source, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in files.items() if isinstance(files, dict) else files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            if change:
                change(entry)
            archive.writestr(entry, content)
    return source.getvalue()


def opened(source, name="kelas.zip"):
    return open_zip(io.BytesIO(source), name=name)


def codes(source):
    files = opened(source)
    assert len(files) == 0
    return {(remark.path, remark.code) for remark in files.refusals}


def test_the_one_folder_in_a_zip_names_the_course():
    files = opened(zipped(GOOD), name="unduhan.zip")

    assert files.refusals == ()
    assert files.address == "kelas"
    assert dict(files) == {"course.md": b"a", "01-satu/module.md": b"b"}


@pytest.mark.parametrize("name", ["kelas.zip", "kelas (2).zip", "kelas.ZIP"])
def test_without_a_folder_the_zip_names_the_course(name):
    files = opened(zipped({"course.md": b"a"}), name=name)

    assert files.address == "kelas"
    assert list(files) == ["course.md"]


def test_what_computers_put_in_by_themselves_is_ignored():
    extra = {"__MACOSX/kelas/._x.md": b"x", "kelas/.DS_Store": b"x", "kelas/images/Thumbs.db": b"x"}

    assert set(opened(zipped({**GOOD, **extra}))) == {"course.md", "01-satu/module.md"}


def test_names_are_normalised():
    files = opened(zipped({"kelas/course.md": b"a", "kelas/images/cafe\u0301.webp": b"x"}))

    assert files["images/caf\u00e9.webp"] == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../course.md",
        "kelas/../../x.md",
        "/etc/x.md",
        "//x.md",
        "C:/x.md",
        "C:x.md",
        "kelas\\x.md",
        "..\\x.md",
        "kelas/./x.md",
        "kelas//x.md",
        "kelas/.../x.md",
        "kelas/x\n.md",
        "kelas/\u202egpj.md",
        "kelas/" + "x" * 300,
        " /x.md",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert {code for _path, code in codes(zipped({**GOOD, name: b"x"}))} == {"name_bad"}


def test_a_name_that_ends_early_is_refused():
    source = zipped({**GOOD, "kelas/aXb.md": b"x"}).replace(b"kelas/aXb.md", b"kelas/a\0b.md")

    assert "name_bad" in {code for _path, code in codes(source)}


@pytest.mark.parametrize("twin", ["kelas/COURSE.md", "kelas/course.md"])
def test_a_name_twice_is_refused(twin):
    source = zipped([*GOOD.items(), (twin, b"other")])

    assert codes(source) == {(twin, "name_twice")}


def test_links_and_devices_are_refused():
    def link(entry):
        entry.external_attr = 0o120777 << 16

    assert codes(zipped({"kelas/course.md": b"/etc/passwd"}, change=link)) == {
        ("kelas/course.md", "zip_link")
    }


def test_encrypted_files_are_refused():
    source = bytearray(zipped(GOOD, method=zipfile.ZIP_STORED))
    place = source.rindex(b"PK\x01\x02")
    source[place + 8] |= 1

    assert codes(bytes(source)) == {("kelas/01-satu/module.md", "zip_encrypted")}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method):
    assert {code for _path, code in codes(zipped(GOOD, method=method))} == {"zip_method"}


def test_a_damaged_file_is_named():
    source = zipped(
        {"kelas/course.md": b"x" * 99, "kelas/a.md": b"y" * 99}, method=zipfile.ZIP_STORED
    )

    assert codes(source.replace(b"x" * 99, b"z" * 99)) == {("kelas/course.md", "zip_damaged")}


@pytest.mark.parametrize(
    "source", [b"", b"PK", b"hello", b"PK\x05\x06" + b"\0" * 18, zipped(GOOD)[:-9]]
)
def test_what_is_no_zip_is_refused(source):
    files = opened(source)

    assert not files
    assert source.startswith(b"PK\x05") or {r.code for r in files.refusals} == {"zip_broken"}


def test_every_cut_of_a_zip_is_refused_or_whole():
    source = zipped(GOOD)

    for end in range(len(source)):
        assert opened(source[:end]).refusals


@pytest.mark.parametrize("count", [501, 70_000])
def test_too_many_files_are_refused(count):
    source = zipped({f"kelas/{n}": b"" for n in range(count)}, method=zipfile.ZIP_STORED)

    assert {code for _path, code in codes(source)} == {"zip_many"}


def test_too_large_a_zip_is_refused_unread():
    class Large(io.BytesIO):
        def seek(self, place, whence=0):
            return archives.MAX_ZIP + 1 if whence == 2 else super().seek(place, whence)

    files = open_zip(Large(), name="x.zip")

    assert [remark.code for remark in files.refusals] == ["zip_large"]


def test_a_bomb_is_refused_by_its_ratio():
    assert codes(zipped({**GOOD, "kelas/x": bytes(3 * archives.MB)})) == {("kelas/x", "zip_ratio")}


def test_more_than_the_directory_says_is_refused():
    """A directory that lies about the size: the CRC of what it names does not fit."""
    source = bytearray(zipped({"kelas/course.md": b"abc" * 10_000}))
    place = source.rindex(b"PK\x01\x02")
    source[place + 24 : place + 28] = (100).to_bytes(4, "little")

    assert {code for _path, code in codes(bytes(source))} == {"zip_damaged"}


BOMB = """
import io, resource, zipfile
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from courses.formats.archives import open_zip
with open({path!r}, "rb") as file:
    found = open_zip(file, name="kelas.zip")
print(sorted({{remark.code for remark in found.refusals}}), len(found))
"""


def judged_within(memory, path):
    """What a child process says that may use so much memory (bytes)."""
    code = textwrap.dedent(BOMB.format(limit=memory, path=str(path)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def overlapping_bomb(count, size):
    """A ZIP whose every name leads to the same kernel of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(bytes(size)) + packer.flush()
    source = bytearray(zipped({"x": b""}))
    head = bytearray(source[:30]) + b"x"
    head[14:18] = zlib.crc32(bytes(size)).to_bytes(4, "little")
    head[8:10] = (8).to_bytes(2, "little")
    head[18:22], head[22:26] = len(kernel).to_bytes(4, "little"), size.to_bytes(4, "little")
    directory = bytearray()
    for number in range(count):
        name = f"kelas/{number}".encode()
        entry = bytearray(source[source.index(b"PK\x01\x02") :][:46])
        entry[10:12], entry[16:20] = (8).to_bytes(2, "little"), head[14:18]
        entry[20:24], entry[24:28] = head[18:22], head[22:26]
        entry[28:30] = len(name).to_bytes(2, "little")
        entry[42:46] = bytes(4)
        directory += entry + name
    end = bytearray(b"PK\x05\x06") + bytes(18)
    end[8:10] = end[10:12] = min(count, 65_535).to_bytes(2, "little")
    end[12:16] = len(directory).to_bytes(4, "little")
    end[16:20] = (len(head) + len(kernel)).to_bytes(4, "little")
    return bytes(head + kernel + directory + end)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        # 1 GB of zeros in 1 MB.
        (lambda: zipped_zeros(1024), "['zip_ratio', 'zip_total'] 0"),
        # 500 names for one kernel: 5 GB out of 10 KB.
        (lambda: overlapping_bomb(500, 10 * archives.MB), "['zip_ratio', 'zip_total'] 0"),
        # Two hundred thousand names in 12 MB of directory.
        (lambda: overlapping_bomb(200_000, 10), "['zip_many'] 0"),
    ],
)
def test_a_real_bomb_is_refused_within_little_memory(tmp_path, make, said):
    path = tmp_path / "kelas.zip"
    path.write_bytes(make())

    assert judged_within(160 * archives.MB, path) == said


def zipped_zeros(megabytes):
    source = io.BytesIO()
    archive = zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("kelas/images/x.webp", "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(archives.MB))
    return source.getvalue()


def test_a_large_good_zip_is_looked_through_within_little_memory(tmp_path):
    """40 MB that do not shrink: read once in small pieces, never all at once."""
    path = tmp_path / "kelas.zip"
    noise = zlib.compress(b"".join(n.to_bytes(4, "little") for n in range(500_000)), 9)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kelas/course.md", "x")
        for number in range(20):
            archive.writestr(f"kelas/video/{number}.mp4", noise * (2 * archives.MB // len(noise)))

    assert judged_within(160 * archives.MB, path) == "[] 21"
