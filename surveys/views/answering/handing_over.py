"""Giving a tablet to a client. The support worker is signed out first: no staff sign-in lives on it meanwhile."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisations.access import device
from organisations.data import Actor
from organisations.guests import sign_staff_out
from surveys.operations.tablets import give_tablet
from surveys.views.answering.holding import hold


def hand_over(request: HttpRequest, *, invitation_id: UUID, actor: Actor, at: datetime) -> HttpResponse:
    """Sign staff out, open the answering session and ask "Ben jij Sam?". The caller checks that staff may do this.

    actor: who gives the tablet, for the access log.

    Raises NotToBeAskedError when this person is not asked any more; staff is then still signed in.
    """
    tablet = device(request)
    opened = give_tablet(invitation_id=invitation_id, device_id=tablet.pk if tablet else None, actor=actor, at=at)
    sign_staff_out(request)
    return hold(redirect("answering:hello"), opened, shared=True)
