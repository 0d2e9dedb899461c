"""The copies a round makes of the world when it opens: its tree, its frame, its invitations.

They are copies on purpose: a team that is moved or merged later breaks no figure of this round.
"""

from collections.abc import Mapping

from django.db.models import Q

from instruments.definition.model import Definition
from organisations.models import Unit
from surveys.choices import Audience, Informant
from surveys.definitions import definition_of
from surveys.models import FrameMember, Invitation, Round, RoundUnit
from surveys.operations.opening_cases import open_observations, open_pairs
from surveys.queries.frame import homes_in, relatives_to_ask

BATCH = 2000  # rows per statement; PostgreSQL takes 65,535 parameters


def freeze_tree(opening: Round) -> dict[str, RoundUnit]:
    """Copy the owner and all below it that was not closed on the reference date; returns the copies by path."""
    nodes: dict[str, RoundUnit] = {}
    still_open = Q(closed_on=None) | Q(closed_on__gt=opening.reference_date)
    for unit in Unit.objects.filter(still_open, path__startswith=opening.owner.path).order_by("path"):
        nodes[unit.path] = RoundUnit(
            round=opening,
            unit=unit,
            parent=nodes.get(unit.path[: -Unit.steplen]),
            path=unit.path,
            name=unit.name,
            level=unit.level,
            is_provider=unit.is_provider,
        )
    RoundUnit.objects.bulk_create(nodes.values(), batch_size=BATCH)
    return nodes


def freeze_frame(opening: Round, nodes: Mapping[str, RoundUnit]) -> list[FrameMember]:
    """Write down every client who takes part, once, in the unit where they count."""
    members = [
        FrameMember(provider_id=home.provider_id, round=opening, client_id=home.client_id, round_unit=nodes[home.path])
        for home in homes_in(opening).values()
    ]
    return FrameMember.objects.bulk_create(members, batch_size=BATCH)


def invite(opening: Round, frame: list[FrameMember]) -> None:
    """Invite each audience that the round asks. Who looks along about a client is chosen later, by the team."""
    asked = _definitions(opening)
    invitations: list[Invitation] = []
    if Audience.SUPPORT_WORKER in asked:
        invitations += open_pairs(frame, batch=BATCH)
    elif Audience.CLIENT in asked:
        invitations += map(_invitation_of_client, frame)
    if Audience.RELATIVE in asked:
        invitations += _invitations_of_relatives(opening, frame)
    Invitation.objects.bulk_create(invitations, batch_size=BATCH)
    if Audience.OBSERVER in asked:
        open_observations(frame, asked[Audience.OBSERVER], batch=BATCH)


def _definitions(opening: Round) -> dict[Audience, Definition]:
    rows = opening.releases.select_related("release").defer("release__definition")
    return {Audience(row.audience): definition_of(row.release) for row in rows}


def _invitation_of_client(member: FrameMember) -> Invitation:
    return Invitation(
        provider_id=member.provider_id, frame_member=member, audience=Audience.CLIENT, informant=Informant.SELF
    )


def _invitations_of_relatives(opening: Round, frame: list[FrameMember]) -> list[Invitation]:
    members = {member.client_id: member for member in frame}
    return [
        Invitation(
            provider_id=each.provider_id,
            frame_member=members[each.client_id],
            audience=Audience.RELATIVE,
            informant=Informant.RELATIVE,
            relative_id=each.relative_id,
        )
        for each in relatives_to_ask(opening, members)
    ]
