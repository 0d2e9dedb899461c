"""The results of a closed round come once, however often the job runs; and each job is known by its name."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from clientvoice.celery import app
from organisations.clock import now
from reports.models import Publication
from surveys.models import Round
from surveys.operations.rounds import close_round
from tests.cast import Cast, build_cast
from tests.supportplans.story import answered, invitation_of, opened_round
from workers.jobs.publish_round import publish_round
from workers.queue import Job


def closed_round(cast: Cast) -> Round:
    asking = opened_round(cast.provider)
    answered(invitation_of(asking, cast.anna), {"wonen": "change"})
    return close_round(round_id=asking.id, at=now())


def test_every_job_that_may_be_asked_for_exists() -> None:
    app.loader.import_default_modules()
    assert {job.value for job in Job} <= set(app.tasks)


def test_a_closed_round_is_published_once(cast: Cast) -> None:
    asking = closed_round(cast)
    for _time in range(2):
        publish_round(round_id=str(asking.id), added_later="by a newer web process")
    assert Publication.objects.get().round == asking


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_publish_once() -> None:
    asking = closed_round(build_cast())

    def publish() -> None:
        try:
            publish_round(round_id=str(asking.id))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(publish) for _number in range(4)]:
            one.result()
    assert Publication.objects.count() == 1
