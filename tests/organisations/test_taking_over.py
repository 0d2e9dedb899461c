"""Ways in which somebody could take over the account of another, or make a way into it that stays."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.urls import reverse
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from organisations.choices import MailKind, Role
from organisations.clock import now, today
from organisations.forms.second_factor import CredentialField
from organisations.models import Mail, Staff, StaffInvitation, User
from organisations.operations.invitations import InvitationOverError, Newcomer, accept, invite_staff
from organisations.operations.staff import give_role
from organisations.signing import invitation_token
from organisations.tablet_cookies import KNOWN
from tests.cast import Cast, SignIn
from tests.factories import PASSWORD
from tests.organisations.post import Post, post
from tests.organisations.test_second_factor import code, sign_in, with_app

__all__ = ["post"]
NEW = "een-lange-zin-over-peren"
SECOND_STEPS = ("mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes")


def invited(cast: Cast) -> Staff:
    who = Newcomer("Nina", "nina", "nina@example.nl")
    return invite_staff(who=who, unit=cast.team, role=Role.SUPPORT_WORKER, at=now())


class TestAnOpenPageOfAnAdministrator:
    """Whoever finds the page of an administrator open does not get to keep the account."""

    def test_gives_no_password_of_its_own(self, cast: Cast, signed_in: SignIn) -> None:
        address = reverse("organisations:password-renew", args=[cast.gerda.pk])
        gerda = signed_in(cast.gerda)
        assert gerda.get(address).status_code == 200
        assert gerda.post(address).status_code == 409
        assert Browser().login(username="gerda", password=PASSWORD)

    def test_takes_no_second_step_of_its_own_away(self, cast: Cast, signed_in: SignIn) -> None:
        with_app(cast.gerda)
        answer = signed_in(cast.gerda).post(reverse("organisations:second-factor-reset", args=[cast.gerda.pk]))
        assert answer.status_code == 409
        assert Authenticator.objects.filter(user=cast.gerda.user).exists()


def test_a_password_that_somebody_else_made_is_told(cast: Cast, signed_in: SignIn, post: Post) -> None:
    User.objects.filter(pk=cast.carla.user_id).update(email="carla@example.nl")
    signed_in(cast.gerda).post(reverse("organisations:password-renew", args=[cast.carla.pk]))
    assert [mail["To"] for mail in post.bring()] == ["carla@example.nl"]


class TestInvited:
    def test_a_new_password_is_for_who_has_one(self, cast: Cast, post: Post) -> None:
        """Else two links lead into one account, and the older one still does when it is used."""
        invited(cast)
        Browser().post(reverse("account_reset_password"), {"email": "nina@example.nl"})
        assert Mail.objects.filter(kind=MailKind.PASSWORD_RESET).exists()
        assert [mail["Subject"] for mail in post.bring()] == [post.arrived[0]["Subject"]]  # the invitation alone
        assert "/account/invitation/" in post.link()

    def test_a_link_opens_no_account_that_is_in_use(self, cast: Cast) -> None:
        nina = invited(cast)
        nina.user.set_password(PASSWORD)
        nina.user.save()
        link = invitation_token(StaffInvitation.objects.get(staff=nina))
        with pytest.raises(InvitationOverError):
            accept(token=link, password=NEW, at=now())
        assert Browser().login(username="nina", password=PASSWORD)

    def test_nobody_withdraws_whom_others_gave_a_role(self, cast: Cast, signed_in: SignIn) -> None:
        nina = invited(cast)
        give_role(staff=nina, unit=cast.foreign_team, role=Role.SUPPORT_WORKER, on=today())
        answer = signed_in(cast.gerda).post(reverse("organisations:invitation-withdraw", args=[nina.pk]))
        assert answer["Location"] == reverse("organisations:staff-detail", args=[nina.pk])
        assert Staff.objects.filter(pk=nina.pk).exists()


class TestWithoutAPassword:
    """Who comes through the own organisation or by a letter makes no way in beside it: it would outlive both."""

    @pytest.mark.parametrize("page", SECOND_STEPS)
    def test_no_second_step_is_set_up(self, cast: Cast, signed_in: SignIn, page: str) -> None:
        cast.carla.user.set_unusable_password()
        cast.carla.user.save()
        browser = signed_in(cast.carla)
        assert browser.get(reverse(page))["Location"] == reverse("account")
        assert browser.post(reverse(page))["Location"] == reverse("account")


def test_a_code_that_somebody_saw_is_worth_nothing_any_more(cast: Cast) -> None:
    """Also not half a minute later, when the app shows another one and this one would still count."""
    seen = code(with_app(cast.farid))
    assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": seen}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={cast.farid.user_id}&code={seen}")
    assert sign_in("farid").post(reverse("mfa_authenticate"), {"code": seen}).status_code == 200


def test_a_key_alone_is_never_enough(cast: Cast, signed_in: SignIn) -> None:
    """It opens the account without a password, so it always asks for its PIN, a finger or a face."""
    asked = signed_in(cast.carla).get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    assert asked["publicKey"]["authenticatorSelection"]["userVerification"] == "required"


DEEP = '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "attestationObject": "%s"}}' % ("goKC" * 2000)


@pytest.mark.parametrize("kind", [AuthenticationResponse, RegistrationResponse])
@pytest.mark.parametrize("sent", ["", "1", "[]", "{}", '{"id": 5}', '{"rawId": null}', '{"response": []}', DEEP])
def test_what_is_no_passkey_is_refused(kind: type, sent: str) -> None:
    with pytest.raises(ValidationError):
        CredentialField(kind).clean(sent)


class TestGuessing:
    """Guesses from elsewhere slow guessers down, and close nobody out of the own browser."""

    def guess(self, browser: Browser, login: str = "carla", typed: str = "a guess") -> bool:
        """Try a password; return whether tries are refused unseen by now."""
        page = browser.post(reverse("account_login"), {"login": login, "password": typed})
        faults = page.context["form"].errors.as_data().values() if page.status_code == 200 else ()
        return any(one.code == "too_many_login_attempts" for fault in faults for one in fault)

    def from_everywhere(self, login: str = "carla") -> list[bool]:
        return [self.guess(Browser(REMOTE_ADDR=f"10.0.0.{n}"), login) for n in range(6)]

    def test_who_signed_in_here_before_still_does(self, cast: Cast) -> None:
        known = sign_in("carla")
        known.post(reverse("account_logout"))
        assert self.from_everywhere()[-1]
        assert self.guess(Browser(), typed=PASSWORD)
        known.post(reverse("account_login"), {"login": "Carla", "password": PASSWORD})
        assert known.get(reverse("account")).status_code == 200

    def test_a_known_browser_has_no_more_tries_than_others(self, cast: Cast) -> None:
        known = sign_in("carla")
        known.post(reverse("account_logout"))
        assert [self.guess(known) for _try in range(6)] == [*[False] * 5, True]
        assert self.guess(known, typed=PASSWORD)

    def test_it_is_known_for_its_own_people_alone(self, cast: Cast) -> None:
        known = sign_in("dirk")
        known.post(reverse("account_logout"))
        self.from_everywhere()
        assert self.guess(known, typed=PASSWORD)

    def test_another_spelling_of_a_name_gives_no_more_tries(self, cast: Cast) -> None:
        spelled = ["hans", "HANS", "Han\u017f", " hans", "hanS", "hAns"]  # the long s is an S to the database
        tries = [self.guess(Browser(REMOTE_ADDR=f"10.0.1.{n}"), name) for n, name in enumerate(spelled)]
        assert tries[-1]

    def test_the_cookie_tells_nobody_and_cannot_be_made(self, cast: Cast) -> None:
        known = sign_in("carla")
        kept = known.cookies[KNOWN]
        assert kept["httponly"]
        assert not {"carla", str(cast.carla.pk), str(cast.carla.user_id)} & set(kept.value.replace(":", " ").split())
        made_up = Browser()
        made_up.cookies[KNOWN] = kept.value.replace(kept.value[:4], "AAAA")
        self.from_everywhere()
        assert self.guess(made_up, typed=PASSWORD)


class TestFirstPassword:
    """Whoever made it saw it, so it opens nothing but the page on which its owner chooses another one."""

    @pytest.fixture
    def first(self, cast: Cast, signed_in: SignIn) -> str:
        page = signed_in(cast.gerda).post(reverse("organisations:password-renew", args=[cast.carla.pk]))
        return str(page.context["password"])

    def enter(self, first: str) -> Browser:
        browser = Browser()
        browser.post(reverse("account_login"), {"login": "carla", "password": first})
        return browser

    def choose(self, browser: Browser, first: str, wanted: str) -> int:
        sent = {"oldpassword": first, "password1": wanted, "password2": wanted}
        return browser.post(reverse("account_change_password"), sent).status_code

    def test_nothing_opens_before_there_is_another_one(self, cast: Cast, first: str) -> None:
        carla = self.enter(first)
        for page in ("account", "home", "supportplans:client-list", "organisations:pin-change", *SECOND_STEPS):
            assert carla.get(reverse(page))["Location"] == reverse("account_change_password")
        assert carla.get(reverse("account_change_password")).status_code == 200
        assert self.choose(carla, first, NEW) == 302
        assert carla.get(reverse("supportplans:client-list")).status_code == 200

    def test_it_does_not_become_the_own_one(self, cast: Cast, first: str) -> None:
        assert self.choose(self.enter(first), first, first) == 200
        assert User.objects.get(pk=cast.carla.user_id).first_password_until is not None

    def test_it_ends_after_a_week(self, cast: Cast, first: str) -> None:
        with time_machine.travel(now() + timedelta(days=7)):
            assert self.enter(first).get(reverse("account_change_password")).status_code == 200
        with time_machine.travel(now() + timedelta(days=8)):
            assert self.enter(first).get(reverse("account_change_password")).status_code == 302
