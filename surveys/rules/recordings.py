"""What a recording is, by what is in the file. Pure: what a device calls it does not count."""

MAX_BYTES = 10_000_000
"""About forty minutes of speech as browsers record it."""
BEGINNING = 64
"""Bytes within which each of the formats says what it is."""


def recording_type(content: bytes) -> str | None:
    """Return the content type of a recording: WebM, Ogg or MP4; None for anything else."""
    beginning = content[:BEGINNING]
    if beginning.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in beginning:
        return "audio/webm"
    if beginning.startswith(b"OggS") and b"OpusHead" in beginning:
        return "audio/ogg"
    if beginning[4:8] == b"ftyp":
        return "audio/mp4"
    return None
