"""What a visitor of the demonstration needs to know: who can sign in, which codes work, what there is."""

from datetime import datetime
from typing import Any

from organisations.models import Client, Relative, RoleAssignment, Unit
from surveys.choices import Audience, Outcome
from surveys.models import Invitation, Round
from surveys.operations.codes import issue_code

CODES = 6


def facts(*, rounds: tuple[Round, ...], at: datetime, password: str, pin: str) -> dict[str, Any]:
    """Return the content of `var/demo-facts.json`; mints a few letter codes that were not used yet."""
    codes = _codes(rounds[-1], at)
    return {
        "users": _users(password, pin),
        "codes": codes,
        "rounds": [_round(one) for one in Round.objects.order_by("opened_at")],
        "units": _units(),
        "clients": _clients(),
        "try": _to_try(codes[0]["code"], pin),
    }


def _to_try(code: str, pin: str) -> list[str]:
    near = Relative.objects.filter(representations__client__first_name="Sam").exclude(email="").earliest("number")
    return [
        f"As carla: open Sam, make this browser a tablet, take it with PIN {pin} and hand it to Sam. Answer as Sam.",
        "As carla again: see what Sam wants, make an agreement, and tell Sam.",
        f"As a parent, on a phone: open /answer/ and type the code {code}.",
        f"As carla: open Sam, Parents and relatives: let {near.name} see agreements with Sam's yes; print a letter.",
        f"As {near.name}, in another browser: open /near/ with {near.email}, and take the link from var/mail/.",
        "As carla: open Sam, Own pictures: let Sam choose. On the tablet To my page then opens Sam's own page.",
        "As farid: Rounds shows who answered this year; Results shows what was said last year.",
        "As carla: open Sam, How Sam answers best: try thumbs, words or sound, and add a photo of Sam's own room.",
        "As dirk: Looking along shows for which clients people look along, and where two lists stand side by side.",
        "As carla: Looking along asks you about a client of another team.",
        "As gerda: Instruments shows every list. See Over jouw leven in Arabic, in thumbs, on paper.",
        "As gerda: import people from a file, look at the units, or invite a colleague by mail.",
        "As mia: Settings, Personal data: find Sam, make a copy, put something right, or see what removing would do.",
        "As lex: the access log says who saw or did what. As carla: open Sam and choose Who looked?",
        "As anybody: My account, to change a password, set up a second step, or end a sign-in elsewhere.",
    ]


def _users(password: str, pin: str) -> list[dict[str, str]]:
    roles = RoleAssignment.objects.exclude(staff__pin_hash="").select_related("staff__user", "unit")
    return [
        {
            "username": role.staff.user.username,
            "password": password,
            "pin": pin,
            "name": role.staff.name,
            "role": role.role,
            "unit": role.unit.name,
        }
        for role in roles.order_by("staff__name")
    ]


def _codes(asking: Round, at: datetime) -> list[dict[str, str]]:
    """Mint codes for parents of the last clients: a letter made while trying things out voids another code."""
    still_open = Invitation.objects.filter(
        frame_member__round=asking, audience=Audience.RELATIVE, outcome=Outcome.OPEN
    ).order_by("-frame_member__client__number", "relative__number")
    return [
        {
            "code": issue_code(invitation_id=invitation_id, at=at),
            "audience": Audience.RELATIVE.value,
            "round": str(asking.pk),
            "confidentiality": asking.mode,
            "language": "nl",
        }
        for invitation_id in still_open.values_list("pk", flat=True)[:CODES]
    ]


def _round(asking: Round) -> dict[str, str]:
    return {"id": str(asking.pk), "name": asking.name, "status": asking.status, "confidentiality": asking.mode}


def _units() -> list[dict[str, Any]]:
    rows = list(Unit.objects.order_by("path"))
    by_path = {row.path: row for row in rows}
    return [{"id": str(row.pk), "name": row.name, "level": row.level, "parent": _parent(row, by_path)} for row in rows]


def _parent(unit: Unit, by_path: dict[str, Unit]) -> str | None:
    above = by_path.get(unit.path[: -Unit.steplen])
    return str(above.pk) if above else None


def _clients() -> list[dict[str, Any]]:
    rows = Client.objects.prefetch_related("placements").select_related("profile").order_by("number")
    return [
        {
            "id": str(client.pk),
            "unit": str(next(iter(client.placements.all())).unit_id),
            "profile": {"style": client.profile.style, "language": client.profile.language},
        }
        for client in rows
    ]
