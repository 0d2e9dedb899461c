"""The pictures that an organisation may use in its questionnaires."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisations import access
from organisations.choices import Role
from organisations.clock import now
from organisations.forms.pictures import DescriptionForm, PictureSearchForm, PictureSetForm, UploadForm
from organisations.models import OwnPicture, PictureSet, Unit
from organisations.operations.pictures import (
    SetNameTakenError,
    add_picture_set,
    add_pictures,
    describe_picture,
    remove_picture,
    remove_picture_set,
)
from organisations.queries.pictures import photo_content, picture_sets
from organisations.queries.units import chain
from organisations.views.serving import served

administrators = access.requires(Role.ADMINISTRATOR)
form_page = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 60


def _way_back(request: HttpRequest, unit: Unit) -> list[Unit]:
    return [*chain(unit, access.rights(request).paths(Role.ADMINISTRATOR)), unit]


@administrators
@require_safe
def picture_set_list(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """List the sets of a unit."""
    unit = access.unit(access.rights(request), unit_id, Role.ADMINISTRATOR)
    form = PictureSearchForm(request.GET or None)
    search = form.cleaned_data["search"].strip() if form.is_valid() else ""
    found = picture_sets(unit, search=search)
    context = {"unit": unit, "chain": _way_back(request, unit), "sets": found, "form": form, "search": search}
    return render(request, "organisations/picture_set_list.html", context)


@administrators
@form_page
def picture_set_add(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Begin a set; whoever does it says that the organisation may use the pictures."""
    unit = access.unit(access.rights(request), unit_id, Role.ADMINISTRATOR)
    form = PictureSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("name", "credit", "licence")}
        try:
            added = add_picture_set(unit=unit, staff=access.myself(request), at=now(), **words)
        except SetNameTakenError:
            form.add_error("name", _("This unit has a set with this name already. Choose another name."))
        else:
            messages.success(request, _("The set is there. Now add its pictures."))
            return redirect("organisations:picture-set-detail", added.pk)
    context = {"unit": unit, "chain": _way_back(request, unit), "form": form}
    return render(request, "organisations/picture_set_add.html", context, status=422 if form.errors else 200)


@administrators
@form_page
def picture_set_detail(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Show the pictures of a set; files that are sent are added, and those refused are named with the reason."""
    found = access.picture_set(access.rights(request), set_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken, refused = add_pictures(picture_set=found, uploads=form.uploads())
        for one in refused:
            messages.warning(request, f"{one.name}: {one.message}")
        if taken:
            count = len(taken)
            messages.success(
                request,
                ngettext("%(count)s picture is added.", "%(count)s pictures are added.", count) % {"count": count},
            )
        return redirect("organisations:picture-set-detail", found.pk)
    return render(
        request,
        "organisations/picture_set_detail.html",
        _detail(request, found, form),
        status=422 if form.errors else 200,
    )


def _detail(request: HttpRequest, found: PictureSet, form: UploadForm) -> dict[str, object]:
    pictures = Paginator(OwnPicture.objects.filter(picture_set=found).order_by("key"), A_PAGE)
    return {
        "set": found,
        "chain": _way_back(request, found.unit),
        "form": form,
        "page": pictures.get_page(request.GET.get("page")),
    }


@administrators
@form_page
def picture_set_remove(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Ask, and then remove a set with all its pictures."""
    found = access.picture_set(access.rights(request), set_id)
    if request.method == "POST":
        remove_picture_set(picture_set=found)
        messages.success(request, _("%(name)s is removed.") % {"name": found.name})
        return redirect("organisations:picture-set-list", found.unit_id)
    context = {"set": found, "chain": _way_back(request, found.unit), "count": found.pictures.count()}
    return render(request, "organisations/picture_set_remove.html", context)


@administrators
@form_page
def picture_change(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Say what one sees on a picture, or remove it."""
    found = access.own_picture(access.rights(request), picture_id)
    if request.POST.get("remove"):
        remove_picture(picture=found)
        messages.success(request, _("The picture “%(key)s” is removed.") % {"key": found.key})
        return redirect("organisations:picture-set-detail", found.picture_set_id)
    form = DescriptionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        describe_picture(picture=found, **form.cleaned_data)
        messages.success(request, _("The change is saved."))
        return redirect("organisations:picture-set-detail", found.picture_set_id)
    context = {"picture": found, "chain": _way_back(request, found.picture_set.unit), "form": form}
    return render(request, "organisations/picture_change.html", context, status=422 if form.errors else 200)


@access.requires(*Role)
@require_safe
def picture(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Show a picture to whoever works where its set holds."""
    content = photo_content(access.picture(access.rights(request), picture_id).pk)
    if content is None:
        raise Http404
    return served(content)
