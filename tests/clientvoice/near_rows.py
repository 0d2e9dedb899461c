"""Who may open the pages by which relatives and clients get in, and what they see there."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from organisations.models import Representation
from tests.cast import Cast
from tests.clientvoice.rows import EVERYBODY, FOREIGN, NOBODY, OWN_TEAM, OWN_TEAM_DONE, Row, about
from tests.factories import RelativeFactory, RepresentationFactory
from tests.organisations.near import MAIL

NOT_SIGNED_IN = "302 404 404 404 404 404 404"
TO_REST = "302 302 302 302 302 302 302"
SEND_ONLY = "302 405 405 404 404 404 405"


def _bram(cast: Cast) -> Mapping[str, Any]:
    cast.bram.email = MAIL
    cast.bram.save()
    return {"representation_id": Representation.objects.get(relative=cast.bram).pk}


def _foreign(cast: Cast) -> Mapping[str, Any]:
    relative = RelativeFactory(provider=cast.other_provider, email=MAIL)
    return {"representation_id": RepresentationFactory(client=cast.zoe, relative=relative).pk}


def _no_media(_cast: Cast) -> Mapping[str, Any]:
    return {"media_id": uuid4()}


NEAR = [
    #                                            anon tea lead qual adm coun other
    Row("near-door", get=EVERYBODY),
    Row("near-code", get=NOBODY, kwargs=lambda _cast: {"token": "made-up"}),
    Row("near:people", get=NOT_SIGNED_IN),
    Row("near:passkey", get=NOT_SIGNED_IN),
    Row("near:person", get=NOT_SIGNED_IN, kwargs=_bram),
    Row("near:media", get=NOT_SIGNED_IN, kwargs=lambda cast: {**_bram(cast), **_no_media(cast)}),
    Row("organisations:relative-list", get=OWN_TEAM, kwargs=about("anna", "client_id")),
    Row("organisations:relative-list", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("organisations:relative-sight", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_bram),
    Row("organisations:relative-sight", get=FOREIGN, kwargs=_foreign, note="foreign"),
    Row("organisations:relative-letter", get=SEND_ONLY, post=OWN_TEAM, kwargs=_bram),
    Row("organisations:relative-letter", get=SEND_ONLY, post=FOREIGN, kwargs=_foreign, note="foreign"),
    Row("organisations:relative-end", get=SEND_ONLY, post=OWN_TEAM_DONE, kwargs=_bram),
    Row("organisations:picture-code", get=OWN_TEAM, kwargs=about("anna", "client_id")),
    Row("organisations:picture-code", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("organisations:picture-code-end", get=SEND_ONLY, post=OWN_TEAM_DONE, kwargs=about("anna", "client_id")),
    Row("organisations:picture-code-tap", get=TO_REST),
    Row("mine:home", get=TO_REST),
    Row("mine:promises", get=TO_REST),
    Row("mine:answers", get=TO_REST),
    Row("mine:looked", get=TO_REST),
    Row("mine:media", get=TO_REST, kwargs=_no_media),
    Row("mine:close", get="405 405 405 405 405 405 405", post=TO_REST),
    Row("mine:let-look", get=SEND_ONLY, post=OWN_TEAM_DONE, kwargs=about("anna", "client_id")),
]
