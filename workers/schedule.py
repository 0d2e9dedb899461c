"""What beat asks for, and how often."""

from datetime import timedelta

from workers.queue import Job

# A job whose message was lost, by a broker that was away or emptied, is found again among the rows by the sweep.
SCHEDULE = {
    "sweep": {"task": Job.SWEEP.value, "schedule": timedelta(minutes=1), "options": {"expires": 55}},
}
