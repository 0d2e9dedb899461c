from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Asking."""

    name = "surveys"
