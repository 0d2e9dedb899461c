"""My clients, and one client."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations import access
from organisations.choices import PERSON_ROLES, Role
from organisations.clock import now, today
from organisations.life.access import person
from organisations.queries.emergencies import of_client, unseen
from organisations.queries.wording import wording
from supportplans.choices import Step
from supportplans.forms import SearchForm
from supportplans.queries.client_file import client_file, voices
from supportplans.queries.kept_file import kept_file
from supportplans.queries.overview import CONDITIONS, Selection, overview
from surveys.queries import cases_of, last_recognised


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def client_list(request: HttpRequest) -> HttpResponse:
    """Show the clients of whoever is signed in. A search is posted: a name has no place in an address."""
    form = SearchForm(request.POST or None)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    selection = _selection(request.GET, search)
    found = overview(
        access.rights(request), on=today(), selection=selection, number=_number(request.GET.get("page", ""))
    )
    context = {
        "overview": found,
        "selection": selection,
        "form": form,
        "searched": search,
        "steps": [{"step": step, "count": found.counts[step]} for step in CONDITIONS],
        "word": _word(request),
        "emergencies": unseen(access.rights(request), on=today()),
    }
    return render(request, "supportplans/client_list.html", context)


@access.requires(*PERSON_ROLES)
@require_safe
def client_detail(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show one client: who is asked, what was said, and what was agreed."""
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    context = {
        "file": client_file(client, on=on),
        "voices": voices(client),
        "cases": cases_of(client.pk),
        "recognised": last_recognised(client.pk),
        "client": client,
        "today": on,
        "device": access.device(request),
        "may_correct": access.rights(request).has(Role.TEAM_LEADER),
        "keeps_data": access.rights(request).has(Role.ADMINISTRATOR),
        "word": _word(request),
        "emergencies": of_client(access.rights(request), client, at=now()),
    }
    return render(request, "supportplans/client_detail.html", context)


@access.requires(Role.TEAM_LEADER)
@require_safe
def client_kept(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show what was agreed with somebody who died or left, to who led the team; there is nothing to do in it."""
    client = person(access.rights(request), client_id, Role.TEAM_LEADER, on=today())
    if not client.is_gone:
        raise Http404
    return render(request, "supportplans/client_kept.html", {"file": kept_file(client), "client": client})


def _selection(query: QueryDict, search: str) -> Selection:
    """Read the selection; what makes no sense in it selects nothing, as old links may."""
    step = query.get("show", "")
    return Selection(
        step=Step(step) if step in CONDITIONS else None,
        team_id=_uuid(query.get("team", "")),
        search=search,
    )


def _word(request: HttpRequest) -> str:
    """Return what the reader's organisation calls its clients."""
    words = wording(access.rights(request).paths(*PERSON_ROLES))
    return words.clients if words else _("clients")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004 -- more digits than pages can have
