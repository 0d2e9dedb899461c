"""What an operation of this room raises when it refuses."""

from collections.abc import Sequence

from supportplans.rules.agreements import Fault


class RejectedError(Exception):
    """What was asked cannot stand; `faults` say which fields and how to mend them. Nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults."""
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = tuple(faults)
