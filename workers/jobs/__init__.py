"""What each job does. Nobody imports this but Celery."""

from workers.jobs import after_submission, publish_round, send_mail, sweep

__all__ = ["after_submission", "publish_round", "send_mail", "sweep"]
