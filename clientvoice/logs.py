"""What is logged and how: events with fixed words and ids, never names, answers, bodies or addresses.

An error is logged as its kind and where it arose. Its own message is left out, and so are the values of variables:
a database repeats the row that it refused, and that row may be what somebody said.
"""

import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def where_it_arose(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the exception of an event by its kind and the lines of code that it went through."""
    error = _error(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = "\ncaused by\n".join(_told(one) for one in _chain(error))
    return event


def _error(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    found = given if isinstance(given, tuple) else sys.exc_info() if given else (None, None, None)
    return found[1] if isinstance(found[1], BaseException) else None


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) and before not in chain:
        chain.append(before)
    return chain


def _told(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    lines = (f"  {line.filename}:{line.lineno} in {line.name}" for line in traceback.extract_tb(error.__traceback__))
    return "\n".join((kind, *lines))


PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    where_it_arose,
]


def logging_settings(*, production: bool) -> dict[str, Any]:
    """Return Django's LOGGING: JSON lines in production, readable lines elsewhere."""
    structlog.configure(
        processors=[*PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    renderer = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": PROCESSORS,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "django.utils.autoreload": {"level": "WARNING"},
            # Who draws a PDF tells of each step, and of each character that no font has.
            "weasyprint": {"level": "CRITICAL"},
            "fontTools": {"level": "CRITICAL"},
            # Celery repeats the message of an error in its own line; `job_failed` tells of it without.
            "celery.app.trace": {"level": "CRITICAL"},
        },
    }
