"""A PostgreSQL and a Redis of our own, from Python packages, for a machine where neither was set up."""

from clientvoice.embedded.engines import Engines, TakenError, engines, forget
from clientvoice.embedded.postgres_server import is_embedded
from clientvoice.embedded.processes import EngineError

__all__ = ["EngineError", "Engines", "TakenError", "engines", "forget", "is_embedded"]
