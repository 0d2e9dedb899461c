"""Requests that no page of ours makes: fields that are on no form, ways to other sites, made-up hosts and lines."""

import io
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfig
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client as Browser
from django.urls import reverse

from clientvoice.logs import logging_settings
from organisations.clock import now
from organisations.declaring import Door
from organisations.models import Client
from supportplans.forms import GoalForm
from supportplans.models import Goal
from tests.cast import Cast, SignIn
from tests.clientvoice.attacking import PLACES, RULES, everything_here, rows_of
from tests.clientvoice.role_table import ROWS, Row
from tests.clientvoice.test_role_table import undone
from tests.factories import PASSWORD
from tests.organisations.near import bring_mail, letter_for_bram

ROOMS = ("organisations", "surveys", "supportplans", "reports")
EVIL = ("https://evil.example/", "//evil.example/", "https:///evil.example", r"\\evil.example", "javascript:alert(1)")
SPLIT = "/\r\nSet-Cookie: planted=1"


def unsafe(response: HttpResponse) -> Iterator[str]:
    """Yield what a browser should have been told, or not have been told, with a response."""
    headers = response.headers
    if "frame-ancestors 'none'" not in headers.get("Content-Security-Policy", "") or "X-Frame-Options" not in headers:
        yield "may be framed"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be taken for another kind of file"
    if urlsplit(headers.get("Location", "")).netloc or "evil" in headers.get("Location", "").partition("?")[0]:
        yield f"leads to {headers['Location']}"
    for cookie in response.cookies.values():
        if cookie.value and not (cookie["httponly"] and cookie["samesite"] in {"Lax", "Strict"}):
            yield f"the cookie {cookie.key} is open"
    if "planted" in response.cookies or response.status_code >= 500:
        yield f"gives {response.status_code}"


def answers(row: Row, cast: Cast, to: str) -> Iterator[tuple[str, HttpResponse]]:
    """Yield what visitors and staff are answered who bring a way to go on to."""
    address, fields = reverse(row.name, kwargs=dict(row.kwargs(cast))), dict(row.data(cast))
    yield f"visitor: get {row}", Browser().get(address, {"next": to})
    yield f"staff: get {row}", everything_here(cast).get(address, {"next": to})
    if row.post:
        yield f"staff: post {row}", everything_here(cast).post(f"{address}?next={quote(to)}", fields | {"next": to})


def test_every_answer_of_every_address_is_safe(cast: Cast) -> None:
    found = set()
    for number, row in enumerate(ROWS):
        with undone():
            to = (*EVIL, SPLIT)[number % (len(EVIL) + 1)]
            found |= {f"{what} {fault}" for what, response in answers(row, cast, to) for fault in unsafe(response)}
    assert found == set()


def test_an_answer_that_is_not_safe_would_be_found() -> None:
    answer = HttpResponseRedirect("https://evil.example/")
    answer.set_cookie("held", "x")
    assert len(list(unsafe(answer))) == 4


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("to", [*EVIL, SPLIT])
def test_signing_in_leads_nowhere_else(to: str) -> None:
    fields = {"login": "carla", "password": PASSWORD, "next": to}
    answer = Browser().post(reverse("account_login"), fields)
    assert (answer.status_code, list(unsafe(answer))) == (302, [])


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("to", [*EVIL, SPLIT])
def test_choosing_a_language_leads_nowhere_else(to: str) -> None:
    assert list(unsafe(Browser().post(reverse("set_language"), {"language": "en", "next": to}))) == []


# Fields that stand on no form.

NAME = re.compile(r'\bname="([^"]+)"')
PLANTED = "planted-by-nobody"


def fields_of(model: type[Model]) -> Iterator["Field[Any, Any]"]:
    yield from (field for field in model._meta.get_fields() if isinstance(field, Field))


def every_field(elsewhere: Cast) -> dict[str, str]:
    """Return each column of each table with a value that would do harm: things of others, and words of nobody."""
    found = {"is_superuser": "on", "is_staff": "on"}
    owned = {"Unit": elsewhere.team, "Client": elsewhere.anna, "Staff": elsewhere.carla, "Relative": elsewhere.bram}
    for model in (model for room in ROOMS for model in apps.get_app_config(room).get_models()):
        for field in fields_of(model):
            target = getattr(field.related_model, "__name__", "")
            value = str(owned[target].pk) if target in owned else PLANTED
            found |= {field.name: value, field.attname: value}
    return found


