from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from clientvoice.access_rules.page_names import PAGE_NAMES
from clientvoice.celery import app
from organisations.choices import Role
from organisations.navigation import Group, navigation
from organisations.page_names import page_names


class ClientvoiceConfig(AppConfig):
    """The glue: settings, URLs, command line, static files and catalogues."""

    name = "clientvoice"
    # Held here so that every process that sets Django up, the web too, queues its jobs through this application.
    celery = app

    def ready(self) -> None:
        """Register the entry of the menu for the page of what is unsafe, and what every page is called."""
        page_names.register(PAGE_NAMES)
        navigation.register(
            _("Safety"),
            "safety",
            roles=(Role.ADMINISTRATOR,),
            place=100,
            group=Group.SETTINGS,
            about=_("What is unsafe in this installation, and how to mend it."),
        )
