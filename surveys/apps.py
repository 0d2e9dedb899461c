from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from organisations import files
from organisations.choices import PERSON_ROLES, Role
from organisations.navigation import navigation


class SurveysConfig(AppConfig):
    """Asking."""

    name = "surveys"

    def ready(self) -> None:
        """Put the pages of rounds and instruments in the menu; let files go with their rows."""
        post_delete.connect(files.forget_with_row, sender=self.get_model("MediaItem"))
        # Django's own way: what uses models can be imported only now, when every app is known.
        from organisations.erasure.registry import rooms  # noqa: PLC0415
        from organisations.erasure.stored_files import StoredIn, stored_files  # noqa: PLC0415
        from organisations.life.registry import followers  # noqa: PLC0415
        from organisations.merging.registry import parts  # noqa: PLC0415
        from surveys.erasure import AskingRule  # noqa: PLC0415
        from surveys.life import AskingFollows  # noqa: PLC0415
        from surveys.merging import AskingMerge  # noqa: PLC0415

        rooms.register(AskingRule())
        stored_files.register(StoredIn("answers", "surveys.MediaItem"))
        followers.register(self.name, AskingFollows())
        parts.register(self.name, AskingMerge())
        readers = (Role.QUALITY, Role.TEAM_LEADER, Role.COUNCIL)
        navigation.register(_("Rounds"), "surveys:round-list", roles=readers, place=20)
        navigation.register(_("Looking along"), "surveys:looking", roles=PERSON_ROLES, place=15)
        choosers = (Role.QUALITY, Role.ADMINISTRATOR, Role.COUNCIL)
        navigation.register(_("Instruments"), "surveys:instrument-list", roles=choosers, place=25)
