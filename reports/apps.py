from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What follows for all."""

    name = "reports"

    def ready(self) -> None:
        """Register the entry of the menu. Here, as the tables exist only now."""
        from organisations.navigation import navigation  # noqa: PLC0415
        from reports.access import READERS  # noqa: PLC0415

        navigation.register(_("Results"), "reports:result-list", roles=READERS, place=40)
