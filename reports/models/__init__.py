"""The tables of published results."""

from reports.models.publication import Publication, PublishedGroup

__all__ = ["Publication", "PublishedGroup"]
