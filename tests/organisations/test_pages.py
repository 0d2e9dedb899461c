"""The pages of administrators: what they show, what they change, and that strangers' things stay out of reach."""

import runpy
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from clientvoice import settings
from organisations.choices import Action, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, Client, Device, PendingImport, RoleAssignment, Staff, Unit
from organisations.operations.devices import pair_device
from organisations.operations.organisations import create_organisation
from organisations.operations.staff import end_role, give_role
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import PASSWORD, UnitFactory, placed_client
from tests.organisations.importing.files import SAM, csv_file

NO_REDIS = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.fixture
def gerda(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.gerda)


def page(browser: Browser, name: str, **kwargs: object) -> str:
    response = browser.get(reverse(f"organisations:{name}", kwargs=kwargs))
    assert response.status_code == 200
    return response.content.decode()


class TestUnits:
    def test_the_tree_shows_only_what_is_administered(self, gerda: Browser) -> None:
        text = page(gerda, "unit-list")
        assert "De Linde" in text
        assert "Het Erf" not in text

    def test_a_unit_is_added_below_another(self, cast: Cast, gerda: Browser) -> None:
        address = reverse("organisations:unit-add", kwargs={"unit_id": cast.location.pk})
        gerda.post(address, {"name": "De Wilg", "level": "team"})
        assert Unit.objects.get(name="De Wilg").path.startswith(cast.location.path)

    @pytest.mark.parametrize("name", ["de linde", "", "x" * 121, "a\x00b"])
    def test_a_taken_or_impossible_name_is_told(self, cast: Cast, gerda: Browser, name: str) -> None:
        address = reverse("organisations:unit-add", kwargs={"unit_id": cast.location.pk})
        response = gerda.post(address, {"name": name, "level": "team"})
        assert response.status_code == 200
        assert "error-summary" in response.content.decode()

    def test_a_unit_is_renamed_and_may_keep_its_name(self, cast: Cast, gerda: Browser) -> None:
        address = reverse("organisations:unit-change", kwargs={"unit_id": cast.team.pk})
        assert gerda.post(address, {"name": "De Linde", "level": "groep"}).status_code == 302
        assert gerda.post(address, {"name": "De Eik", "level": "groep"}).status_code == 200
        cast.team.refresh_from_db()
        assert (cast.team.name, cast.team.level) == ("De Linde", "groep")

    def test_only_an_empty_unit_is_removed(self, cast: Cast, gerda: Browser) -> None:
        empty = UnitFactory(parent=cast.location, name="Leeg")
        with_client = UnitFactory(parent=cast.location, name="Bewoond")
        placed_client(with_client, cast.provider)
        for unit, status in ((empty, 302), (with_client, 409), (cast.location, 409), (cast.team, 409)):
            address = reverse("organisations:unit-remove", kwargs={"unit_id": unit.pk})
            assert ('<button class="btn staff primary">' in gerda.get(address).content.decode()) == (status == 302)
            assert gerda.post(address).status_code == status
        assert not Unit.objects.filter(name="Leeg").exists()
        assert Unit.objects.filter(pk__in=[with_client.pk, cast.location.pk, cast.team.pk]).count() == 3

    def test_own_words_are_kept(self, cast: Cast, gerda: Browser) -> None:
        words = {"client": "deelnemer", "clients": "deelnemers", "plan": "zorgplan", "reflection": "teamgesprek"}
        gerda.post(reverse("organisations:wording-change", kwargs={"unit_id": cast.provider.pk}), words)
        cast.provider.refresh_from_db()
        assert cast.provider.wording.client == "deelnemer"


