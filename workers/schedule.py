"""What beat asks for, and how often."""

from datetime import timedelta

from workers.queue import Job

# A job whose message was lost, by a broker that was away or emptied, is found again among the rows by the sweep.
SCHEDULE = {
    "follow_moves": {"task": Job.FOLLOW_MOVES.value, "schedule": timedelta(hours=1), "options": {"expires": 3000}},
    "recheck_sign_ins": {
        "task": Job.RECHECK_SIGN_INS.value,
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "remove_data": {"task": Job.REMOVE_DATA.value, "schedule": timedelta(hours=6), "options": {"expires": 18000}},
    "remove_old_traces": {"task": Job.REMOVE_OLD_TRACES.value, "schedule": timedelta(days=1)},
    "reseal": {"task": Job.RESEAL.value, "schedule": timedelta(minutes=1), "options": {"expires": 55}},
    "sweep": {"task": Job.SWEEP.value, "schedule": timedelta(minutes=1), "options": {"expires": 55}},
}
