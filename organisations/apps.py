from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from organisations import files
from organisations.choices import Role
from organisations.importing.registry import register_importers
from organisations.navigation import navigation


class OrganisationsConfig(AppConfig):
    """People and places."""

    name = "organisations"

    def ready(self) -> None:
        """Register the roster importers and the entries of the menu; let files go with their rows."""
        register_importers()
        for model in ("ClientPhoto", "OwnPicture"):
            post_delete.connect(files.forget_with_row, sender=self.get_model(model))
        administrators = (Role.ADMINISTRATOR,)
        navigation.register(_("Units"), "organisations:unit-list", roles=administrators, place=50)
        navigation.register(_("Import people"), "organisations:people-import", roles=administrators, place=60)
        navigation.register(_("Staff"), "organisations:staff-list", roles=administrators, place=70)
        tablets = (Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR)
        navigation.register(_("Tablets"), "organisations:device-list", roles=tablets, place=80)