def everything_kept() -> str:
    return "".join(rows_of(model) for room in ROOMS for model in apps.get_app_config(room).get_models())


def of_others(elsewhere: Cast) -> "Iterator[Model]":
    yield from (elsewhere.team, elsewhere.anna, elsewhere.carla, elsewhere.bram)


def known(elsewhere: Cast) -> Counter[str]:
    """Return how often each thing of others stands somewhere."""
    kept = everything_kept()
    return Counter({key: kept.count(key) for key in (PLANTED, *(str(one.pk) for one in of_others(elsewhere)))})


def planted(row: Row, cast: Cast, elsewhere: Cast) -> bool:
    """Return whether fields that are not on the form came through."""
    address, fields = reverse(row.name, kwargs=dict(row.kwargs(cast))), dict(row.data(cast))
    browser = everything_here(cast)
    shown = set(NAME.findall(browser.get(address).content.decode("utf-8", "ignore")))
    extra = {name: value for name, value in every_field(elsewhere).items() if name not in shown | fields.keys()}
    before = known(elsewhere)
    browser.post(address, extra | fields)
    return bool(known(elsewhere) - before)


def test_a_field_that_is_on_no_form_changes_nothing(cast: Cast) -> None:
    elsewhere = PLACES["other provider"](cast).cast
    found = set()
    for row in ROWS:
        if row.post and RULES[row.name].rule.door is Door.ROLE and {"200", "302", "422"} & set(row.post.split()[1:-1]):
            with undone():
                found |= {str(row)} if planted(row, cast, elsewhere) else set()
    assert found == set()


def test_a_form_that_takes_all_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_form: GoalForm, request: HttpRequest, client: Client) -> bool:
        made_by = request.POST["made_by_id"]
        Goal.objects.create(
            provider=client.provider,
            client=client,
            words="Koken",
            wanted_by_client=True,
            made_by_id=made_by,
            made_at=now(),
        )
        return True

    monkeypatch.setattr("supportplans.views.goals._added", greedy)
    row = next(row for row in ROWS if row.name == "supportplans:goal-create")
    assert planted(row, cast, PLACES["other provider"](cast).cast)


# Made-up hosts and lines.

ELSEWHERE = {"host": "localhost", "x-forwarded-host": "evil.example"}
"""Hosts that a caller may say without being refused; the address of the site is another one."""


def test_the_link_of_a_relative_leads_to_the_site_whatever_host_was_asked(cast: Cast) -> None:
    letter_for_bram(cast)
    Browser(headers=ELSEWHERE).post(reverse("near-door"), {"email": "bram@example.org"})
    bring_mail()
    body = mail.outbox[-1].body
    assert "http://127.0.0.1:8000/near/link/" in body
    assert not {"localhost", "evil.example"} & set(re.split(r"[/:\s]+", body))


def test_an_invitation_leads_to_the_site_whatever_host_was_asked(cast: Cast) -> None:
    browser = Browser(headers=ELSEWHERE)
    browser.force_login(cast.gerda.user)
    fields = {"name": "Nel", "username": "nel", "email": "nel@example.nl", "role": "quality", "unit": cast.team.pk}
    assert browser.post(reverse("organisations:staff-add"), fields).status_code == 302
    bring_mail()
    body = mail.outbox[-1].body
    assert "http://127.0.0.1:8000/account/invitation/" in body
    assert not {"localhost", "evil.example"} & set(re.split(r"[/:\s]+", body))


@contextmanager
def written() -> Iterator[io.StringIO]:
    """Write the log as in production, to read it."""
    into, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    settings = logging_settings(production=True)
    settings["handlers"]["console"]["stream"] = into
    dictConfig(settings)
    try:
        yield into
    finally:
        root.handlers[:], root.level = before, level


def test_nobody_writes_lines_into_the_log(cast: Cast, signed_in: SignIn) -> None:
    line = '\r\n{"event": "planted", "level": "info"}\n'
    with written() as log:
        browser = signed_in(cast.carla)
        browser.get(f"/clients/%0d%0a{line.strip()}/", headers={"user-agent": line.strip()})
        browser.get(f"/api/v1/rounds/%0a{line.strip()}/response/", {"next": line})
        Browser().post(reverse("account_login"), {"login": f"carla{line}", "password": line})
        Browser().post(reverse("answering:code"), {"code": line})
    lines = [json.loads(one) for one in log.getvalue().splitlines()]
    assert lines
    assert not [one for one in lines if one["event"] == "planted"]
