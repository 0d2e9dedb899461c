"""An identity provider beside the tests, a connection with it, and the way of a browser through both."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client as Browser
from pytest_django import Settings

from organisations.choices import Role
from organisations.models import ClaimRole, Unit
from tests.cast import Cast
from tests.organisations.identity.provider import CLIENT_ID, CLIENT_SECRET

KEY = "de-hof"
Configure = Callable[..., None]


@dataclass(frozen=True)
class Outside:
    """The provider's process, as a test speaks with it."""

    address: str

    @property
    def issuer(self) -> str:
        return f"{self.address}/realm"

    def control(self, **said: Any) -> None:
        """Say who is signed in there (`person`), what it does wrong (`twist`), or that it forgets everybody."""
        requests.post(f"{self.address}/control", json=said, timeout=5).raise_for_status()

    def asked(self) -> list[str]:
        found: list[str] = requests.get(f"{self.address}/control", timeout=5).json()["asked"]
        return found

    def logout_token(self, **claims: Any) -> str:
        given: str = requests.post(f"{self.address}/logout-token", json=claims, timeout=5).json()["logout_token"]
        return given

    def through(self, address: str) -> str:
        """Sign in there; return the address to which the browser is sent back."""
        said = requests.get(address, allow_redirects=False, timeout=5)
        assert said.status_code == 302, said.text
        back = urlsplit(said.headers["Location"])
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="session")
def _process() -> Iterator[Outside]:
    command = [sys.executable, "-m", "tests.organisations.identity.provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        yield Outside(f"http://127.0.0.1:{process.stdout.readline().strip()}")
        process.terminate()


@pytest.fixture
def outside(_process: Outside) -> Outside:
    _process.control(reset=True)
    return _process


@pytest.fixture
def configure(outside: Outside, cast: Cast, settings: Settings) -> Configure:
    """Return a function that describes the connection anew, with other words where a test wants them."""

    def describe(**words: Any) -> None:
        usual = {
            "key": KEY,
            "name": "De Hof",
            "unit": str(cast.provider.pk),
            "issuer": outside.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "domains": ["dehof.example"],
        }
        settings.IDENTITY_PROVIDERS = json.dumps([usual | words])

    describe()
    return describe


@pytest.fixture
def mapped(cast: Cast) -> Callable[[str, Role, Unit], ClaimRole]:
    """Return a function that lets something stand for a role."""

    def stand_for(value: str, role: Role, unit: Unit) -> ClaimRole:
        return ClaimRole.objects.create(connection=KEY, value=value, role=role, unit=unit)

    stand_for("begeleiders", Role.SUPPORT_WORKER, cast.team)
    return stand_for


Visit = Callable[..., Any]


@pytest.fixture
def visit(outside: Outside, configure: Configure, mapped: Any) -> Visit:  # noqa: ARG001 -- what the way needs to stand
    """Return a function that signs a browser in at the provider and returns what the site then says."""

    def go(browser: Browser | None = None, *, onward: str = "", **person: Any) -> Any:
        browser = browser or Browser()
        if person:
            outside.control(person=person)
        leaving = browser.get(f"/account/with/{KEY}/", {"next": onward} if onward else {})
        assert leaving.status_code == 302, leaving.content
        return browser.get(outside.through(leaving["Location"]))

    return go
