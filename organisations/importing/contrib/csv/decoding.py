"""From bytes to text: finds out in which encoding a file is written."""

import codecs

from django.utils.translation import gettext as _

from organisations.importing.base import RosterRefusedError

# Zip (xlsx, ods), PDF, old Office, gzip, PNG, JPEG: what people choose by mistake.
BINARY_STARTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
SAMPLE_BYTES = 4096
MAX_CONTROL_SHARE = 0.1
CONTROLS = frozenset(range(32)) - {9, 10, 13}


def is_text(content: bytes) -> bool:
    """Say whether bytes look like text: no known binary start, and hardly any control characters.

    One stray NUL in a cell does not make a file binary: that is told for its line.
    """
    if content.startswith(BINARY_STARTS):
        return False
    if _utf16(content):
        return True
    sample = content[:SAMPLE_BYTES]
    return sum(byte in CONTROLS for byte in sample) <= MAX_CONTROL_SHARE * len(sample)


def decode(content: bytes) -> str:
    """Return the text; raises `RosterRefusedError` when no encoding fits."""
    for encoding in _candidates(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterRefusedError(_("The letters in this file cannot be read. Save it as CSV (UTF-8) and try again."))


def _candidates(content: bytes) -> tuple[str, ...]:
    if utf16 := _utf16(content):
        return (utf16,)
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    return ("utf-8", "cp1252")


def _utf16(content: bytes) -> str:
    """Return the name of the UTF-16 flavour, by its byte-order mark or by every other byte being NUL; "" for none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:SAMPLE_BYTES]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    return "utf-16-be" if half and sample[0::2].count(0) > 0.8 * half else ""
