"""Pytest plug-in: a test reaches this machine alone; asking for another fails it, so that no test needs a network."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class OutsideError(RuntimeError):
    """A test asked for a machine other than this one."""


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield


def _guarded(connect: Any) -> Any:
    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            message = f"A test asked for {address[0]}; tests reach this machine alone."
            raise OutsideError(message)
        return connect(self, address)

    return connect_here


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
