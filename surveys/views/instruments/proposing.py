"""An organisation's own instrument on its way: uploaded, looked at, advised on, published or taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instruments.definition.faults import DefinitionError, Fault
from instruments.definition.loading import review_bytes
from organisations.access import myself, requires, rights, unit
from organisations.choices import Role
from organisations.clock import now, today
from organisations.queries.trees import places_below
from surveys import access
from surveys.choices import Advice
from surveys.instrument_forms import AdviceForm, PublishForm, UploadForm
from surveys.models import InstrumentProposal
from surveys.operations.proposals import (
    ProposalRefusedError,
    note_advice,
    propose,
    publish_proposal,
    take_up_again,
    withdraw_proposal,
)
from surveys.operations.releases import ReleaseConflictError
from surveys.views.instruments.described import Described
from surveys.views.instruments.looking import in_parts
from surveys.views.instruments.shown import shown


@requires(*access.PROPOSERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_create(request: HttpRequest) -> HttpResponse:
    """Take in a definition file; one with faults is told and not kept."""
    places = places_below(rights(request).paths(*access.PROPOSERS))
    form = UploadForm(_sent(request), request.FILES or None, places=places)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        content, name = form.content(), form.file_name
        try:
            owner = unit(rights(request), form.cleaned_data["unit"], *access.PROPOSERS)
            kept = propose(owner=owner, content=content, file=name, staff=myself(request), at=now())
        except DefinitionError as error:
            context |= {"file": name, "faults": error.faults, "warnings": _warnings(content, name)}
        except ReleaseConflictError as error:
            context |= {"file": name, "conflict": error.told(_), "differences": in_parts(error.differences)}
        else:
            messages.success(request, _("The list is kept. Nobody can be asked it yet: look at it first."))
            return redirect("surveys:proposal-detail", kept.pk)
    return render(request, "surveys/instrument_upload.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when nothing is filled in."""
    return request.POST if request.method == "POST" else None


def _warnings(content: bytes, name: str) -> list[Fault]:
    return review_bytes(content, file=name).warnings


@requires(*access.ADVISERS)
@require_safe
def proposal_detail(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show where an own instrument stands on its way, and what can be done next."""
    found = shown(request, proposal_id=proposal_id)
    proposal = found.proposal
    assert proposal is not None  # noqa: S101 -- for the types: the address names a proposal
    context = {
        "shown": found,
        "proposal": proposal,
        "described": Described(found.definition, on=today()),
        "warnings": _warnings(bytes(proposal.content), f"{proposal.key}.yaml"),
        **_may(request, proposal),
    }
    return render(request, "surveys/proposal_detail.html", context)


def _may(request: HttpRequest, proposal: InstrumentProposal) -> dict[str, bool]:
    """What this person may do with it."""
    mine, waits = rights(request), proposal.release_id is None and proposal.withdrawn_at is None

    def holds(*roles: Role) -> bool:
        return any(proposal.owner.path.startswith(path) for path in mine.paths(*roles))

    proposes = holds(*access.PROPOSERS)
    return {
        "may_advise": waits,
        "may_publish": waits and holds(Role.ADMINISTRATOR),
        "may_withdraw": waits and proposes,
        "may_take_up": proposal.withdrawn_at is not None and proposes,
    }


@requires(*access.ADVISERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_advice(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Note what the clients' council thinks."""
    proposal = access.proposal(rights(request), proposal_id, *access.ADVISERS)
    known = {"advice": proposal.advice, "words": proposal.advice_words, "on": proposal.advised_on or today()}
    form = AdviceForm(_sent(request), initial=known)

    def note() -> None:
        given = form.cleaned_data | {"advice": Advice(form.cleaned_data["advice"])}
        note_advice(proposal_id=proposal.pk, staff=myself(request), **given)
        messages.success(request, _("The advice is noted."))

    if form.is_valid() and _done(form, note):
        return redirect("surveys:proposal-detail", proposal.pk)
    return render(request, "surveys/proposal_advice.html", {"form": form, "proposal": proposal})


@requires(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_publish(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say what publishing means, and publish when that is confirmed."""
    proposal = access.proposal(rights(request), proposal_id, Role.ADMINISTRATOR)
    form = PublishForm(_sent(request))

    def publish() -> None:
        reason = form.cleaned_data["reason"]
        publish_proposal(proposal_id=proposal.pk, reason=reason, staff=myself(request), at=now())
        messages.success(request, _("The list is published. Rounds in this unit and below can ask it."))

    if form.is_valid() and _done(form, publish):
        return redirect("surveys:instrument-detail", key=proposal.key, owner_id=proposal.owner_id)
    return render(request, "surveys/proposal_publish.html", {"form": form, "proposal": proposal})


def _done(form: Form, act: Callable[[], None]) -> bool:
    """Do it; what is refused is told on the form."""
    try:
        act()
    except ProposalRefusedError as error:
        form.add_error(error.field or None, str(error))
    except ReleaseConflictError as error:
        form.add_error(None, error.told(_))
    return form.is_valid()


@requires(*access.PROPOSERS)
@require_POST
def proposal_withdraw(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take an own instrument back before it is published; the next page offers the way back."""
    proposal = access.proposal(rights(request), proposal_id, *access.PROPOSERS)
    try:
        withdraw_proposal(proposal_id=proposal.pk, at=now())
    except ProposalRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The list is withdrawn. You can take it up again here."))
    return redirect("surveys:proposal-detail", proposal.pk)


@requires(*access.PROPOSERS)
@require_POST
def proposal_take_up(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Undo the withdrawal of an own instrument."""
    proposal = access.proposal(rights(request), proposal_id, *access.PROPOSERS)
    take_up_again(proposal_id=proposal.pk)
    messages.success(request, _("The list is taken up again."))
    return redirect("surveys:proposal-detail", proposal.pk)
