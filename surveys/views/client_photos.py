"""A client's own photos in the place of drawings."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations import access
from organisations.choices import PERSON_ROLES, ConsentBy
from organisations.clock import today
from organisations.imaging import PictureRefusedError
from organisations.operations.pictures import put_client_photo, remove_client_photo
from organisations.queries.pictures import photo_content
from organisations.views.serving import served
from surveys.profile_forms import PhotoForm, drawing_name


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_add(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Put a photo of the client's own in the place of a drawing, with who said yes to it."""
    client = access.client(access.rights(request), client_id, on=today())
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            put_client_photo(
                client=client,
                key=form.cleaned_data["key"],
                content=form.content(),
                consent_by=ConsentBy(form.cleaned_data["consent_by"]),
                staff=access.myself(request),
                on=today(),
            )
        except PictureRefusedError as error:
            form.add_error("file", str(error))
        else:
            messages.success(
                request, _("The photo is kept. %(name)s sees it from the next time.") % {"name": client.first_name}
            )
            return redirect("profiles:answering", client.pk)
    context = {"client": client, "form": form}
    return render(request, "surveys/client_photo_add.html", context, status=422 if form.errors else 200)


@access.requires(*PERSON_ROLES)
@require_safe
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Show a photo to staff who support the client."""
    found = access.client_photo(access.rights(request), photo_id, on=today())
    content = photo_content(found.pk)
    if content is None:
        raise Http404
    return served(content)


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_remove(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Ask, and then remove a photo for good."""
    found = access.client_photo(access.rights(request), photo_id, on=today())
    if request.method == "POST":
        remove_client_photo(photo=found)
        messages.success(request, _("The photo is gone, here and on the server."))
        return redirect("profiles:answering", found.client_id)
    return render(request, "surveys/client_photo_remove.html", {"photo": found, "name": drawing_name(found.key)})
