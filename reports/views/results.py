"""Pages with published results."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from organisations.access import requires, rights
from reports import access
from reports.data import Place
from reports.queries.response_beside import response_beside
from reports.queries.result_page import change_answers, results_of
from reports.queries.unit_choice import UnitChoice, choose_unit


@requires(*access.READERS)
def result_list(request: HttpRequest) -> HttpResponse:
    """Rounds with published results, newest first."""
    publications = access.publications(rights(request))
    return render(request, "reports/result_list.html", {"publications": publications})


@requires(*access.READERS)
def result_detail(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What was published of one unit in a round."""
    mine = rights(request)
    publication = access.publication(mine, round_id)
    places = access.visible(publication, mine)
    choice = _choice(request, places)
    response = response_beside(publication.round, mine)
    context = {
        "publication": publication,
        "choice": choice,
        "place": choice.chosen,
        "results": results_of(publication, choice.chosen, places, response, get_language() or "nl"),
        "change_answers": change_answers(),
    }
    return render(request, "reports/result_detail.html", context)


def _choice(request: HttpRequest, places: Sequence[Place]) -> UnitChoice:
    asked = request.GET.get("unit", "")
    try:
        return choose_unit(places, UUID(asked) if asked else None, request.GET.get("search", "").strip()[:120])
    except (ValueError, LookupError) as unknown:
        raise Http404 from unknown
