from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from organisations.choices import PERSON_ROLES, Role
from organisations.navigation import Group, navigation

BELOW_CLIENTS = ("/wishes/", "/agreements/", "/goals/", "/relatives/", "/answers/", "/invitations/", "/cases/")
"""Beginnings of addresses of what is about one client; the client's page lies above each."""


class SupportplansConfig(AppConfig):
    """What follows for one person."""

    name = "supportplans"

    def ready(self) -> None:
        """Put the page of clients in the menu, and bring goals to answering sessions."""
        # Django's own way: what uses models can be imported only now, when every app is known.
        from organisations.erasure.registry import rooms  # noqa: PLC0415
        from organisations.leaving import work_of_staff  # noqa: PLC0415
        from organisations.life.registry import followers  # noqa: PLC0415
        from organisations.merging.registry import parts  # noqa: PLC0415
        from supportplans.context import goals  # noqa: PLC0415
        from supportplans.erasure import CareFileRule  # noqa: PLC0415
        from supportplans.leaving import OpenWishes, WishesAsDeputy  # noqa: PLC0415
        from supportplans.life import PlansFollow  # noqa: PLC0415
        from supportplans.merging import PlansMerge  # noqa: PLC0415
        from surveys.context import contributors  # noqa: PLC0415

        rooms.register(CareFileRule())
        followers.register(self.name, PlansFollow())
        parts.register(self.name, PlansMerge())
        contributors.register("goals", goals)
        work_of_staff.register("wishes", OpenWishes())
        work_of_staff.register("deputies", WishesAsDeputy())
        navigation.register(
            _("Clients"),
            "supportplans:client-list",
            roles=PERSON_ROLES,
            place=10,
            more=("organisations:emergency-open",),
            below=BELOW_CLIENTS,
        )
        navigation.register(
            _("Hand-overs"),
            "supportplans:hand-over-list",
            roles=(Role.ADMINISTRATOR,),
            place=61,
            group=Group.SETTINGS,
            about=_("What goes along when a client goes to another provider, or comes from one."),
        )
