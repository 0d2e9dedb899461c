"""The pictures with which a client opens their own page on a tablet of the team."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.timezone import localdate

from organisations.choices import Action
from organisations.data import Actor
from organisations.models import Client, Device, PictureCode
from organisations.operations.traces import record
from organisations.queries.picture_codes import picture_codes_at
from organisations.rules.picture_codes import is_order, is_sign, written
from organisations.throttle import Throttle

TRIES = Throttle("picture-code", "5/15 minutes")
TRIES_A_DAY = Throttle("picture-code-day", "30/day")
"""So that trying the orders of one client, five in each quarter of an hour, takes a year and not a month."""
TRIES_HERE = Throttle("picture-code-device", "20/15 minutes")
"""For all clients of a tablet together: one who taps wrong does not close the door for the others."""


class WrongPicturesError(Exception):
    """These pictures do not open this page here. Why stays unsaid."""


class BadPicturesError(ValueError):
    """This is no sign, or no order of pictures, that can be used."""


@transaction.atomic
def set_picture_code(*, client: Client, sign: str, order: tuple[str, ...], actor: Actor, at: datetime) -> None:
    """Keep the sign and the pictures that a client chose; former ones end. Raises `BadPicturesError`."""
    if not is_sign(sign) or not is_order(order):
        raise BadPicturesError
    chosen = {"sign": sign, "order_hash": make_password(written(order)), "set_at": at}
    PictureCode.objects.update_or_create(client=client, defaults=chosen)
    _trace(Action.CHANGE, client, actor)


@transaction.atomic
def end_picture_code(*, client: Client, actor: Actor) -> None:
    """Take them away; the client then gets in by staff alone."""
    if PictureCode.objects.filter(client=client).delete()[0]:
        _trace(Action.REMOVE, client, actor)


def check_pictures(*, code_id: UUID, order: tuple[str, ...], device: Device, at: datetime) -> Client:
    """Return the client whose pictures these are, when they are placed at this tablet today.

    Raises `WrongPicturesError`; after five wrong tries in a quarter of an hour or thirty in a day for one client, or
    twenty in a quarter of an hour on one tablet, `throttle.TooManyTriesError`; without Redis
    `throttle.ThrottleAwayError`.
    """
    limits = ((TRIES, str(code_id)), (TRIES_A_DAY, str(code_id)), (TRIES_HERE, str(device.pk)))
    for limit, counted in limits:
        limit.spend(counted)
    found = picture_codes_at(device, on=localdate(at)).filter(pk=code_id).select_related("client").first()
    # Somebody unknown costs as much time as somebody known.
    right = check_password(written(order), found.order_hash) if found else make_password(written(order)) is None
    if found is None or not right:
        raise WrongPicturesError
    for limit, counted in limits:
        limit.give_back(counted)
    return found.client


def _trace(action: Action, client: Client, actor: Actor) -> None:
    record(actor=actor, action=action, client_id=client.pk, provider_id=client.provider_id, thing="picture-code")
