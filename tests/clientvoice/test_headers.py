"""What a browser is told with every page, and that no form can be sent from elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast, SignIn

ROOT = Path(__file__).parents[2]
Place = tuple[str, str, Callable[..., Any]]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/account/login/", "/not-there/", "/api/v1/docs/"])
def test_a_page_runs_no_script_of_others_and_stands_in_no_frame(client: Browser, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'",) * 3
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(policy["script-src"].split())
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_about_people_is_kept_nowhere(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.carla).get(f"/clients/{cast.anna.pk}/")
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]


WANTED = {
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "LANGUAGE_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_HTTPONLY": True,
    "LANGUAGE_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "SESSION_COOKIE_PATH": "/",
    "SESSION_COOKIE_DOMAIN": None,
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "CSRF_COOKIE_PATH": "/",
    "CSRF_COOKIE_DOMAIN": None,
    "LANGUAGE_COOKIE_NAME": "__Host-language",
    "LANGUAGE_COOKIE_PATH": "/",
    "LANGUAGE_COOKIE_DOMAIN": None,
    "DEBUG": False,
}


def test_a_site_with_https_keeps_to_it_and_its_cookies_too() -> None:
    code = f"""
import json
from django.conf import settings
from django.http import HttpResponse
from organisations.tablet_cookies import DEVICE, forget, put
page = HttpResponse()
put(page, DEVICE, "x")
held = {{name: [one["secure"], one["path"], one["domain"]] for name, one in forget(page).cookies.items()}}
print(json.dumps([[getattr(settings, name) for name in {[*WANTED]}], held]))
"""
    production = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "clientvoice.settings",
        "CLIENTVOICE_ENV": "production",
        "BASE_URL": "https://stem.example",
        "SECRET_KEY": "s" * 50,
        "DATA_KEY": "d" * 50,
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=production, cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted, held = json.loads(done.stdout)
    assert wanted == [*WANTED.values()]
    assert all(name.startswith("__Host-") for name in held)
    assert {tuple(kept) for kept in held.values()} == {(True, "/", "")}


FILLED = {
    "UUIDConverter": uuid4,
    "IntConverter": lambda: 1,
    "SlugConverter": lambda: "a",
    "StringConverter": lambda: "a",
}
"""What stands in for each part of an address: about objects that are not there, since the check comes before them."""

BY_NAME = {"account_reset_password_from_key": {"uidb36": "a", "key": "a-b"}}


def addresses(resolver: URLResolver, namespace: str = "", before: Mapping[str, Any] | None = None) -> Iterator[Place]:
    """Every address of the site with its name and view, filled in."""
    for pattern in resolver.url_patterns:
        parts = {**(before or {}), **pattern.pattern.converters}
        if isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}"
            filled = {part: FILLED[type(kind).__name__]() for part, kind in parts.items()} | BY_NAME.get(name, {})
            yield name, reverse(name, kwargs=filled), pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, parts)


PROGRAMS = {"identity-signed-out"}
"""Called by an identity provider with a signed token of its own, and by no browser."""


@pytest.mark.django_db
def test_no_form_is_taken_from_another_site() -> None:
    browser = Browser(enforce_csrf_checks=True)
    pages = [place for place in addresses(get_resolver()) if not place[1].startswith("/api/")]
    assert len(pages) > 80
    taken = {name for name, address, _view in pages if browser.post(address).status_code not in {403, 405}}
    assert taken == PROGRAMS
    assert {name for name, _address, view in pages if getattr(view, "csrf_exempt", False)} == PROGRAMS
