"""Making and closing agreements."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from organisations.models import Client
from supportplans.choices import AgreementState
from supportplans.errors import RejectedError
from supportplans.models import Agreement, Wish
from supportplans.rules import agreements as rules


@transaction.atomic
def make_agreement(
    *,
    client: Client,
    wish: Wish | None,
    what: str,
    who: str,
    due_on: date,
    staff_id: UUID | None,
    on: date,
    at: datetime,
) -> Agreement:
    """Write down what is going to happen, who does it and when. It needs no wish and no goal.

    The same agreement once more, as by a second tap on the button, is the one that was made already.
    Raises `RejectedError` when what or who is missing or too long, or the day is before `on`, and `ValueError` for a
    wish of somebody else.
    """
    if wish is not None and wish.client_id != client.id:
        message = "The wish is of another client."
        raise ValueError(message)
    if faults := rules.made(what=what, who=who, due_on=due_on, on=on):
        raise RejectedError(faults)
    Client.objects.select_for_update().get(pk=client.pk)
    agreed = {"what": what.strip(), "who": who.strip()}
    present = Agreement.objects.filter(client=client, wish=wish, due_on=due_on, state=AgreementState.MADE)
    for made in present:
        if {"what": made.what, "who": made.who} == agreed:
            return made
    return Agreement.objects.create(
        provider_id=client.provider_id,
        client=client,
        wish=wish,
        due_on=due_on,
        made_by_id=staff_id,
        made_at=at,
        **agreed,
    )


@transaction.atomic
def close(*, agreement_id: UUID, state: AgreementState, reason: str = "") -> Agreement:
    """Say that an agreement was done, or that it is not possible and why.

    Raises `RejectedError` when it is closed already, or when "not possible" gives no reason that the client can read.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement_id)
    if faults := rules.closed(before=AgreementState(agreement.state), after=state, reason=reason):
        raise RejectedError(faults)
    agreement.state, agreement.reason = state, reason.strip()
    agreement.save(update_fields=("state", "reason"))
    return agreement
