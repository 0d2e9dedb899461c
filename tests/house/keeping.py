"""What the test of backup and restore puts into a database, does with it and reads from it; prints JSON.

Run as a program, with Django's settings in the environment: `python -m tests.house.keeping fill`, `erase CLIENT` or
`look CODE CODE`.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 -- this and what follows only loads once Django is set up
from django.contrib.sessions.models import Session  # noqa: E402
from django.test import Client as Browser  # noqa: E402

from organisations.choices import AskedBy, ErasureGround  # noqa: E402
from organisations.clock import now  # noqa: E402
from organisations.data import SYSTEM  # noqa: E402
from organisations.models import Client, ClientPhoto  # noqa: E402
from organisations.operations import erasure  # noqa: E402
from organisations.queries.pictures import photo_content  # noqa: E402
from surveys.models import Submission  # noqa: E402
from surveys.operations.codes import issue_code  # noqa: E402
from surveys.operations.sessions import UnknownCodeError, open_by_code  # noqa: E402
from surveys.operations.submissions import submit  # noqa: E402
from tests.cast import build_cast  # noqa: E402
from tests.organisations.pictures import client_photo  # noqa: E402
from tests.surveys.asking import AT, LATER, _sitting, incoming, invitation_of, life, open_test_round  # noqa: E402

Told = dict[str, Any]


def fill() -> Told:
    """Make clients, two with a photo, a code that was used and one that was not, and somebody who is signed in."""
    cast = build_cast()
    for client in (cast.anna, cast.noor):
        client_photo(client)
    open_test_round(cast.provider)
    used, unused = (issue_code(invitation_id=invitation_of(one).id, at=AT) for one in (cast.anna, cast.noor))
    session = _sitting(open_by_code(code=used, address="", at=AT)).session
    submit(session=session, submission=incoming(life()), at=AT)
    Browser().force_login(cast.carla.user)
    return {"anna": str(cast.anna.pk), "noor": str(cast.noor.pk), "used": used, "unused": unused}


def erase(client_id: str) -> Told:
    """Erase a client for good, as if the days in which that can be withdrawn were over."""
    at, client = now(), Client.objects.get(pk=client_id)
    given: Told = {"asked_by": AskedBy.CLIENT, "asked_on": at.date(), "ground": ErasureGround.MISTAKE}
    asked = erasure.request_erasure(client=client, **given, actor=SYSTEM, at=at)
    erasure.confirm_erasure(request_id=asked.pk, actor=SYSTEM, at=at)
    done = erasure.erase(request_id=asked.pk, at=at + timedelta(days=settings.ERASURE_DAYS + 1))
    return {"done": done, "clients": [*_clients()]}


def look(*codes: str) -> Told:
    """Tell what is there: clients, photos that open, sign-ins, answers, and which codes open."""
    photos = [photo.client_id for photo in ClientPhoto.objects.all() if photo_content(photo.pk)]
    return {
        "clients": [*_clients()],
        "photos": sorted(map(str, photos)),
        "sign-ins": Session.objects.count(),
        "answers": Submission.objects.count(),
        "opens": [_opens(code) for code in codes],
    }


def _clients() -> Iterator[str]:
    yield from sorted(map(str, Client.objects.values_list("pk", flat=True)))


def _opens(code: str) -> bool:
    try:
        return bool(open_by_code(code=code, address="", at=LATER))
    except UnknownCodeError:
        return False


DOORS: dict[str, Callable[..., Told]] = {"fill": fill, "erase": erase, "look": look}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(DOORS[sys.argv[1]](*sys.argv[2:])))
