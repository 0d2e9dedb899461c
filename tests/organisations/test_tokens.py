"""A program with a token reads what its owner may read today, within the token's unit and scopes, and nothing more."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from clientvoice.urls import urlpatterns as all_urls
from organisations.access import rights_of
from organisations.api.tokens import CALLS, TokenAuthentication
from organisations.choices import Action, Role, Scope
from organisations.clock import now, today
from organisations.data import Actor
from organisations.models import AccessEvent, ApiToken, Staff, Unit, User
from organisations.operations.staff import give_role
from organisations.operations.tokens import BadTokenEndError, make_token, revoke_token
from organisations.queries.tokens import SHAPE
from organisations.rules.tokens import last_day
from reports.operations.publish import publish_round
from surveys.models import Round
from surveys.operations.rounds import close_round
from tests.cast import Cast, SignIn
from tests.organisations.test_second_factor import with_app
from tests.surveys.asking import open_test_round


def token_of(owner: Staff, unit: Unit, *scopes: Scope, days: int = 30, at: Any = None) -> tuple[ApiToken, str]:
    at = at or now()
    actor = _actor(owner)
    until = at.date() + timedelta(days=days)
    return make_token(owner=owner, actor=actor, unit=unit, name="Dashboard", scopes=scopes, until=until, at=at)


def _actor(owner: Staff) -> Actor:
    return rights_of(owner.user, on=today()).actor


def response_of(asking: Round, secret: str) -> HttpResponse:
    return call(f"/api/v1/rounds/{asking.pk}/response/", secret)


def results_of(asking: Round, secret: str) -> HttpResponse:
    return call(f"/api/v1/rounds/{asking.pk}/publication/", secret)


def call(address: str, secret: str) -> Any:
    return Browser().get(address, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def asking(cast: Cast) -> Round:
    return open_test_round(cast.provider)


def test_a_program_reads_what_its_owner_reads(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    said = response_of(asking, secret)
    assert said.status_code == 200
    assert said.json() == signed_in(cast.farid).get(f"/api/v1/rounds/{asking.pk}/response/").json()  # type: ignore[attr-defined]


def test_only_its_hash_is_stored_and_scanners_find_it(cast: Cast) -> None:
    token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    assert SHAPE.fullmatch(secret)
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret not in str(row)
    assert secret[3:] not in str(row)


@pytest.mark.parametrize("secret", ["", "cv_", "cv_" + "a" * 43, "iets anders", "cv_" + "é" * 43])
def test_a_wrong_token_is_told_so_and_not_why(asking: Round, secret: str) -> None:
    said = response_of(asking, secret)
    assert said.status_code == 401
    assert said["WWW-Authenticate"] == 'Bearer realm="clientvoice"'
    assert said["Content-Type"] == "application/problem+json"
    assert said.json()["code"] == "unknown_token"  # type: ignore[attr-defined]


def test_one_that_ended_or_was_revoked_sounds_the_same(cast: Cast, asking: Round) -> None:
    _old, ended = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ, days=1, at=now() - timedelta(days=3))
    token, revoked = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    revoke_token(token=token, actor=_actor(cast.farid), at=now())
    said = [response_of(asking, secret) for secret in (ended, revoked, "cv_" + "a" * 43)]
    assert [one.status_code for one in said] == [401, 401, 401]
    assert said[0].content == said[1].content == said[2].content


def test_it_works_through_its_last_day(cast: Cast) -> None:
    token, _secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ, days=1)
    assert token.last_day == today() + timedelta(days=1)


def test_another_scope_is_told_which_one_it_takes(cast: Cast, asking: Round) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.PUBLICATION_READ)
    said = response_of(asking, secret)
    assert said.status_code == 403
    assert said.json()["code"] == "scope_needed"  # type: ignore[attr-defined]
    assert "response:read" in said.json()["detail"]  # type: ignore[attr-defined]


def test_published_results_have_a_scope_of_their_own(cast: Cast, asking: Round) -> None:
    close_round(round_id=asking.pk, at=now())
    publish_round(round_id=asking.pk, at=now())
    _token, secret = token_of(cast.gerda, cast.provider, Scope.PUBLICATION_READ)
    assert results_of(asking, secret).status_code == 200
    assert response_of(asking, secret).status_code == 403


def test_strangers_objects_do_not_exist(cast: Cast) -> None:
    foreign = open_test_round(cast.other_provider)
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    assert response_of(foreign, secret).status_code == 404


def test_an_administrator_alone_reads_no_response_with_a_token_either(cast: Cast, asking: Round) -> None:
    _token, secret = token_of(cast.gerda, cast.provider, Scope.RESPONSE_READ)
    assert response_of(asking, secret).status_code == 404


def test_within_its_unit_it_sees_less_than_its_owner(cast: Cast) -> None:
    elsewhere = open_test_round(cast.other_team)
    here = open_test_round(cast.team)
    _token, secret = token_of(cast.farid, cast.team, Scope.RESPONSE_READ)
    assert response_of(here, secret).status_code == 200
    assert response_of(elsewhere, secret).status_code == 404


def test_an_owner_who_lost_the_role_has_a_dead_token(cast: Cast, asking: Round) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    cast.farid.roles.all().delete()
    give_role(staff=cast.farid, unit=cast.provider, role=Role.COUNCIL, on=today())
    assert response_of(asking, secret).status_code == 401


def test_an_owner_whose_account_is_closed_too(cast: Cast, asking: Round) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    cast.farid.user.is_active = False
    cast.farid.user.save()
    assert response_of(asking, secret).status_code == 401


def test_an_owner_who_has_something_to_do_first_has_a_token_that_waits(
    cast: Cast, asking: Round, settings: Settings
) -> None:
    """A second step that was reset, or a password that somebody else made: perhaps the token is not theirs either."""
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    settings.REQUIRE_SECOND_FACTOR = True
    assert response_of(asking, secret).status_code == 401
    with_app(cast.farid)
    assert response_of(asking, secret).status_code == 200
    User.objects.filter(pk=cast.farid.user_id).update(first_password_until=today())
    assert response_of(asking, secret).status_code == 401


def test_the_second_step_of_who_has_no_password_here_is_no_matter_of_a_token(
    cast: Cast, asking: Round, settings: Settings
) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    settings.REQUIRE_SECOND_FACTOR = True
    cast.farid.user.set_unusable_password()
    cast.farid.user.save()
    assert response_of(asking, secret).status_code == 200


@pytest.mark.parametrize("days", [0, -1, 366, 4000])
def test_a_token_ends_within_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(BadTokenEndError) as told:
        token_of(cast.farid, cast.provider, Scope.RESPONSE_READ, days=days)
    assert told.value.latest == last_day(today())
    assert not ApiToken.objects.exists()


def test_its_use_is_noted_once_an_hour(cast: Cast, asking: Round) -> None:
    token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    response_of(asking, secret)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    response_of(asking, secret)
    token.refresh_from_db()
    assert token.last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=61))
    response_of(asking, secret)
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert token.last_used_at >= first


def test_calls_are_counted(cast: Cast, asking: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisations.api.tokens.CALLS", type(CALLS)("api-token", "2/minute"))
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    said = [response_of(asking, secret) for _call in range(3)]
    assert [one.status_code for one in said] == [200, 200, 429]
    assert int(said[2]["Retry-After"]) > 0


def test_wrong_tokens_are_counted_per_address(asking: Round) -> None:
    said = [response_of(asking, f"cv_{number:043}").status_code for number in range(31)]
    assert said == [401] * 30 + [429]


@pytest.mark.usefixtures("_redis_away")
def test_without_a_counter_no_token_is_let_in(cast: Cast, asking: Round) -> None:
    _token, secret = token_of(cast.farid, cast.provider, Scope.RESPONSE_READ)
    said = response_of(asking, secret)
    assert said.status_code == 503
    assert said["Retry-After"]


def test_a_token_opens_no_page(cast: Cast) -> None:
    _token, secret = token_of(cast.gerda, cast.provider, Scope.RESPONSE_READ)
    assert call("/staff/", secret).status_code == 302


class WithoutScope(APIView):
    def get(self, _request: Request) -> Response:
        return Response({})

    def post(self, _request: Request) -> Response:
        return Response({})


class ForAll(WithoutScope):
    permission_classes = ()


urlpatterns = [*all_urls, path("without-scope/", WithoutScope.as_view()), path("for-all/", ForAll.as_view())]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/without-scope/", "/for-all/"])
def test_a_view_without_a_scope_takes_no_tokens_whatever_it_permits(cast: Cast, address: str) -> None:
    _token, secret = token_of(cast.gerda, cast.provider, *Scope)
    assert call(address, secret).status_code == 403


@override_settings(ROOT_URLCONF=__name__)
def test_who_is_signed_in_still_needs_the_mark_against_forged_forms(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.gerda.user)
    assert browser.get("/without-scope/").status_code == 200
    assert browser.post("/without-scope/").status_code == 403


def views(resolver: URLResolver) -> Any:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield getattr(pattern.callback, "cls", None)
        else:
            yield from views(pattern)


def test_every_call_either_knows_tokens_or_nobody() -> None:
    found = [view for view in views(get_resolver()) if view and view.__module__.partition(".")[0] != "drf_spectacular"]
    assert len(found) >= 5
    for view in found:
        assert not view.authentication_classes or TokenAuthentication in view.authentication_classes


def test_tokens_never_reach_the_log(cast: Cast, asking: Round, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _token, secret = token_of(cast.farid, cast.provider, Scope.PUBLICATION_READ)
    for shown in (secret, secret[:-1] + "x"):
        response_of(asking, shown)
    assert secret[3:20] not in caplog.text


def test_making_shows_it_once_and_leaves_a_trace(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    said = browser.post("/tokens/add/", new_token(cast))
    secret = re.search(SHAPE, said.content.decode())
    assert secret
    token = ApiToken.objects.get()
    assert (token.owner, token.unit, token.scopes) == (cast.gerda, cast.team, ["publication:read"])
    listed = browser.get("/tokens/").content.decode()
    assert "Dashboard" in listed
    assert secret.group() not in listed
    event = AccessEvent.objects.get(action=Action.TOKEN_MADE)
    assert (event.actor_id, event.thing, event.provider_id) == (cast.gerda.pk, f"token:{token.pk}", cast.provider.pk)


def new_token(cast: Cast) -> dict[str, Any]:
    until = today() + timedelta(days=30)
    return {"name": "Dashboard", "scopes": ["publication:read"], "unit": cast.team.pk, "until": until.isoformat()}


def test_nothing_else_can_be_asked_for(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    for wrong in ({"scopes": ["all:write"]}, {"scopes": []}, {"unit": cast.foreign_team.pk}, {"until": "2999-01-01"}):
        assert browser.post("/tokens/add/", new_token(cast) | wrong).status_code == 200
    browser.post("/tokens/add/", new_token(cast) | {"owner": cast.farid.pk, "token_hash": "x"})
    assert ApiToken.objects.get().owner == cast.gerda


def test_revoking_asks_first_and_leaves_a_trace(cast: Cast, signed_in: SignIn) -> None:
    token, _secret = token_of(cast.farid, cast.team, Scope.RESPONSE_READ)
    browser = signed_in(cast.gerda)
    address = f"/tokens/{token.pk}/revoke/"
    assert browser.get(address).status_code == 200
    token.refresh_from_db()
    assert token.revoked_at is None
    assert browser.post(address).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert AccessEvent.objects.get(action=Action.TOKEN_REVOKED).actor_id == cast.gerda.pk
    assert browser.post(address).status_code == 404


def test_others_tokens_are_for_administrators_of_their_unit(cast: Cast, signed_in: SignIn) -> None:
    token, _secret = token_of(cast.gerda, cast.team, Scope.RESPONSE_READ)
    browser = signed_in(cast.farid)
    assert "Dashboard" not in browser.get("/tokens/").content.decode()
    assert browser.post(f"/tokens/{token.pk}/revoke/").status_code == 404
