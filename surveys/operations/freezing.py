"""The copies a round makes of the world when it opens: its tree, its frame, its invitations.

They are copies on purpose: a team that is moved or merged later breaks no figure of this round.
"""

from collections.abc import Iterable, Mapping

from organisations.choices import Product, RepresentationBasis
from organisations.models import Placement, Representation, Unit
from surveys.choices import Audience, Informant
from surveys.models import FrameMember, Invitation, Round, RoundUnit
from surveys.rules.frame import Place, homes, relative_is_asked

BATCH = 2000  # rows per statement; PostgreSQL takes 65,535 parameters


def freeze_tree(opening: Round) -> dict[str, RoundUnit]:
    """Copy the owner and all below it; returns the copies by path."""
    nodes: dict[str, RoundUnit] = {}
    for unit in Unit.objects.filter(path__startswith=opening.owner.path).order_by("path"):
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
    """Write down every client with a placement on the reference date, once, in the unit where they count."""
    members = [
        FrameMember(provider_id=home.provider_id, round=opening, client_id=home.client_id, round_unit=nodes[home.path])
        for home in homes(_places(opening)).values()
    ]
    return FrameMember.objects.bulk_create(members, batch_size=BATCH)


def _places(opening: Round) -> Iterable[Place]:
    placements = Placement.objects.filter(
        unit__path__startswith=opening.owner.path, period__contains=opening.reference_date
    )
    rows = placements.values_list("client_id", "provider_id", "unit__path", "product")
    return (Place(client, provider, path, Product(product)) for client, provider, path, product in rows)


def invite(opening: Round, frame: list[FrameMember]) -> None:
    """Invite each audience that the round asks."""
    audiences = set(opening.releases.values_list("audience", flat=True))
    invitations: list[Invitation] = []
    if Audience.CLIENT in audiences:
        invitations += map(_invitation_of_client, frame)
    if Audience.RELATIVE in audiences:
        invitations += _invitations_of_relatives(opening, frame)
    Invitation.objects.bulk_create(invitations, batch_size=BATCH)


def _invitation_of_client(member: FrameMember) -> Invitation:
    return Invitation(
        provider_id=member.provider_id, frame_member=member, audience=Audience.CLIENT, informant=Informant.SELF
    )


def _invitations_of_relatives(opening: Round, frame: list[FrameMember]) -> list[Invitation]:
    members = {member.client_id: member for member in frame}
    standing = Representation.objects.filter(
        client__frame_memberships__round=opening, may_answer=True, period__contains=opening.reference_date
    )
    return [
        Invitation(
            provider_id=each.provider_id,
            frame_member=members[each.client_id],
            audience=Audience.RELATIVE,
            informant=Informant.RELATIVE,
            relative_id=each.relative_id,
        )
        for each in standing
        if relative_is_asked(
            may_answer=each.may_answer, basis=RepresentationBasis(each.basis), client_agrees=each.client_agrees
        )
    ]
