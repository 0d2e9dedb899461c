"""What each job does. Nobody imports this but Celery."""

from workers.jobs import (
    after_submission,
    erase_again,
    export_person,
    export_traces,
    follow_moves,
    publish_round,
    recheck_sign_ins,
    remove_data,
    remove_old_traces,
    reseal,
    send_mail,
    sweep,
)

__all__ = [
    "after_submission",
    "erase_again",
    "export_person",
    "export_traces",
    "follow_moves",
    "publish_round",
    "recheck_sign_ins",
    "remove_data",
    "remove_old_traces",
    "reseal",
    "send_mail",
    "sweep",
]
