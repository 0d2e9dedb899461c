from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What follows for all."""

    name = "reports"

    def ready(self) -> None:
        """Register the entry of the menu."""
        from organisations.navigation import navigation  # noqa: PLC0415 -- models load only once Django is ready
        from reports.access import READERS  # noqa: PLC0415 -- the same

        navigation.register(_("Results"), "reports:result-list", roles=READERS, place=40)
