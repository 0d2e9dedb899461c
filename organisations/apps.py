from contextlib import suppress
from typing import Any

from django.apps import AppConfig
from django.apps import apps as django_apps
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_migrate
from django.utils.translation import gettext_lazy as _

from organisations import files
from organisations.choices import Role
from organisations.clock import now
from organisations.identity.connections import connections
from organisations.importing.registry import register_importers
from organisations.leaving import work_of_staff
from organisations.navigation import Group, navigation
from organisations.sealing.making import ensure_keys


def _make_keys(*, apps: Any = django_apps, **_signal: Any) -> None:
    """See that there are data keys, also after a database was emptied; not before their table is there."""
    with suppress(LookupError):
        ensure_keys(data_key=apps.get_model("organisations", "DataKey"), at=now())


class OrganisationsConfig(AppConfig):
    """People and places."""

    name = "organisations"

    def ready(self) -> None:
        """Register the roster importers and the entries of the menu; let files go with their rows."""
        # Django's own way: what uses tables can be imported only now, when every app is known.
        from organisations import sign_in_traces  # noqa: PLC0415
        from organisations.erasure.own import PeopleRule  # noqa: PLC0415
        from organisations.erasure.registry import rooms  # noqa: PLC0415
        from organisations.identity.sessions import forget_sign_in  # noqa: PLC0415
        from organisations.life.people import PeopleFollow  # noqa: PLC0415
        from organisations.life.registry import followers  # noqa: PLC0415
        from organisations.merging.people import PeopleMerge  # noqa: PLC0415
        from organisations.merging.registry import parts  # noqa: PLC0415
        from organisations.operations.own_clients import OwnClients  # noqa: PLC0415
        from organisations.operations.relatives import forget_account  # noqa: PLC0415
        from organisations.session_use import begin_session  # noqa: PLC0415

        connections()  # a mistake in their description stops the start, not the first who signs in
        sign_in_traces.connect()
        register_importers()
        followers.register(self.name, PeopleFollow())
        parts.register(self.name, PeopleMerge())
        rooms.register(PeopleRule())
        _register_files()
        user_logged_in.connect(begin_session)
        user_logged_out.connect(forget_sign_in)
        work_of_staff.register("clients", OwnClients())
        post_migrate.connect(_make_keys, sender=self)
        for model in ("ClientPhoto", "OwnPicture", "TraceExport", "PersonExport"):
            post_delete.connect(files.forget_with_row, sender=self.get_model(model))
        post_delete.connect(forget_account, sender=self.get_model("Relative"))
        _register_daily()
        _register_settings()


def _register_files() -> None:
    """Say which rows have files, and in which folder."""
    # As in `ready`: what uses tables.
    from organisations.erasure.stored_files import StoredIn, stored_files  # noqa: PLC0415

    for model, folder in (
        ("ClientPhoto", "photos"),
        ("OwnPicture", "pictures"),
        ("PersonExport", "personal-exports"),
        ("TraceExport", "traces"),
    ):
        stored_files.register(StoredIn(folder, f"organisations.{model}"))


def _register_daily() -> None:
    """Register what stands in the bar."""
    administrators = (Role.ADMINISTRATOR,)
    navigation.register(
        _("Units"),
        "organisations:unit-list",
        roles=administrators,
        place=50,
        about=_("The tree of teams and locations, and their words and pictures."),
        below=("/words/", "/pictures/"),
    )
    navigation.register(
        _("Staff"),
        "organisations:staff-list",
        roles=administrators,
        place=70,
        about=_("Who works here in which role; invite somebody, or let somebody go."),
        more=("organisations:connection-list",),
    )
    navigation.register(
        _("Changes"),
        "organisations:life-list",
        roles=(Role.TEAM_LEADER, Role.ADMINISTRATOR),
        place=65,
        about=_("Somebody moves, leaves, comes back or dies."),
    )


def _register_settings() -> None:
    """Register what is not for every day: the cards on the page with settings."""
    administrators = (Role.ADMINISTRATOR,)
    navigation.register(
        _("Import people"),
        "organisations:people-import",
        roles=administrators,
        place=60,
        group=Group.SETTINGS,
        about=_("Bring clients and their relatives in from a file."),
    )
    navigation.register(
        _("Personal data"),
        "organisations:removing",
        roles=administrators,
        place=62,
        group=Group.SETTINGS,
        about=_("Give somebody a copy, put something right, or remove it."),
    )
    navigation.register(
        _("Access log"),
        "organisations:trace-list",
        roles=(Role.LOG_KEEPER,),
        place=75,
        group=Group.SETTINGS,
        about=_("Who saw or did what, and when."),
    )
    navigation.register(
        _("Tablets"),
        "organisations:device-list",
        roles=(Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR),
        place=80,
        group=Group.SETTINGS,
        about=_("Which tablets clients answer on, and how to take one away."),
        more=("organisations:tablet-pair",),
    )
