from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """People and places."""

    name = "organisations"

    def ready(self) -> None:
        """Register the roster importers."""
        from organisations.importing.registry import register_importers  # noqa: PLC0415 -- apps load before models

        register_importers()
