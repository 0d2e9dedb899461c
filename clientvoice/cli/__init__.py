"""The command line of operators: `clientvoice …`."""

from clientvoice.cli.main import main

__all__ = ["main"]
