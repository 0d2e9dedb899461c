"""The pictures of organisations, and the photos of clients."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from organisations import files
from organisations.choices import ConsentBy
from organisations.imaging import PictureRefusedError, cleaned
from organisations.models import Client, ClientPhoto, OwnPicture, PictureSet, Staff, Unit

LONGEST_KEY = 60
PICTURES = "pictures"
PHOTOS = "photos"


class SetNameTakenError(Exception):
    """The unit has a set with this name already."""


class Upload(NamedTuple):
    """A file as somebody chose it. The name is only read for the picture's key and never becomes part of a path."""

    name: str
    content: bytes


class Refused(NamedTuple):
    """A file that was not taken, and why, in the reader's language."""

    name: str
    message: str


@transaction.atomic
def add_picture_set(*, unit: Unit, name: str, licence: str, credit: str, staff: Staff, at: datetime) -> PictureSet:
    """Begin a set of pictures that the organisation may use, as `staff` says. Raises SetNameTakenError."""
    try:
        with transaction.atomic():
            return PictureSet.objects.create(
                unit=unit, name=name, licence=licence, credit=credit, confirmed_by=staff, confirmed_at=at
            )
    except IntegrityError as error:
        raise SetNameTakenError from error


def add_pictures(*, picture_set: PictureSet, uploads: Iterable[Upload]) -> tuple[list[OwnPicture], list[Refused]]:
    """Add files to a set; return the pictures and the files that were refused. A key that is there gets a new picture.

    The key of a picture comes from the name of its file: `Mijn kamer.png` becomes mijn-kamer.
    """
    taken: list[OwnPicture] = []
    refused: list[Refused] = []
    for upload in uploads:
        try:
            taken.append(_put_picture(picture_set, key_of(upload.name), cleaned(upload.content)))
        except PictureRefusedError as error:
            refused.append(Refused(upload.name, str(error)))
    return taken, refused


def key_of(file_name: str) -> str:
    """Return the key that a picture gets from the name of its file."""
    stem = slugify(file_name.rpartition(".")[0] or file_name).replace("_", "-").strip("-")
    words = "-".join(word for word in stem.split("-") if word)
    return (words if words[:1].isalpha() else f"plaatje-{words}")[:LONGEST_KEY].strip("-")


def _put_picture(picture_set: PictureSet, key: str, content: bytes) -> OwnPicture:
    name = files.keep(content, folder=PICTURES)
    try:
        with transaction.atomic():
            PictureSet.objects.select_for_update().get(pk=picture_set.pk)
            former = OwnPicture.objects.filter(picture_set=picture_set, key=key).first()
            words = {"alt_nl": former.alt_nl, "alt_en": former.alt_en} if former else {}
            if former:
                former.delete()
            return OwnPicture.objects.create(picture_set=picture_set, key=key, file=name, **words)
    except BaseException:
        files.forget(name)
        raise


@transaction.atomic
def describe_picture(*, picture: OwnPicture, alt_nl: str, alt_en: str) -> None:
    """Say in words what one sees, for whoever does not see it."""
    OwnPicture.objects.filter(pk=picture.pk).update(alt_nl=alt_nl, alt_en=alt_en)


@transaction.atomic
def remove_picture(*, picture: OwnPicture) -> None:
    """Remove one picture with its file; where it was used, our drawing or no picture stands again."""
    picture.delete()


@transaction.atomic
def remove_picture_set(*, picture_set: PictureSet) -> None:
    """Remove a set with all its pictures and their files."""
    picture_set.delete()


def put_client_photo(
    *, client: Client, key: str, content: bytes, consent_by: ConsentBy, staff: Staff | None, on: date
) -> ClientPhoto:
    """Put a client's own photo in the place of a drawing; a former one goes. Raises imaging.PictureRefusedError.

    consent_by, on: who said yes to it, and when; staff: who notes that.
    """
    name = files.keep(cleaned(content), folder=PHOTOS, sealed=True)
    consent = {"consent_by": consent_by, "consent_on": on, "noted_by": staff}
    try:
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            ClientPhoto.objects.filter(client=client, key=key).delete()
            return ClientPhoto.objects.create(
                provider_id=client.provider_id, client=client, key=key, file=name, **consent
            )
    except BaseException:
        files.forget(name)
        raise


@transaction.atomic
def remove_client_photo(*, photo: ClientPhoto) -> None:
    """Remove a client's photo with its file: the yes was taken back, or it is not right any more."""
    photo.delete()
