"""The tables of what follows for one person."""

from supportplans.models.agreement import Agreement
from supportplans.models.change_flag import ChangeFlag
from supportplans.models.feedback import Feedback
from supportplans.models.goal import Goal
from supportplans.models.hand_over import HandOver
from supportplans.models.wish import Wish

__all__ = ["Agreement", "ChangeFlag", "Feedback", "Goal", "HandOver", "Wish"]
