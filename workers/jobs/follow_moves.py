"""Lets wishes go along with clients who move on a day that was known before."""

from celery import shared_task

from organisations.clock import today
from organisations.operations.moves import follow_moves
from workers.queue import Job


@shared_task(name=Job.FOLLOW_MOVES.value)
def follow(**_: object) -> None:
    """Look at placements that began lately."""
    follow_moves(on=today())
