"""The cases of a round that opens: one for each client about whom several people answer."""

from collections.abc import Iterable
from uuid import UUID

from instruments.definition.model import Definition
from organisations.models import Client
from surveys.choices import Audience, CaseKind, Informant, Perspective
from surveys.models import Case, FrameMember, Invitation
from surveys.rules.cases import PAIR


def open_observations(frame: Iterable[FrameMember], definition: Definition, *, batch: int) -> None:
    """Open a case for each client, without anybody in it: the team chooses who looks along."""
    needed = definition.informants_needed
    Case.objects.bulk_create((_case(member, CaseKind.OBSERVATION, needed) for member in frame), batch_size=batch)


def open_pairs(frame: list[FrameMember], *, batch: int) -> list[Invitation]:
    """Open a case for each client and return its two invitations, not stored yet: the client's and the worker's.

    The worker's part is for the client's own support worker; without one it waits for whoever of the team takes it.
    """
    cases = Case.objects.bulk_create([_case(member, CaseKind.PAIRED, PAIR) for member in frame], batch_size=batch)
    workers = _own_workers(frame)
    own = (_of_client(member, case) for member, case in zip(frame, cases, strict=True))
    others = (_of_worker(member, case, workers[member.client_id]) for member, case in zip(frame, cases, strict=True))
    return [*own, *others]


def _case(member: FrameMember, kind: CaseKind, needed: int) -> Case:
    return Case(provider_id=member.provider_id, frame_member=member, kind=kind, needed=needed)


def _own_workers(frame: Iterable[FrameMember]) -> dict[UUID, UUID | None]:
    ids = [member.client_id for member in frame]
    return dict(Client.objects.filter(pk__in=ids).values_list("pk", "support_worker"))


def _of_client(member: FrameMember, case: Case) -> Invitation:
    return Invitation(
        provider_id=member.provider_id,
        frame_member=member,
        audience=Audience.CLIENT,
        informant=Informant.SELF,
        case=case,
        perspective=Perspective.CLIENT,
    )


def _of_worker(member: FrameMember, case: Case, staff_id: UUID | None) -> Invitation:
    return Invitation(
        provider_id=member.provider_id,
        frame_member=member,
        audience=Audience.SUPPORT_WORKER,
        informant=Informant.SUPPORT_WORKER,
        staff_id=staff_id,
        case=case,
        perspective=Perspective.SUPPORT_WORKER,
    )
