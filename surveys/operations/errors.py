"""Errors that more than one operation raises; those of a single operation stand beside it."""


class NotToBeAskedError(Exception):
    """This person is not asked any more: they answered, declined or left, or the round is not open."""
