"""Two records of one client become one: choose the other, see exactly what happens, type the number that goes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.life import MergeForm, OtherNumberForm
from organisations.life import access as lives
from organisations.merging.base import Pair
from organisations.models import Client
from organisations.operations.merging import (
    MergeChangedError,
    MergePlan,
    MergeRefusedError,
    foresee,
    merge_clients,
)

administrators = access.requires(Role.ADMINISTRATOR)


def _person(request: HttpRequest, client_id: UUID) -> Client:
    return lives.person(access.rights(request), client_id, Role.ADMINISTRATOR, on=today())


@administrators
def merge_choose(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Ask for the number of the record that is the same person."""
    client = _person(request, client_id)
    form = OtherNumberForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        other = lives.by_number(access.rights(request), number, client.provider_id, on=today())
        if other is not None and other.pk != client.pk:
            return redirect("organisations:merge-preview", client_id=client.pk, other_id=other.pk)
        form.add_error("number", _("There is no other client with this number here. Look at the number again."))
    return render(request, "organisations/merge_choose.html", {"client": client, "form": form})


@administrators
def merge_preview(request: HttpRequest, client_id: UUID, other_id: UUID) -> HttpResponse:
    """Show what would happen, and do it once the number that goes is typed. There is no way back."""
    pair = Pair(_person(request, client_id), _person(request, other_id))
    plan = foresee(pair)
    form = MergeForm(request.POST or None, wanted=pair.gone.number, initial={"shown": plan.fingerprint})
    if request.method == "POST" and form.is_valid() and _merged(request, plan, form):
        messages.success(request, _("The two records are one now. The former number is still recognised."))
        return redirect("organisations:life-person", client_id=pair.kept.pk)
    if form.is_bound:
        form = form.shown_again(plan.fingerprint)
    rows = [(label, own, other, own != other) for label, own, other in _facts(pair)]
    context = {"plan": plan, "pair": pair, "client": pair.kept, "form": form, "rows": rows}
    return render(request, "organisations/merge_preview.html", context)


def _merged(request: HttpRequest, plan: MergePlan, form: MergeForm) -> bool:
    actor = access.rights(request).actor
    kept, gone = plan.pair.kept.pk, plan.pair.gone.pk
    try:
        merge_clients(kept_id=kept, gone_id=gone, shown=form.cleaned_data["shown"], actor=actor, at=now())
    except MergeChangedError:
        form.add_error(None, _("Something changed since you looked. See below what happens now, and confirm again."))
        return False
    except MergeRefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _facts(pair: Pair) -> list[tuple[str, object, object]]:
    """What both records say of the person, side by side."""
    kept, gone = pair.kept, pair.gone
    return [
        (_("first name"), kept.first_name, gone.first_name),
        (_("last name"), kept.last_name, gone.last_name),
        (_("date of birth"), kept.birth_date, gone.birth_date),
    ]
