"""The fixed cast of clientvoice's own tests."""

from tests.conftest import cast

__all__ = ["cast"]
