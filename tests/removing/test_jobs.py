"""What the worker and an operator start: each finds its work among the rows and in the file."""

from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.db import transaction
from structlog.testing import capture_logs

from clientvoice.cli.erasing import erase
from organisations.choices import AskedBy, ErasureGround, ExportState
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.models import Client, PersonExport
from organisations.operations.person_exports import ask_for_person_export
from tests.cast import Cast
from tests.removing.stories import asked_to_remove, removed
from workers.jobs.erase_again import erase_again
from workers.jobs.export_person import export_person
from workers.jobs.remove_data import remove_data
from workers.queue import Job
from workers.schedule import SCHEDULE


def test_the_job_of_the_night_removes_what_is_due(cast: Cast) -> None:
    asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    remove_data()
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    with time_machine.travel(now() + timedelta(days=8)), capture_logs() as logs:
        remove_data()
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
    assert [(log["event"], log["people"]) for log in logs if log["event"] == "data_removed"] == [("data_removed", 1)]
    assert "Anna" not in str(logs)
    assert SCHEDULE["remove_data"]["task"] == Job.REMOVE_DATA


def test_the_job_makes_the_copy_and_making_it_again_changes_nothing(cast: Cast) -> None:
    asked = ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
    export_person(export_id=str(asked.pk))
    file = PersonExport.objects.get(state=ExportState.READY).file
    export_person(export_id=str(asked.pk))
    assert PersonExport.objects.get().file == file


@pytest.mark.parametrize("start", [erase_again, lambda: CliRunner().invoke(erase, ["--again"], catch_exceptions=False)])
def test_worker_and_operator_erase_again(cast: Cast, start: object) -> None:
    backup = transaction.savepoint()
    removed(cast.anna, ErasureGround.MISTAKE)
    transaction.savepoint_rollback(backup)
    assert callable(start)
    start()
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
