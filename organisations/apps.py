from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """People and places."""

    name = "organisations"
