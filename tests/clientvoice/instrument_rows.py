"""Who may open the pages about instruments."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, ONLY_ADMINISTRATOR, SIGNED_IN, Row
from tests.surveys.own_lists import proposal_of, published


def _proposal(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"proposal_id": proposal_of(getattr(cast, unit), cast.gerda).pk}


def _own_list(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def made(cast: Cast) -> Mapping[str, Any]:
        release = published(getattr(cast, unit), cast.gerda)
        return {"key": release.key, "owner_id": release.owner_id}

    return made


def _ours(_cast: Cast) -> Mapping[str, Any]:
    return {"key": "mijn-leven"}


ADVISERS = "302 404 404 200 200 200 404"

INSTRUMENTS: list[Row] = [
    #                                                  anon tea lead qual adm coun other
    Row("surveys:instrument-list", get=SIGNED_IN),
    Row("surveys:instrument-detail", get=SIGNED_IN, kwargs=_ours),
    Row("surveys:instrument-detail", get="302 200 200 200 200 200 404", kwargs=_own_list("provider"), note="own"),
    Row("surveys:instrument-detail", get=SIGNED_IN, kwargs=_own_list("cooperative"), note="of a unit above"),
    Row("surveys:instrument-detail", get=FOREIGN, kwargs=_own_list("other_provider"), note="foreign"),
    Row("surveys:instrument-preview", get=SIGNED_IN, kwargs=_ours),
    Row("surveys:instrument-preview", get=ADVISERS, kwargs=_proposal("provider"), note="on its way"),
    Row("surveys:instrument-preview", get=FOREIGN, kwargs=_own_list("other_provider"), note="foreign"),
    Row("surveys:instrument-paper", get=SIGNED_IN, kwargs=_ours),
    Row("surveys:instrument-paper", get=FOREIGN, kwargs=_proposal("other_provider"), note="foreign"),
    Row("surveys:instrument-template", get=SIGNED_IN, kwargs=_ours),
    Row("surveys:instrument-template", get=FOREIGN, kwargs=_own_list("other_provider"), note="foreign"),
    Row("surveys:proposal-create", get="302 404 404 200 200 404 200", post="302 404 404 200 200 404 200"),
    Row("surveys:proposal-detail", get=ADVISERS, kwargs=_proposal("provider")),
    Row("surveys:proposal-detail", get=FOREIGN, kwargs=_proposal("other_provider"), note="foreign"),
    Row("surveys:proposal-advice", get=ADVISERS, post=ADVISERS, kwargs=_proposal("provider")),
    Row("surveys:proposal-advice", get=FOREIGN, post=FOREIGN, kwargs=_proposal("other_provider"), note="foreign"),
    Row(
        "surveys:proposal-publish",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_proposal("provider"),
        data=lambda _cast: {"reason": "De raad vergadert pas in mei."},
    ),
    Row("surveys:proposal-publish", get=FOREIGN, post=FOREIGN, kwargs=_proposal("other_provider"), note="foreign"),
    Row(
        "surveys:proposal-withdraw",
        get="302 404 404 405 405 404 405",
        post="302 404 404 302 302 404 404",
        kwargs=_proposal("provider"),
    ),
    Row(
        "surveys:proposal-take-up",
        get="302 404 404 405 405 404 405",
        post="302 404 404 302 302 404 404",
        kwargs=_proposal("provider"),
    ),
]
