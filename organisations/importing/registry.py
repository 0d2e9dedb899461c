"""The roster importers that exist here."""

from instruments.registry import Registry
from organisations.importing import contrib
from organisations.importing.base import RosterImporter

ENTRY_POINTS = "clientvoice.roster_importers"

importers: Registry[RosterImporter] = Registry("roster importer")


def register_importers() -> None:
    """Register our own importers and those of installed packages; called once at start-up."""
    importers.register_package(contrib)
    importers.register_entry_points(ENTRY_POINTS)
