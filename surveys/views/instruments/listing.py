"""All instruments that somebody may use, and own ones that are on their way."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.access import requires, rights
from organisations.choices import Role
from organisations.clock import today
from surveys import access
from surveys.instrument_forms import FindInstrumentForm
from surveys.queries.instruments import Instrument, instruments
from surveys.views.instruments.described import Described

PAGE = 40


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument on the list, described in the language of the page."""

    instrument: Instrument
    described: Described

    @property
    def url(self) -> str:
        """The page about it."""
        return reverse("surveys:instrument-detail", kwargs=self.instrument.address)


@requires(*Role)
@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Show the instruments somebody may use, those of the organisation first."""
    mine = rights(request)
    find = FindInstrumentForm(request.GET)
    every = instruments(access.releases(mine).defer("definition"))
    found = sorted((each for each in every if find.fits(each.definition)), key=lambda each: each.owner is None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [Row(each, Described(each.definition, on=today())) for each in page]
    asked = {name: value for name in find.fields if (value := request.GET.get(name))}
    context = {
        "find": find,
        "page": page,
        "ours": [row for row in rows if row.instrument.owner is None],
        "own": [row for row in rows if row.instrument.owner],
        "searched": bool(asked),
        "query": f"&{urlencode(asked)}" if asked else "",
        "waiting": _waiting(request),
        "may_propose": mine.has(*access.PROPOSERS),
    }
    return render(request, "surveys/instrument_list.html", context)


def _waiting(request: HttpRequest) -> list[object]:
    """Own instruments that are not published yet, the newest first."""
    found = access.proposals(rights(request), *access.ADVISERS).filter(release=None, withdrawn_at=None)
    return list(found.defer("definition", "content").order_by("-uploaded_at", "pk"))
