"""Reads about the pictures of organisations and the photos of clients."""

from collections.abc import Collection, Mapping
from uuid import UUID

import structlog
from django.db.models import Count, Q, QuerySet

from organisations import files
from organisations.models import ClientPhoto, OwnPicture, PictureSet, Unit
from organisations.queries.trees import paths_above
from organisations.sealing import SealBrokenError

log = structlog.get_logger(__name__)


def picture_sets(unit: Unit, *, search: str = "") -> QuerySet[PictureSet]:
    """Return the sets of a unit itself, by name, each with its number of pictures as `count`.

    `search` is a part of a name, or of the key or the words of one of its pictures.
    """
    found = PictureSet.objects.filter(unit=unit)
    if search:
        within = OwnPicture.objects.filter(
            Q(key__icontains=search) | Q(alt_nl__icontains=search) | Q(alt_en__icontains=search)
        )
        found = found.filter(Q(name__icontains=search) | Q(pk__in=within.values("picture_set")))
    return found.select_related("confirmed_by").annotate(count=Count("pictures")).order_by("name", "pk")


def picture_keys(unit: Unit) -> frozenset[str]:
    """Return the keys of the pictures that an instrument of this unit may use: those of sets here and above."""
    above = OwnPicture.objects.filter(picture_set__unit__path__in=paths_above(unit.path))
    return frozenset(above.values_list("key", flat=True))


def own_pictures(path: str, keys: Collection[str]) -> Mapping[str, UUID]:
    """Return, for those of the keys that a set at or above a tree path has, the nearest picture. One query."""
    above = OwnPicture.objects.filter(picture_set__unit__path__in=paths_above(path), key__in=keys)
    return dict(above.order_by("picture_set__unit__path", "-picture_set__name").values_list("key", "pk"))


def client_photos(client_id: UUID, keys: Collection[str]) -> Mapping[str, UUID]:
    """Return the client's own photos for those of the keys that have one. One query."""
    return dict(ClientPhoto.objects.filter(client=client_id, key__in=keys).values_list("key", "pk"))


def photo_content(photo_id: UUID) -> bytes | None:
    """Return the WebP of a client's photo or of an organisation's picture; None when it is gone or cannot be read."""
    try:
        if photo := ClientPhoto.objects.filter(pk=photo_id).first():
            return files.content_of(photo.file, sealed=True)
        picture = OwnPicture.objects.filter(pk=photo_id).first()
        return files.content_of(picture.file) if picture else None
    except (FileNotFoundError, SealBrokenError) as error:
        log.warning("picture_unreadable", error=type(error).__name__)
        return None


def photos_of(client_id: UUID) -> QuerySet[ClientPhoto]:
    """Return all photos of a client, by what they stand for, with who noted the yes."""
    return ClientPhoto.objects.filter(client=client_id).select_related("noted_by").order_by("key")
