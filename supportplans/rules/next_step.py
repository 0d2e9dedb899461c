"""What is the next thing to do for a client."""

from dataclasses import dataclass

from supportplans.choices import Step


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for one client."""

    still_to_ask: bool
    wish_waits: bool
    over_date: bool
    to_tell: bool


def steps(standing: Standing) -> tuple[Step, ...]:
    """Return everything that is to be done, first things first; empty when all is done.

    Asking comes first, because a round ends. A wish waits before telling back, so that there is something to tell.
    """
    wanted = (
        (Step.ASK, standing.still_to_ask),
        (Step.AGREE, standing.wish_waits),
        (Step.LOOK_BACK, standing.over_date),
        (Step.TELL, standing.to_tell),
    )
    return tuple(step for step, needed in wanted if needed)


def next_step(standing: Standing) -> Step:
    """Return the first of the steps, or `NOTHING`."""
    return next(iter(steps(standing)), Step.NOTHING)
