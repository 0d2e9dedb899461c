"""From signing in to the first page, apart from hashing the password, which is slow on purpose.

The site of the benchmark hashes passwords in no time (`wsgi.py`): what is left out is not in what is measured.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import requests
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password

LIMIT = 0.3  # seconds
REPEATS = 15
PATIENCE = 30


@dataclass(frozen=True)
class Account:
    """Who signs in, and with what."""

    username: str
    password: str

    @property
    def stored(self) -> str:
        """The password as the site of the benchmark hashes it, in no time."""
        return MD5PasswordHasher().encode(self.password, salt="bench")


@dataclass(frozen=True)
class Measured:
    """Medians in seconds. `hashing`: what judging a password takes on this machine, and the site is spared here."""

    role: str
    seconds: float
    hashing: float
    limit: float = LIMIT

    @property
    def kept(self) -> bool:
        """Whether it stayed within its limit."""
        return self.seconds < self.limit


def measure(port: int, accounts: Mapping[str, Account]) -> list[Measured]:
    """Measure for each role how long the site works until the first page is there. The first turn is not counted."""
    return [_measured(f"http://127.0.0.1:{port}/", role, account) for role, account in accounts.items()]


def _measured(site: str, role: str, account: Account) -> Measured:
    stored = make_password(account.password)
    _sign_in(site, account)
    turns = [(_sign_in(site, account), _hash(account, stored)) for _turn in range(REPEATS)]
    seconds, hashing = (round(median(taken), 4) for taken in zip(*turns, strict=True))
    return Measured(role, seconds, hashing)


def _sign_in(site: str, account: Account) -> float:
    """Return how long the site works from the sent form until the first page. Raises RuntimeError without one."""
    with requests.Session() as browser:
        asked = browser.get(f"{site}account/login/", timeout=PATIENCE)
        shown = _send(browser, asked.url, {"login": account.username, "password": account.password})
        if not (asked.ok and shown.ok) or shown.url == asked.url:
            message = f"Signing in brought to {shown.url} with status {shown.status_code}."
            raise RuntimeError(message)
        # Nobody has a dozen sign-ins open, and each one costs the next.
        _send(browser, f"{site}account/logout/", {})
    return sum(answer.elapsed.total_seconds() for answer in (*shown.history, shown))


def _send(browser: requests.Session, address: str, form: Mapping[str, str]) -> requests.Response:
    token = {"csrfmiddlewaretoken": browser.cookies.get("csrftoken", "")}
    return browser.post(address, {**form, **token}, timeout=PATIENCE)


def _hash(account: Account, stored: str) -> float:
    begin = time.perf_counter()
    check_password(account.password, stored)
    return time.perf_counter() - begin


def as_json(measured: list[Measured]) -> dict[str, Any]:
    """Return what is kept of a run."""
    return {"repeats": REPEATS, "measured": [asdict(each) | {"kept": each.kept} for each in measured]}
