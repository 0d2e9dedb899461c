"""A passkey in place of link and letter, for relatives who like."""

from typing import Any

from allauth.account import app_settings
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.models import Relative
from organisations.sessions import seconds_since_sign_in
from supportplans.views.near import relatives_only


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Allauth's own page, in our frame. Recovery codes are of no use beside a letter, so none are shown."""

    template_name = "near/passkey.html"

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form, in words that say neither je nor u."""
        form = super().get_form(form_class)
        form.fields["name"].label = _("Name of this device")
        return form

    def get_success_url(self) -> str:
        """Return to what the relative came for."""
        messages.success(self.request, _("Next time you can come in with your passkey alone."))
        return reverse("near:people")


@require_http_methods(["GET", "HEAD", "POST"])
@relatives_only
def passkey(request: HttpRequest, _somebody: Relative) -> HttpResponse:
    """Let a relative keep a passkey, just after link and code: whoever finds an open page makes no way in of it."""
    if seconds_since_sign_in(request.session) > app_settings.REAUTHENTICATION_TIMEOUT:
        messages.info(request, _("For a passkey, first come in once more with link and code."))
        return redirect("near-door")
    response: HttpResponse = AddPasskey.as_view()(request)
    return response
