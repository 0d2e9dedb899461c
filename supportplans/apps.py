from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from organisations.choices import PERSON_ROLES
from organisations.navigation import navigation


class SupportplansConfig(AppConfig):
    """What follows for one person."""

    name = "supportplans"

    def ready(self) -> None:
        """Put the page of clients in the menu."""
        navigation.register(_("Clients"), "supportplans:client-list", roles=PERSON_ROLES, place=10)
