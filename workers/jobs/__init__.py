"""What each job does. Nobody imports this but Celery."""

from workers.jobs.after_submission import after_submission
from workers.jobs.publish_round import publish_round
from workers.jobs.sweep import sweep

__all__ = ["after_submission", "publish_round", "sweep"]
