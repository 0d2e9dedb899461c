from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from clientvoice.celery import app
from organisations.choices import Role
from organisations.navigation import Group, navigation


class ClientvoiceConfig(AppConfig):
    """The glue: settings, URLs, command line, static files and catalogues."""

    name = "clientvoice"
    # Held here so that every process that sets Django up, the web too, queues its jobs through this application.
    celery = app

    def ready(self) -> None:
        """Register the entry of the menu for the page of what is unsafe."""
        navigation.register(
            _("Safety"),
            "safety",
            roles=(Role.ADMINISTRATOR,),
            place=100,
            group=Group.SETTINGS,
            about=_("What is unsafe in this installation, and how to mend it."),
        )