class TestStaff:
    def test_search_is_by_part_of_a_name_and_leaves_no_name_in_the_address(self, gerda: Browser) -> None:
        response = gerda.post(reverse("organisations:staff-list"), {"q": "carl"})
        text = response.content.decode()
        assert "Carla" in text
        assert "Dirk" not in text
        assert "Eva" not in page(gerda, "staff-list")

    def test_somebody_new_can_sign_in_with_the_password_shown_once(self, cast: Cast, gerda: Browser) -> None:
        fields = {"name": "Nel", "username": "nel", "role": Role.QUALITY, "unit": cast.provider.pk}
        response = gerda.post(reverse("organisations:staff-add"), fields)
        password = response.context["password"]
        assert password in response.content.decode()
        newcomer = Browser()
        newcomer.post(reverse("account_login"), {"login": "nel", "password": password})
        assert newcomer.get(reverse("account_change_password")).status_code == 200
        assert password not in page(gerda, "staff-detail", staff_id=Staff.objects.get(name="Nel").pk)

    def test_a_taken_user_name_is_told(self, cast: Cast, gerda: Browser) -> None:
        fields = {"name": "Nel", "username": "carla", "role": Role.QUALITY, "unit": cast.provider.pk}
        assert "error-summary" in gerda.post(reverse("organisations:staff-add"), fields).content.decode()
        assert not Staff.objects.filter(name="Nel").exists()

    def test_no_role_is_given_on_a_foreign_unit(self, cast: Cast, gerda: Browser) -> None:
        address = reverse("organisations:staff-detail", kwargs={"staff_id": cast.carla.pk})
        gerda.post(address, {"role": Role.TEAM_LEADER, "unit": cast.foreign_team.pk})
        assert not cast.carla.roles.filter(unit=cast.foreign_team).exists()

    def test_a_role_that_ended_can_be_given_again(self, cast: Cast) -> None:
        role = cast.carla.roles.get()
        end_role(assignment=role, by=cast.gerda.pk, on=today())
        assert not RoleAssignment.objects.filter(pk=role.pk, period__contains=today()).exists()
        give_role(staff=cast.carla, unit=cast.team, role=Role.SUPPORT_WORKER, on=today())
        role.refresh_from_db()
        assert role.period.upper is None

    def test_a_role_given_and_ended_on_one_day_never_was(self, cast: Cast) -> None:
        role = give_role(staff=cast.carla, unit=cast.team, role=Role.TEAM_LEADER, on=today())
        end_role(assignment=role, by=cast.gerda.pk, on=today())
        assert not RoleAssignment.objects.filter(pk=role.pk).exists()

    def test_a_new_password_ends_the_old_one(self, cast: Cast, gerda: Browser) -> None:
        other = Browser()
        other.force_login(cast.carla.user)
        gerda.post(reverse("organisations:password-renew", kwargs={"staff_id": cast.carla.pk}))
        assert other.get(reverse("organisations:device-list")).status_code == 302
        assert not other.login(username="carla", password=PASSWORD)

    @pytest.mark.parametrize(("role", "status"), [("log_keeper", 200), ("support_worker", 200), ("quality", 302)])
    def test_a_role_that_would_reach_nothing_is_not_given(
        self, cast: Cast, signed_in: SignIn, role: str, status: int
    ) -> None:
        top = signed_in(staff_with_role("Top", cast.cooperative, Role.ADMINISTRATOR))
        address = reverse("organisations:staff-detail", kwargs={"staff_id": cast.carla.pk})
        assert top.post(address, {"role": role, "unit": cast.cooperative.pk}).status_code == status
        assert top.post(address, {"role": role, "unit": cast.provider.pk}).status_code == 302

    def test_nobody_takes_over_an_account_with_a_role_elsewhere(self, cast: Cast, gerda: Browser) -> None:
        give_role(staff=cast.carla, unit=cast.cooperative, role=Role.ADMINISTRATOR, on=today())
        address = reverse("organisations:password-renew", kwargs={"staff_id": cast.carla.pk})
        assert '<button class="btn staff primary"' not in gerda.get(address).content.decode()
        assert gerda.post(address).status_code == 409
        assert Browser().login(username="carla", password=PASSWORD)

    def test_a_role_elsewhere_that_begins_later_counts_too(self, cast: Cast, gerda: Browser) -> None:
        give_role(staff=cast.carla, unit=cast.other_provider, role=Role.QUALITY, on=today() + timedelta(days=3))
        address = reverse("organisations:password-renew", kwargs={"staff_id": cast.carla.pk})
        assert gerda.post(address).status_code == 409

    def test_nobody_ends_the_own_administration(self, cast: Cast, gerda: Browser) -> None:
        role = cast.gerda.roles.get()
        address = reverse("organisations:role-end", kwargs={"role_id": role.pk})
        assert gerda.post(address).status_code == 409
        assert RoleAssignment.objects.filter(pk=role.pk, period__contains=today()).exists()


