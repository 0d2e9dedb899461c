from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What follows for all."""

    name = "reports"
