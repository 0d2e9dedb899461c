"""Putting right, exporting and removing what is kept about somebody: the pages of administrators."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import access, files
from organisations.choices import AskedBy, ErasureGround, Role
from organisations.clock import now, today
from organisations.erasure import access as own
from organisations.forms.removing import CorrectionForm, ErasureForm, PersonExportForm, PersonSearchForm
from organisations.models import Client, ErasureRequest
from organisations.operations.corrections import correct_client
from organisations.operations.erasure import ErasureRefusedError, confirm_erasure, request_erasure, withdraw_erasure
from organisations.operations.person_exports import ask_for_person_export, note_fetched
from organisations.queries import removing as queries
from organisations.sealing import SealBrokenError

administrators = access.requires(Role.ADMINISTRATOR)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _status(form: PersonExportForm | CorrectionForm | ErasureForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@administrators
@form_page
def removing(request: HttpRequest) -> HttpResponse:
    """Find somebody, and see what is under way and what was removed. A search is posted: it is a name."""
    rights = access.rights(request)
    form = PersonSearchForm(request.POST or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    context = {
        "form": form,
        "searched": words,
        "found": queries.search(own.listed_clients(rights), words) if words else [],
        "under_way": queries.under_way(own.listed_requests(rights)),
        "certificates": queries.certificates(own.certificates(rights)),
        "may": bool(own.providers(rights)),
    }
    return render(request, "organisations/removing/home.html", context)


@administrators
@require_safe
def personal_data(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show what is kept about somebody, and what can be done with it."""
    client = own.client(access.rights(request), client_id)
    return _personal_data(request, client, PersonExportForm())


def _personal_data(request: HttpRequest, client: Client, form: PersonExportForm) -> HttpResponse:
    context = {
        "client": client,
        "held": queries.held_about(client),
        "corrections": queries.corrections_of(client),
        "exports": queries.exports_of(client, at=now()),
        "under_way": queries.under_way(own.erasure_requests(access.rights(request)).filter(client=client)),
        "form": form,
    }
    return render(request, "organisations/removing/personal_data.html", context, status=_status(form))


@administrators
@require_POST
def person_export(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Have a file made of all that is kept about somebody."""
    rights = access.rights(request)
    client = own.client(rights, client_id)
    form = PersonExportForm(request.POST)
    if not form.is_valid():
        return _personal_data(request, client, form)
    ask_for_person_export(
        client=client,
        for_whom=AskedBy(form.cleaned_data["for_whom"]),
        language=get_language() or settings.LANGUAGE_CODE,
        actor=rights.actor,
        at=now(),
    )
    messages.success(request, _("The file is being made. Reload this page in a moment; it stays for some days."))
    return redirect("organisations:personal-data", client.pk)


@administrators
@require_safe
def person_export_fetch(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Give an export out; the role is judged again, and the access log keeps it."""
    rights = access.rights(request)
    export = own.person_export(rights, export_id, at=now())
    try:
        content = files.content_of(export.file, sealed=True)
    except (FileNotFoundError, SealBrokenError) as error:
        raise Http404 from error
    note_fetched(export=export, actor=rights.actor)
    name = f"personal-data-{export.asked_at:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@administrators
@form_page
def correction(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Put a fact about somebody right."""
    rights = access.rights(request)
    client = own.client(rights, client_id)
    form = CorrectionForm(request.POST or None, instance=client)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        asked_by = AskedBy(facts.pop("asked_by"))
        changed = correct_client(client_id=client.pk, facts=facts, asked_by=asked_by, actor=rights.actor, at=now())
        said = _("This is put right. What it was before is kept.") if changed else _("Nothing was changed.")
        messages.success(request, said)
        return redirect("organisations:personal-data", client.pk)
    shown = own.client(rights, client_id)
    context = {"client": shown, "form": form}
    return render(request, "organisations/removing/correction.html", context, status=_status(form))


@administrators
@form_page
def erasure_ask(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Note who asks to remove somebody's data; nothing is removed yet."""
    rights = access.rights(request)
    client = own.client(rights, client_id)
    form = ErasureForm(request.POST or None, latest=today())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = request_erasure(
                client=client,
                asked_by=AskedBy(said["asked_by"]),
                asked_on=said["asked_on"],
                ground=ErasureGround(said["ground"]),
                actor=rights.actor,
                at=now(),
            )
            return redirect("organisations:erasure", made.pk)
        except ErasureRefusedError as error:
            form.add_error(None, str(error))
    context = {"client": client, "form": form, "days": settings.ERASURE_DAYS}
    return render(request, "organisations/removing/erasure_ask.html", context, status=_status(form))


@administrators
@form_page
def erasure(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show what would go and stay, and confirm or withdraw it; afterwards, what went."""
    rights = access.rights(request)
    found = own.erasure_request(rights, request_id)
    if request.method == "POST":
        _confirm_or_withdraw(request, found)
        return redirect("organisations:erasure", found.pk)
    done = getattr(found, "certificate", None) if found.done_at else None
    sums = queries.sums(done.content if done else found.foreseen)
    context = {"request_": found, "sums": sums, "certificate": done, "days": settings.ERASURE_DAYS}
    return render(request, "organisations/removing/erasure.html", context)


def _confirm_or_withdraw(request: HttpRequest, found: ErasureRequest) -> None:
    actor = access.rights(request).actor
    try:
        if request.POST.get("do") == "confirm":
            confirm_erasure(request_id=found.pk, actor=actor, at=now())
        elif request.POST.get("do") == "withdraw":
            withdraw_erasure(request_id=found.pk, actor=actor, at=now())
            messages.success(request, _("It is withdrawn. Nothing was removed."))
    except ErasureRefusedError as error:
        messages.error(request, str(error))


@administrators
@require_safe
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Show what was removed and what stayed. It names nobody."""
    found = own.certificate(access.rights(request), certificate_id)
    context = {"certificate": found, "sums": queries.sums(found.content)}
    return render(request, "organisations/removing/certificate.html", context)


@administrators
@require_safe
def certificate_data(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Give the same as JSON."""
    found = own.certificate(access.rights(request), certificate_id)
    ground = found.request.ground if found.request else None
    data = {"id": str(found.pk), "provider": found.provider.name, "cause": found.cause, "ground": ground}
    return JsonResponse({**data, "made_at": found.made_at.isoformat(), **found.content})