class TestImport:
    def choose(self, browser: Browser, cast: Cast, content: bytes) -> int:
        file = SimpleUploadedFile("mensen.csv", content)
        response = browser.post(reverse("organisations:people-import"), {"unit": cast.provider.pk, "file": file})
        return response.status_code

    def shown(self, browser: Browser) -> str:
        response = browser.get(reverse("organisations:people-import-preview"))
        found: str = response.context["shown"]
        return found

    def test_first_a_preview_then_all(self, cast: Cast, gerda: Browser) -> None:
        assert self.choose(gerda, cast, csv_file(SAM)) == 302
        assert "Sam Groen" in page(gerda, "people-import-preview")
        assert not Client.objects.filter(number="3001").exists()
        gerda.post(reverse("organisations:people-import-preview"), {"shown": self.shown(gerda)})
        assert Client.objects.filter(number="3001").exists()
        assert not PendingImport.objects.exists()
        done = AccessEvent.objects.get(action=Action.IMPORT)
        assert (done.actor_id, done.thing) == (cast.gerda.pk, "people:new-1-changed-0")
        assert AccessEvent.objects.filter(action=Action.LIST, page="organisations:people-import-preview").exists()

    def test_faults_are_shown_and_nothing_can_be_confirmed(self, cast: Cast, gerda: Browser) -> None:
        self.choose(gerda, cast, csv_file({**SAM, "geboortedatum": "31-02-2001"}))
        text = page(gerda, "people-import-preview")
        assert "31-02-2001" in text
        assert 'name="shown"' not in text
        gerda.post(reverse("organisations:people-import-preview"), {"shown": self.shown(gerda)})
        assert not Client.objects.filter(number="3001").exists()

    def test_a_file_other_than_the_one_seen_is_refused(self, cast: Cast, gerda: Browser) -> None:
        self.choose(gerda, cast, csv_file(SAM))
        seen = self.shown(gerda)
        self.choose(gerda, cast, csv_file({**SAM, "voornaam": "Kim"}))
        gerda.post(reverse("organisations:people-import-preview"), {"shown": seen})
        assert not Client.objects.filter(number="3001").exists()

    def test_people_that_changed_since_are_shown_again_first(self, cast: Cast, gerda: Browser) -> None:
        self.choose(gerda, cast, csv_file({**SAM, "clientnummer": "1001"}))
        seen = self.shown(gerda)
        Client.objects.filter(pk=cast.anna.pk).update(last_name="Vos")
        gerda.post(reverse("organisations:people-import-preview"), {"shown": seen})
        cast.anna.refresh_from_db()
        assert cast.anna.last_name == "Vos"

    def test_a_file_waits_an_hour_and_only_for_who_chose_it(self, cast: Cast, gerda: Browser) -> None:
        self.choose(gerda, cast, csv_file(SAM))
        PendingImport.objects.update(created_at=now() - timedelta(minutes=61))
        assert gerda.get(reverse("organisations:people-import-preview")).status_code == 302

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(3000), b"a" * 5_000_001])
    def test_an_impossible_file_is_refused_on_the_form(self, cast: Cast, gerda: Browser, content: bytes) -> None:
        assert self.choose(gerda, cast, content) == 200
        assert not PendingImport.objects.exists()

    def test_a_foreign_unit_is_not_on_offer(self, cast: Cast, gerda: Browser) -> None:
        file = SimpleUploadedFile("mensen.csv", csv_file(SAM))
        address = reverse("organisations:people-import")
        assert gerda.post(address, {"unit": cast.foreign_team.pk, "file": file}).status_code == 200
        assert not PendingImport.objects.exists()

    def test_the_example_file_can_be_imported_as_it_is(self, cast: Cast, gerda: Browser) -> None:
        content = gerda.get(reverse("organisations:people-import-template")).content
        self.choose(gerda, cast, content)
        assert gerda.get(reverse("organisations:people-import-preview")).context["fault_count"] == 0


