"""How small a group may be before it is not shown. Organisations may ask for more people, never for fewer."""

from dataclasses import asdict, dataclass, fields


class ThresholdTooLowError(ValueError):
    """Somebody asked for a threshold below the floor."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers of people who answered; the defaults are the floors.

    group: fewer give nothing at all. mean: fewer give no mean, which up to the next threshold is all that is given.
    distribution: from here on the number of people per answer. above_provider, teams_above_provider: what a group
    above the providers needs besides. exact_ends: below this number an answer given by `end_share` per cent or more
    is not counted exactly. Raises ThresholdTooLowError.
    """

    group: int = 5
    mean: int = 5
    distribution: int = 10
    above_provider: int = 10
    teams_above_provider: int = 3
    exact_ends: int = 30

    def __post_init__(self) -> None:
        """Hold every threshold against its floor."""
        for threshold in fields(self):
            if getattr(self, threshold.name) < threshold.default:
                message = f"{threshold.name} must be at least {threshold.default}."
                raise ThresholdTooLowError(message)

    def as_dict(self) -> dict[str, int]:
        """The numbers by name, as they are printed with a publication."""
        return {**asdict(self), "end_share": END_SHARE}


END_SHARE = 90
"""Per cent of a small group from which an answer counts as given by nearly everybody."""
