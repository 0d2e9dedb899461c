"""Pages about instruments.

An address names one of everybody by its key, one of a unit by its key and the unit, and one on its way by its own id.
"""

from django.urls import URLPattern, path

from surveys.views.instruments import listing, looking, proposing

OWN = "instruments/own/<uuid:proposal_id>"
NAMED = ("instruments/<slug:key>", "instruments/<slug:key>/of/<uuid:owner_id>")


def _to_look_at(begin: str) -> list[URLPattern]:
    return [
        path(f"{begin}/preview/", looking.instrument_preview, name="instrument-preview"),
        path(f"{begin}/paper/", looking.instrument_paper, name="instrument-paper"),
        path(f"{begin}/file/", looking.instrument_template, name="instrument-template"),
    ]


urlpatterns = [
    path("instruments/", listing.instrument_list, name="instrument-list"),
    path("instruments/own/new/", proposing.proposal_create, name="proposal-create"),
    path(f"{OWN}/", proposing.proposal_detail, name="proposal-detail"),
    path(f"{OWN}/advice/", proposing.proposal_advice, name="proposal-advice"),
    path(f"{OWN}/publish/", proposing.proposal_publish, name="proposal-publish"),
    path(f"{OWN}/withdraw/", proposing.proposal_withdraw, name="proposal-withdraw"),
    path(f"{OWN}/take-up/", proposing.proposal_take_up, name="proposal-take-up"),
    *_to_look_at(OWN),
    *(path(f"{begin}/", looking.instrument_detail, name="instrument-detail") for begin in NAMED),
    *(page for begin in NAMED for page in _to_look_at(begin)),
]
