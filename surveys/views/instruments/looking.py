"""One instrument: what it asks, how it looks to whoever answers, on paper, and as a file. Nothing here is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from instruments.catalogue import instruments as catalogue
from instruments.comparing import Difference, compare
from instruments.continuing import breaks
from instruments.definition.model import Audience, Definition
from instruments.definition.walking import pictures_in
from instruments.previewing import Look, look_at
from instruments.rendering import InstrumentView
from instruments.serialising import sha256, to_json
from organisations.access import requires, rights
from organisations.choices import Role
from organisations.clock import today
from organisations.queries.pictures import own_pictures
from surveys import access
from surveys.instrument_forms import LookForm
from surveys.instrument_words import WHY_ANEW
from surveys.models import InstrumentProposal
from surveys.queries.instruments import Instrument
from surveys.rules.askable import why_not
from surveys.views.answering.asking import asked
from surveys.views.instruments.described import Described
from surveys.views.instruments.shown import Shown, shown

MOST_STEPS = 5
"""Between how many versions the page says what changed."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: what differs, part by part, and which questions start anew and why."""

    old: str
    new: str
    parts: list[tuple[str, list[str]]]
    anew: list[tuple[str, str]]


@requires(*Role)
@require_safe
def instrument_detail(request: HttpRequest, /, **address: Any) -> HttpResponse:
    """Show what an instrument asks, of whom, and what changed between its versions."""
    found = shown(request, **address)
    context = {
        "shown": found,
        "described": Described(found.definition, on=today()),
        "why_not": why_not(found.definition),
        "steps": steps(found.instrument) if found.instrument else [],
        "may_propose": rights(request).has(*access.PROPOSERS),
    }
    return render(request, "surveys/instrument_detail.html", context)


def steps(instrument: Instrument) -> list[Step]:
    """Return what changed between the versions, the newest first."""
    pairs = list(pairwise(edition.definition for edition in instrument.editions))[:MOST_STEPS]
    return [_step(old, new) for new, old in pairs]


def _step(old: Definition, new: Definition) -> Step:
    say = Described(new, on=today()).say
    anew = [(say(new.question(one.question).texts), str(WHY_ANEW[one.why])) for one in breaks(old, new)]
    return Step(old.version, new.version, in_parts(compare(old, new)), anew)


def in_parts(differences: tuple[Difference, ...]) -> list[tuple[str, list[str]]]:
    """Return differences in the language of the page, those of one question together."""
    grouped = groupby(differences, key=lambda each: each.about(gettext))
    return [(about, [each.told(gettext) for each in group]) for about, group in grouped]


@requires(*Role)
@require_safe
def instrument_preview(request: HttpRequest, /, **address: Any) -> HttpResponse:
    """Show all questions as somebody would be asked them."""
    found = shown(request, **address)
    form = LookForm(request.GET, found.definition)
    return render(
        request,
        "preview/page.html",
        {"shown": found, "form": form} | preview(found.definition, form.look(), own_photos(found)),
    )


@requires(*Role)
@require_safe
def instrument_paper(request: HttpRequest, /, **address: Any) -> HttpResponse:
    """Show the form to print and fill in with a pen; its codes are the stored ones."""
    found = shown(request, **address)
    form = LookForm(request.GET, found.definition)
    return render(
        request,
        "preview/paper.html",
        {"shown": found, "form": form} | preview(found.definition, form.look(), own_photos(found)),
    )


def own_photos(found: Shown) -> dict[str, str]:
    """Return the addresses of the pictures of whoever owns the instrument, for staff; none for everybody's."""
    if found.owner is None:
        return {}
    keys = {key for _path, key in pictures_in(found.definition)}
    pictures = own_pictures(found.owner.path, keys).items()
    return {key: reverse("organisations:picture", args=[picture_id]) for key, picture_id in pictures}


def preview(definition: Definition, look: Look, photos: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the templates of preview and paper need of an instrument that is looked at in some way."""
    view = look_at(definition, look, photos)
    bidi = view.html_lang in settings.LANGUAGES_BIDI
    return {
        "instrument": view,
        "asked": asked(view),
        "sittings": _first_of_sittings(view),
        "direction": "rtl" if bidi else "ltr",
        "fingerprint": sha256(definition)[:12],
        # What the questions read of an answering session: how somebody is spoken to.
        "sitting": {"formal": look.formal, "relative": look.audience is Audience.RELATIVE},
    }


def _first_of_sittings(view: InstrumentView) -> dict[str, int]:
    """The number of each sitting by the key of its first question; nothing where there is one sitting."""
    first = {question.sitting: question.key for question in reversed(view.questions)}
    return {key: number for number, key in first.items()} if len(first) > 1 else {}


@requires(*Role)
@require_safe
def instrument_template(request: HttpRequest, /, **address: Any) -> HttpResponse:
    """Give the definition file, to begin an own instrument or its next version with."""
    found = shown(request, **address)
    response = HttpResponse(_file(found), content_type="application/yaml; charset=utf-8")
    name = f"{found.definition.key}-{found.definition.version}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(found: Shown) -> bytes:
    """The file as its author wrote it, where we have it; else the same content written out."""
    if found.proposal:
        return bytes(found.proposal.content)
    if found.edition and found.owner:
        uploaded = InstrumentProposal.objects.filter(release=found.edition.release_id).values_list("content", flat=True)
        return bytes(uploaded[0]) if uploaded else _written_out(found.definition)
    ours = catalogue()
    if found.definition.key in ours:
        builtin = ours.get(found.definition.key)
        if sha256(builtin.definition) == found.sha256:
            return builtin.path.read_bytes()
    return _written_out(found.definition)


def _written_out(definition: Definition) -> bytes:
    return yaml.safe_dump(to_json(definition), allow_unicode=True, sort_keys=False).encode()
