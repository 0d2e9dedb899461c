"""Pictures that people upload: judged by content, drawn anew, and refused kindly."""

import struct
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import count, takewhile
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from organisations.imaging import MAX_BYTES, MAX_SIDE, PictureRefusedError, cleaned
from tests.organisations.pictures import drawn

SECRET = b"52.0907 N 5.1214 E at Anna's home"


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_keeps_its_look_and_becomes_webp(form: str) -> None:
    found = opened(cleaned(drawn(form)))
    assert (found.format, found.size) == ("WEBP", (40, 30))
    left, right = found.convert("RGB").getpixel((4, 15)), found.convert("RGB").getpixel((36, 15))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] - left[2] > 150
    assert right[2] - right[0] > 150


def test_where_and_with_what_it_was_made_does_not_come_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 26.0)}
    content = drawn("JPEG", exif=exif, comment=SECRET, icc_profile=SECRET)
    assert SECRET in content
    found = cleaned(content)
    assert SECRET not in found
    assert not opened(found).getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(found).info)


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(cleaned(drawn("JPEG", exif=exif))).size == (30, 40)


def test_a_big_photo_becomes_as_big_as_it_is_ever_shown_and_a_clear_ground_stays_clear() -> None:
    assert opened(cleaned(drawn("JPEG", (3000, 1500)))).size == (MAX_SIDE, MAX_SIDE // 2)
    file = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(cleaned(file.getvalue())).getpixel((2, 2)) == (0, 0, 0, 0)


def test_what_hides_behind_a_picture_is_left_out() -> None:
    """A file that is a picture and an archive or a page at once becomes a picture and nothing else."""
    archive = BytesIO()
    with ZipFile(archive, "w") as pack:
        pack.writestr("index.html", "<script>alert(1)</script>")
    for tail in (archive.getvalue(), b"<html><script>alert(1)</script>", b"%PDF-1.7"):
        found = cleaned(drawn("PNG") + tail)
        assert b"script" not in found
        assert b"index.html" not in found
        assert b"%PDF" not in found


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def swollen_text() -> bytes:
    """A PNG with a compressed text that swells to 200 MB."""
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 200_000_000, 9))
    whole = drawn("PNG")
    return whole[:33] + text + whole[33:]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        drawn("GIF"),
        drawn("BMP"),
        drawn("TIFF"),
        b"%PDF-1.7\n",
        b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)",
        drawn("PNG")[:60],
        drawn("JPEG")[:200],
        bomb(60_000, 60_000),
        bomb(9_000, 9_000),
        swollen_text(),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 100,
        b"\0" * (MAX_BYTES + 1),
    ],
    ids=lambda content: f"{content[:12]!r}:{len(content)}",
)
def test_everything_else_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(PictureRefusedError) as refused:
        cleaned(content)
    assert str(refused.value).endswith(".")


@given(st.data())
def test_a_broken_picture_is_refused_or_becomes_a_picture(data: st.DataObject) -> None:
    whole = bytearray(drawn(data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))))
    for _time in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = cleaned(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    except PictureRefusedError:
        return
    assert opened(found).format == "WEBP"


def note(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack("<HHI", tag, kind, count) + value


ON_ITS_SIDE = note(0x0112, 3, 1, b"\6\0\0\0")


@pytest.mark.parametrize(
    "notes",
    [
        [ON_ITS_SIDE, note(0x0111, 2, 4, b"abcd")],
        [ON_ITS_SIDE, note(0x010E, 12, 1, b"\x08\0\0\0")],
        [ON_ITS_SIDE, note(0x8769, 4, 1, b"\x08\0\0\0")],
        [note(0x0112, 3, 2, b"\6\0\6\0")],
        [note(0x0112, 2, 4, b"six\0")],
        [note(0x0112, 5, 1, b"\x08\0\0\0")],
    ],
)
def test_senseless_notes_about_a_photo_break_nothing(notes: list[bytes]) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(notes)) + b"".join(notes) + bytes(4)
    turned = notes[0] is ON_ITS_SIDE
    assert opened(cleaned(drawn("JPEG", exif=exif))).size == ((30, 40) if turned else (40, 30))


def test_pictures_that_come_at_the_same_time_leave_the_rest_of_the_process_as_it_was() -> None:
    """Warnings are settled for the whole process: who changes that for a moment may change it for good."""
    with warnings.catch_warnings(), ThreadPoolExecutor(3) as threads:
        warnings.simplefilter("ignore")
        before = list(warnings.filters)
        work = [threads.submit(cleaned, drawn("PNG", (400, 400))) for _ in range(60)]
        during = [list(warnings.filters) for _ in takewhile(lambda _n: not all(one.done() for one in work), count())]
        assert all(one.result() for one in work)
        after = list(warnings.filters)
    assert all(seen == before for seen in [*during, after])
