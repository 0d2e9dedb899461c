"""Codes on letters: made when the letter is made, shown once, stored as a keyed hash."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from organisations.codes import new_code
from organisations.rules.codes import grouped
from surveys.choices import Outcome, RoundStatus
from surveys.keys import code_hash
from surveys.models import AccessCode, Invitation
from surveys.operations.errors import NotToBeAskedError
from surveys.rules.answering import may_be_asked


@transaction.atomic
def issue_code(*, invitation_id: UUID, at: datetime) -> str:
    """Make a code for an invitation and return it as it is printed; former codes of the invitation stop working.

    Raises NotToBeAskedError when the round is not open or the person answered or declined.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("frame_member__round").get(pk=invitation_id)
    )
    status = RoundStatus(invitation.frame_member.round.status)
    if not may_be_asked(status=status, outcome=Outcome(invitation.outcome)):
        raise NotToBeAskedError
    invitation.codes.filter(voided_at=None, used_at=None).update(voided_at=at)
    code = new_code()
    AccessCode.objects.create(invitation=invitation, code_hash=code_hash(code), made_at=at)
    return grouped(code)