class TestTablets:
    def test_pairing_leaves_a_token_and_takes_the_sign_in_away(self, cast: Cast, signed_in: SignIn) -> None:
        carla = signed_in(cast.carla)
        response = carla.post(reverse("organisations:tablet-pair"), {"name": "Tablet 3", "unit": cast.team.pk})
        cookie = response.cookies["device"]
        assert cookie["httponly"]
        assert Device.objects.get().unit == cast.team
        assert carla.get(reverse("organisations:device-list")).status_code == 302

    def test_only_an_own_unit_can_get_a_tablet(self, cast: Cast, signed_in: SignIn) -> None:
        signed_in(cast.carla).post(reverse("organisations:tablet-pair"), {"name": "x", "unit": cast.other_team.pk})
        assert not Device.objects.exists()

    def test_a_tablet_is_taken_away(self, cast: Cast, gerda: Browser) -> None:
        device, _token = pair_device(unit=cast.team, name="Tablet 3", staff=cast.carla, at=now())
        gerda.post(reverse("organisations:device-revoke", kwargs={"device_id": device.pk}))
        device.refresh_from_db()
        assert device.revoked_at


class TestAccounts:
    def test_the_pin_needs_the_password(self, cast: Cast, signed_in: SignIn) -> None:
        carla = signed_in(cast.carla)
        address = reverse("organisations:pin-change")
        carla.post(address, {"password": "iets anders", "pin": "4711", "again": "4711"})
        cast.carla.refresh_from_db()
        assert cast.carla.pin_hash == ""
        assert carla.post(address, {"password": PASSWORD, "pin": "4711", "again": "4711"}).status_code == 302
        cast.carla.refresh_from_db()
        assert cast.carla.pin_hash

    def test_guessing_the_password_on_an_open_session_is_stopped(self, cast: Cast, signed_in: SignIn) -> None:
        carla = signed_in(cast.carla)
        fields = {"password": "iets anders", "pin": "4711", "again": "4711"}
        found = [carla.post(reverse("organisations:pin-change"), fields) for _try in range(6)]
        assert [response.status_code for response in found] == [200] * 5 + [429]
        assert int(found[-1]["Retry-After"]) > 0

    def test_guessing_a_password_at_the_door_is_stopped(self, cast: Cast, client: Browser) -> None:
        wrong = {"login": "carla", "password": "iets anders"}
        for _try in range(5):
            assert client.post(reverse("account_login"), wrong).status_code == 200
        refused = client.post(reverse("account_login"), {"login": "carla", "password": PASSWORD})
        assert refused.status_code != 302

    def test_behind_a_proxy_one_guesser_does_not_keep_the_others_out(
        self, cast: Cast, client: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BEHIND_PROXY", "true")
        behind = runpy.run_path(settings.__file__)
        assert behind["SECURE_PROXY_SSL_HEADER"]
        with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=behind["ALLAUTH_TRUSTED_PROXY_COUNT"]):
            for number in range(20):
                wrong = {"login": f"nobody{number}", "password": "iets anders"}
                client.post(reverse("account_login"), wrong, headers={"x-forwarded-for": "made up, 192.0.2.1"})
            right = {"login": "carla", "password": PASSWORD}
            found = client.post(reverse("account_login"), right, headers={"x-forwarded-for": "192.0.2.2"})
        assert found.status_code == 302

    def test_without_redis_nobody_signs_in_and_the_page_says_why(self, cast: Cast, client: Browser) -> None:
        with override_settings(CACHES=NO_REDIS):
            response = client.post(reverse("account_login"), {"login": "carla", "password": PASSWORD})
        assert response.status_code == 503
        assert response["Retry-After"]
        assert client.get(reverse("organisations:pin-change")).status_code == 302

    @pytest.mark.parametrize("path", ["signup/", "confirm-email/", "password/set/", "second-factor/passkeys/signup/"])
    def test_pages_that_let_strangers_in_do_not_exist(self, cast: Cast, client: Browser, path: str) -> None:
        assert client.get(f"/account/{path}").status_code == 404

    def test_passwords_are_kept_with_argon2(self, cast: Cast) -> None:
        cast.carla.user.set_password("een-ander-wachtwoord")
        assert cast.carla.user.password.startswith("argon2")


@pytest.mark.django_db
def test_a_new_organisation_starts_with_an_administrator(client: Browser) -> None:
    root, staff, password = create_organisation(
        name="De Hof", level="stichting", is_provider=True, administrator="Gerda", username="gerda", on=today()
    )
    assert client.login(username="gerda", password=password)
    own = "een-lange-zin-over-kersen"
    chosen = {"oldpassword": password, "password1": own, "password2": own}
    assert client.post(reverse("account_change_password"), chosen).status_code == 302
    assert staff.roles.get().unit == root
    assert client.get(reverse("organisations:unit-list")).status_code == 200
