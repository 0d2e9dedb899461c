"""A second step: codes of an app, recovery codes, of whom it is asked, and what is done when it is lost."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import Settings

from organisations.choices import Action, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, Mail, Staff, User
from organisations.operations.staff import give_role
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import PASSWORD
from tests.organisations.post import Post, post

__all__ = ["post"]
OVERVIEW = "/account/second-factor/"
OTHER_PAGES = ("account", "organisations:pin-change", "account_change_password", "surveys:round-list", "home")


@pytest.fixture
def _required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def code(secret: str) -> str:
    """Return the code that an app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(staff: Staff) -> str:
    """Give somebody an app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(staff.user, secret)
    return secret


def sign_in(username: str) -> Browser:
    browser = Browser()
    browser.post(reverse("account_login"), {"login": username, "password": PASSWORD})
    return browser


class TestSigningIn:
    def test_a_password_alone_lets_nobody_in_who_has_an_app(self, cast: Cast) -> None:
        secret = with_app(cast.farid)
        browser = sign_in("farid")
        assert browser.get(reverse("surveys:round-list")).status_code == 302
        assert browser.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
        assert browser.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 302
        assert browser.get(reverse("surveys:round-list")).status_code == 200

    def test_a_code_works_once(self, cast: Cast) -> None:
        secret = with_app(cast.farid)
        with time_machine.travel(now(), tick=False):
            used = code(secret)
            assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": used}).status_code == 302
            assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": used}).status_code == 200

    def test_a_recovery_code_works_once(self, cast: Cast) -> None:
        with_app(cast.farid)
        first, *_others = RecoveryCodes.activate(cast.farid.user).get_unused_codes()
        assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": first}).status_code == 302
        assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": first}).status_code == 200

    def test_guessing_codes_is_stopped(self, cast: Cast) -> None:
        secret = with_app(cast.farid)
        browser = sign_in("farid")
        for _try in range(5):
            browser.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert browser.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 200
        assert browser.get(reverse("surveys:round-list")).status_code == 302

    def test_secrets_lie_sealed(self, cast: Cast) -> None:
        secret = with_app(cast.farid)
        RecoveryCodes.activate(cast.farid.user)
        kept = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert secret not in kept

    @pytest.mark.usefixtures("_required")
    def test_a_support_worker_needs_a_password_alone(self, cast: Cast) -> None:
        assert sign_in("carla").get(reverse("supportplans:client-list")).status_code == 200


@pytest.mark.usefixtures("_required")
class TestRequired:
    @pytest.mark.parametrize("who", ["farid", "gerda"])
    def test_nothing_else_opens_before_a_second_step_is_set_up(self, cast: Cast, who: str) -> None:
        browser = sign_in(who)
        for page in OTHER_PAGES:
            response = browser.get(reverse(page))
            assert (response.status_code, response["Location"]) == (302, OVERVIEW), page
        assert browser.get("/staff/", follow=True).redirect_chain[-1][0] == OVERVIEW
        assert browser.get("/tokens/").status_code in {302, 404}
        assert browser.get(f"/api/v1/rounds/{cast.team.pk}/response/").status_code == 404
        assert browser.post(reverse("set_language"), {"language": "en"}).status_code == 302
        assert browser.post(reverse("account_logout")).status_code == 302

    def test_setting_up_an_app_opens_everything(self, cast: Cast) -> None:
        browser = sign_in("gerda")
        assert "nav" not in browser.get(OVERVIEW).content.decode().partition("<main")[0]
        page = browser.get(reverse("mfa_activate_totp"))
        assert 'xmlns="http://www.w3.org/2000/svg"' in page.context["totp_svg"]  # without it no browser draws it
        secret = page.context["form"].secret
        done = browser.post(reverse("mfa_activate_totp"), {"code": code(secret)})
        assert done["Location"] == reverse("mfa_view_recovery_codes")
        assert len(browser.get(done["Location"]).context["unused_codes"]) == 10
        assert browser.get(reverse("organisations:staff-list")).status_code == 200

    def test_taking_the_last_one_away_closes_everything_again(self, cast: Cast) -> None:
        secret = with_app(cast.gerda)
        browser = sign_in("gerda")
        browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
        browser.post(reverse("mfa_deactivate_totp"))
        assert browser.get(reverse("organisations:staff-list"))["Location"] == OVERVIEW

    def test_a_role_that_needs_one_asks_at_once(self, cast: Cast) -> None:
        browser = sign_in("carla")
        give_role(staff=cast.carla, unit=cast.team, role=Role.QUALITY, on=today())
        assert browser.get(reverse("supportplans:client-list"))["Location"] == OVERVIEW

    def test_later_the_password_is_asked_again_first(self, cast: Cast) -> None:
        browser = sign_in("gerda")
        with time_machine.travel(now() + timedelta(minutes=6), tick=False):
            response = browser.get(reverse("mfa_activate_totp"))
            assert response["Location"].startswith(reverse("account_reauthenticate"))
            again = browser.post(response["Location"], {"password": PASSWORD})
            assert again["Location"] == reverse("mfa_activate_totp")
            assert browser.get(again["Location"]).status_code == 200


class TestLost:
    def reset(self, gerda: Browser, staff: Staff) -> int:
        return gerda.post(reverse("organisations:second-factor-reset", args=[staff.pk])).status_code

    def test_an_administrator_resets_it_and_the_person_is_told(self, cast: Cast, signed_in: SignIn, post: Post) -> None:
        User.objects.filter(pk=cast.farid.user_id).update(email="farid@example.nl")
        secret = with_app(cast.farid)
        open_elsewhere = sign_in("farid")
        open_elsewhere.post(reverse("mfa_authenticate"), {"code": code(secret)})
        assert self.reset(signed_in(cast.gerda), cast.farid) == 302
        assert open_elsewhere.get(reverse("surveys:round-list")).status_code == 302
        assert sign_in("farid").get(reverse("surveys:round-list")).status_code == 200
        assert [mail["To"] for mail in post.bring()] == ["farid@example.nl"]
        trace = AccessEvent.objects.get(action=Action.FACTOR_RESET)
        assert (trace.actor_id, trace.thing) == (cast.gerda.pk, f"staff:{cast.farid.pk}")

    def test_not_of_somebody_with_a_role_elsewhere(self, cast: Cast, signed_in: SignIn) -> None:
        ida = staff_with_role("Ida", cast.cooperative, Role.ADMINISTRATOR)
        give_role(staff=ida, unit=cast.team, role=Role.QUALITY, on=today())
        with_app(ida)
        assert self.reset(signed_in(cast.gerda), ida) == 409
        assert Authenticator.objects.exists()
        assert not Mail.objects.exists()
