from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.navigation import navigation


class SurveysConfig(AppConfig):
    """Asking."""

    name = "surveys"

    def ready(self) -> None:
        """Put the pages of rounds and instruments in the menu."""
        readers = (Role.QUALITY, Role.TEAM_LEADER, Role.COUNCIL)
        navigation.register(_("Rounds"), "surveys:round-list", roles=readers, place=20)
        choosers = (Role.QUALITY, Role.ADMINISTRATOR, Role.COUNCIL)
        navigation.register(_("Instruments"), "surveys:instrument-list", roles=choosers, place=25)
