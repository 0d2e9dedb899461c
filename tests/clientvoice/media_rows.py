"""The rows of the role table about what people let see or hear."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, NOBODY, OWN_TEAM, Row
from tests.surveys.asking import sitting
from tests.surveys.showing import given, kept, open_showing

UNITS = {"anna": "provider", "zoe": "other_provider"}


def _given(name: str) -> Callable[[Cast], Mapping[str, Any]]:
    def made(cast: Cast) -> Mapping[str, Any]:
        open_showing(getattr(cast, UNITS[name]))
        return {"media_id": given(sitting(getattr(cast, name))).pk}

    return made


def _kept(cast: Cast) -> Mapping[str, Any]:
    open_showing(cast.provider)
    item = kept(sitting(cast.anna))
    return {"session_id": item.session_id, "media_id": item.pk}


MEDIA: list[Row] = [
    #                            anon tea lead qual adm coun other
    Row("surveys:given-media", get=OWN_TEAM, kwargs=_given("anna")),
    Row("surveys:given-media", get=FOREIGN, kwargs=_given("zoe"), note="foreign"),
    Row("surveys-api:answering-media", get=NOBODY, kwargs=_kept, note="without its secret"),
]
