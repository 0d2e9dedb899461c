"""The room as Django sees it: an app without tables, so that a bad plug-in stops the start and not a page."""

from django.apps import AppConfig

from instruments.catalogue import instruments
from instruments.styles.registry import answer_styles
from instruments.types.registry import question_types


class InstrumentsConfig(AppConfig):
    """Load every plug-in once, so that a duplicate name is found at start-up."""

    name = "instruments"

    def ready(self) -> None:
        """Fill the three registries."""
        question_types()
        answer_styles()
        instruments()
