"""Refused tries stand in the log of the server: who and which page, never about whom."""

from typing import Any
from uuid import uuid4

from django.test import Client as Browser
from django.urls import reverse
from structlog.testing import capture_logs

from organisations.choices import Scope
from tests.cast import Cast, SignIn
from tests.organisations.test_tokens import call, token_of


def refused(told: list[Any]) -> list[tuple[str, str, int]]:
    return [(one["page"], one["who"], one["status"]) for one in told if one["event"] == "refused"]


def test_what_is_of_others(cast: Cast, signed_in: SignIn) -> None:
    carla = signed_in(cast.carla)
    address = reverse("supportplans:client-detail", args=[cast.zoe.pk])
    with capture_logs() as told:
        carla.get(address)
        carla.get(reverse("supportplans:client-detail", args=[cast.anna.pk]))
    assert refused(told) == [("supportplans:client-detail", f"staff:{cast.carla.pk}", 404)]
    [line] = [one for one in told if one["event"] == "refused"]
    assert line["source"].startswith("sign-in:")
    assert not {"Zoë", str(cast.zoe.pk), str(carla.session.session_key)} & {str(value) for value in line.values()}


def test_a_page_for_another_role(cast: Cast, signed_in: SignIn) -> None:
    with capture_logs() as told:
        signed_in(cast.carla).get(reverse("organisations:staff-list"))
    assert refused(told) == [("organisations:staff-list", f"staff:{cast.carla.pk}", 404)]


def test_a_forged_form(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.carla.user)
    with capture_logs() as told:
        browser.post(reverse("account_sessions_end"))
    assert [(page, status) for page, _who, status in refused(told)] == [("account_sessions_end", 403)]


def test_a_program_without_a_token_and_one_without_the_scope(cast: Cast) -> None:
    token, secret = token_of(cast.farid, cast.provider, Scope.PUBLICATION_READ)
    address = f"/api/v1/rounds/{uuid4()}/response/"
    with capture_logs() as told:
        call(address, secret)
        call(address, "cv_" + "a" * 43)
    page = "surveys-api:round-response"
    assert refused(told) == [(page, f"token:{token.pk}", 403), (page, "visitor", 401)]


def test_an_address_that_leads_nowhere_and_a_visitor_who_may_sign_in_are_no_refusal() -> None:
    with capture_logs() as told:
        Browser().get("/nowhere/")
        Browser().get(reverse("organisations:staff-list"))
    assert refused(told) == []
