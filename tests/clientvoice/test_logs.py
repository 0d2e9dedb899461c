"""Logs tell what went wrong and where, and never what somebody said."""

import io
import json
import logging
from logging.config import dictConfig

import pytest
import structlog
from django.db import IntegrityError

from clientvoice.celery import app
from clientvoice.logs import logging_settings

SAID = "Ik wil een hond in huis"


@pytest.fixture
def lines() -> io.StringIO:
    """What a logger set up like ours in production writes."""
    written = io.StringIO()
    settings = logging_settings(production=True)
    settings["handlers"]["console"]["stream"] = written
    settings["root"], settings["loggers"] = {}, {"told": {"handlers": ["console"], "level": "INFO", "propagate": False}}
    dictConfig(settings)
    return written


def fail() -> None:
    """Fail as a database does: repeating the row."""
    words = SAID
    raise IntegrityError(f"Failing row contains ({words})")


@pytest.mark.parametrize("logger", [logging.getLogger("told"), structlog.get_logger("told")])
def test_an_error_is_told_without_its_message(lines: io.StringIO, logger: logging.Logger) -> None:
    try:
        fail()
    except IntegrityError:
        logger.exception("it_failed")
    told = json.loads(lines.getvalue())
    assert told["event"] == "it_failed"
    assert "django.db.utils.IntegrityError" in told["exception"]
    assert "test_logs.py" in told["exception"]
    assert SAID not in lines.getvalue()


def test_a_failed_job_is_told_without_its_message(lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clientvoice.celery.log", structlog.get_logger("told"))
    job = app.task(name="tests.failing")(fail)
    job.apply()
    told = json.loads(lines.getvalue())
    assert (told["event"], told["job"]) == ("job_failed", "tests.failing")
    assert SAID not in lines.getvalue()
