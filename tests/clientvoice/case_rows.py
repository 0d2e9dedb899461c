"""The rows of the role table about lists that several people answer about one client."""

from collections.abc import Callable, Mapping
from typing import Any

from instruments.definition.suiting import Relation
from surveys.choices import Audience
from surveys.models import Invitation
from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, OWN_TEAM, OWN_TEAM_DONE, Row
from tests.surveys.looking import answer, case_of, half_of, look_along, open_observation, open_pair

UNITS = {"anna": "provider", "zoe": "other_provider"}
POSTED = "302 405 405 404 404 404 405"


def _case(name: str) -> Callable[[Cast], Mapping[str, Any]]:
    def made(cast: Cast) -> Mapping[str, Any]:
        open_observation(getattr(cast, UNITS[name]))
        return {"case_id": case_of(getattr(cast, name)).pk}

    return made


def _pair(cast: Cast) -> Mapping[str, Any]:
    open_pair(cast.provider)
    return {"case_id": case_of(cast.anna).pk}


def _two_of_them(cast: Cast) -> None:
    open_observation(cast.provider)
    look_along(cast.anna, Relation.FAMILY, cast.bram)
    look_along(cast.anna, Relation.TEAM, cast.carla)


def _observer(cast: Cast) -> Mapping[str, Any]:
    _two_of_them(cast)
    return {"invitation_id": Invitation.objects.get(relative=cast.bram).pk}


def _foreign_observer(cast: Cast) -> Mapping[str, Any]:
    open_observation(cast.other_provider)
    return {"invitation_id": look_along(cast.zoe, Relation.TEAM, cast.eva).pk}


def _own(cast: Cast) -> Mapping[str, Any]:
    _two_of_them(cast)
    return {"invitation_id": Invitation.objects.get(staff=cast.carla).pk}


def _observed(cast: Cast) -> Mapping[str, Any]:
    _two_of_them(cast)
    for invitation in Invitation.objects.filter(case=case_of(cast.anna)):
        answer(invitation)
    return {"case_id": case_of(cast.anna).pk}


def _paired(cast: Cast) -> Mapping[str, Any]:
    _pair(cast)
    answer(half_of(cast.anna, Audience.CLIENT), huis=1)
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    return {"case_id": case_of(cast.anna).pk}


def _one_more(cast: Cast) -> Mapping[str, Any]:
    return {"relation": "family", "person": f"relative:{cast.bram.pk}"}


CASES: list[Row] = [
    #                              anon tea lead qual adm coun other
    Row("surveys:looking", get="302 200 200 404 404 404 200"),
    Row("surveys:looking-answer", get=POSTED, post="302 302 404 404 404 404 404", kwargs=_own),
    Row("surveys:case-detail", get=OWN_TEAM, kwargs=_case("anna")),
    Row("surveys:case-detail", get=OWN_TEAM, kwargs=_pair, note="pair"),
    Row("surveys:case-detail", get=FOREIGN, kwargs=_case("zoe"), note="foreign"),
    Row("surveys:observer-add", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_case("anna"), data=_one_more),
    Row("surveys:observer-add", get=FOREIGN, kwargs=_case("zoe"), note="foreign"),
    Row("surveys:observer-remove", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_observer),
    Row("surveys:observer-remove", get=FOREIGN, kwargs=_foreign_observer, note="foreign"),
    Row("surveys:case-take", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_pair),
    Row("surveys:case-compare", get=OWN_TEAM, kwargs=_observed),
    Row("surveys:case-compare", get=OWN_TEAM, kwargs=_paired, note="pair"),
    Row("surveys:case-compare", get="302 404 404 404 404 404 302", kwargs=_case("zoe"), note="foreign"),
]
