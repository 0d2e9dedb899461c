from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from organisations import files
from organisations.choices import Role
from organisations.navigation import navigation


class SurveysConfig(AppConfig):
    """Asking."""

    name = "surveys"

    def ready(self) -> None:
        """Put the pages of rounds and instruments in the menu; let files go with their rows."""
        post_delete.connect(files.forget_with_row, sender=self.get_model("MediaItem"))
        readers = (Role.QUALITY, Role.TEAM_LEADER, Role.COUNCIL)
        navigation.register(_("Rounds"), "surveys:round-list", roles=readers, place=20)
        choosers = (Role.QUALITY, Role.ADMINISTRATOR, Role.COUNCIL)
        navigation.register(_("Instruments"), "surveys:instrument-list", roles=choosers, place=25)
