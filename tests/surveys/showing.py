"""A list that asks for something to see or hear, and the files that people give."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition
from organisations.models import Unit
from surveys.choices import Audience, MediaKind
from surveys.data import IncomingMedia
from surveys.models import MediaItem, Round, Submission
from surveys.operations.media import keep_media
from surveys.operations.releases import publish_release
from surveys.operations.submissions import submit
from tests.surveys.asking import AT, Sitting, incoming, open_test_round

LIST = """\
key: laten-zien
version: "1.0"
kind: conversation
title: {nl: Laten zien, en: Showing}
introduction: {nl: Een vraag., en: A question.}
owner: De Proefboom
licence: CC-BY-4.0
recognition: {list: null}
fit: {nl: Voor iedereen., en: For everyone.}
audiences: [client]
recommended_interval_months: 12
languages: [nl, en]
questions:
  - key: alles
    type: text
    texts: {nl: Heb je alles kunnen vertellen?, en: Could you tell everything?}
  - key: laat-zien
    type: media
    media: [photo, drawing, voice]
    texts: {nl: Wil je iets laten zien?, en: Do you want to show something?}
complete_when: {share: 0.8}
closing:
  question: alles
  thanks: {nl: Dank je wel., en: Thank you.}
"""
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(200)
SECRET_PLACE = b"Kerkstraat 1"


def definition() -> Definition:
    """Return the list."""
    return load_bytes(LIST.encode(), file="laten-zien.yaml")


def open_showing(owner: Unit, **changes: Any) -> Round:
    """Return an open round that asks clients for something to see or hear."""
    return open_test_round(
        owner, releases={Audience.CLIENT: publish_release(definition=definition(), at=AT)}, **changes
    )


def photo(form: str = "JPEG") -> bytes:
    """Return a photo with the place where it was made in it."""
    made = Image.new("RGB", (1600, 900), "teal")
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    file = BytesIO()
    made.save(file, form, exif=exif)
    return file.getvalue()


def fields(content: bytes, kind: str = "photo", **changes: Any) -> dict[str, Any]:
    """Return the fields of an upload."""
    file = SimpleUploadedFile("x", content)
    given = {"question": "laat-zien", "kind": kind, "consent": "yes", "file": file} | changes
    return {name: value for name, value in given.items() if value is not None}


def put(browser: Browser, who: Sitting, given: dict[str, Any], media_id: UUID | None = None) -> Any:
    """Send a file to the call."""
    address = f"/api/v1/answering/sessions/{who.session.pk}/media/{media_id or uuid4()}"
    return browser.put(address, encode_multipart(BOUNDARY, given), content_type=MULTIPART_CONTENT, headers=who.bearer)


def kept(who: Sitting, kind: MediaKind = MediaKind.PHOTO) -> MediaItem:
    """Return a file that was kept and not sent yet."""
    content = WEBM if kind is MediaKind.VOICE else photo()
    media = IncomingMedia(uuid4(), "laat-zien", kind, content)
    keep_media(session=who.session, media=media, at=AT)
    return MediaItem.objects.get(pk=media.id)


def showing(media_id: UUID | str) -> dict[str, Any]:
    """Return whole answers with this file."""
    return {"alles": {"declined": "rather_not"}, "laat-zien": {"value": {"media": str(media_id)}}}


def given(who: Sitting, kind: MediaKind = MediaKind.PHOTO) -> MediaItem:
    """Return a file that was sent along with the answers."""
    item = kept(who, kind)
    message = incoming(showing(item.pk))
    submit(session=who.session, submission=message, at=AT)
    item.refresh_from_db()
    assert Submission.objects.get(pk=message.id) == item.submission
    return item
