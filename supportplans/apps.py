from django.apps import AppConfig


class SupportplansConfig(AppConfig):
    """What follows for one person."""

    name = "supportplans"
