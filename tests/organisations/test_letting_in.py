"""A relative gets in by a mailed link and the code of a letter, together, and by nothing less."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse

from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.models import AccessEvent, Client, Relative, RelativeCode, Representation
from organisations.operations.relatives import end_code, give_code
from tests.cast import Cast, SignIn
from tests.factories import RelativeFactory, RepresentationFactory
from tests.organisations.near import MAIL, bring_mail, let_in, letter_for_bram, mailed_link

PEOPLE = "/near/people/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def test_link_and_code_together_let_in(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    let_in(client, letter)
    page = client.get(PEOPLE, follow=True)
    assert page.status_code == 200
    assert "Anna" in page.content.decode()
    assert not Relative.objects.get(pk=cast.bram.pk).user.has_usable_password()


def test_the_page_says_the_same_for_an_unknown_address(cast: Cast, client: Browser) -> None:
    letter_for_bram(cast)
    known = client.post("/near/", {"email": MAIL}).content
    unknown = client.post("/near/", {"email": "nobody@example.org"}).content
    bring_mail()
    assert TOKEN.sub(b"", known) == TOKEN.sub(b"", unknown)
    assert [sent.to for sent in mail.outbox] == [[MAIL]]


def test_a_member_of_staff_with_that_address_gets_no_such_mail(cast: Cast, client: Browser) -> None:
    cast.carla.user.email = MAIL
    cast.carla.user.save()
    client.post("/near/", {"email": MAIL})
    bring_mail()
    assert mail.outbox == []


def test_a_wrong_code_does_not_let_in_and_five_close_the_door(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    link = mailed_link(client)
    for _try in range(5):
        assert client.post(link, {"code": "0000-0000-000"}).status_code == 422
    assert client.post(link, {"code": letter.code}).status_code == 429
    assert client.get(PEOPLE).status_code == 302


def test_a_link_works_once_and_for_half_an_hour(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    link = mailed_link(client)
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert client.get(link).status_code == 404
    let_in(client, letter)
    assert Browser().post(link, {"code": letter.code}).status_code == 422


def test_a_code_of_another_letter_does_not_go_with_the_link(cast: Cast, client: Browser) -> None:
    letter_for_bram(cast)
    maria = RelativeFactory(provider=cast.provider, email="maria@example.org")
    beside = RepresentationFactory(client=cast.anna, relative=maria, may_see=True)
    code = give_code(representation=beside, actor=SYSTEM, at=now())
    assert client.post(mailed_link(client), {"code": code}).status_code == 422


def test_one_link_goes_with_the_letter_of_either_provider(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    elsewhere = RelativeFactory(provider=cast.other_provider, name=cast.bram.name.upper(), email=MAIL.upper())
    beside = RepresentationFactory(client=cast.zoe, relative=elsewhere)
    code = give_code(representation=beside, actor=SYSTEM, at=now())
    link = mailed_link(client)
    assert len(mail.outbox) == 1
    assert client.post(link, {"code": code}).status_code == 302
    assert client.get(PEOPLE, follow=True).context["client"] == cast.zoe
    assert Browser().post(link, {"code": letter.code}).status_code == 422
    assert let_in(Browser(), letter).get(PEOPLE, follow=True).context["client"] == cast.anna


def test_a_new_letter_ends_the_former_one_and_ending_it_locks_out(cast: Cast, client: Browser) -> None:
    former, letter = letter_for_bram(cast), letter_for_bram(cast)
    link = mailed_link(client)
    assert client.post(link, {"code": former.code}).status_code == 422
    let_in(client, letter)
    end_code(representation=letter.representation, actor=SYSTEM, at=now())
    assert client.get(PEOPLE).url == "/near/"


@pytest.mark.parametrize("anew", [True, False])
def test_a_new_letter_and_the_end_of_one_end_sign_ins_and_passkeys(cast: Cast, client: Browser, *, anew: bool) -> None:
    letter = letter_for_bram(cast)
    let_in(client, letter)
    user = Relative.objects.get(pk=cast.bram.pk).user
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    if anew:
        letter_for_bram(cast)
    else:
        end_code(representation=letter.representation, actor=SYSTEM, at=now())
    assert client.get(PEOPLE).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()


def test_parents_behind_one_address_do_not_close_the_door_for_each_other(cast: Cast, client: Browser) -> None:
    letter_for_bram(cast)
    for number in range(6):
        assert client.post("/near/", {"email": f"other{number}@example.org"}).status_code == 200
    assert mailed_link(client)


def test_getting_in_and_failing_to_stands_in_the_log_of_the_provider(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    assert client.post(mailed_link(client), {"code": "0000-0000-000"}).status_code == 422
    let_in(client, letter)
    failed, came = (AccessEvent.objects.get(action=action) for action in ("sign_in_failed", "sign_in"))
    assert failed.provider_id == came.provider_id == cast.provider.pk
    assert (failed.actor_kind, failed.actor_id, failed.thing) == ("unknown", None, f"relative:{cast.bram.pk}")
    assert (came.actor_kind, came.actor_id) == ("relative", cast.bram.pk)


@pytest.mark.django_db
def test_one_address_gets_five_links_in_an_hour(client: Browser) -> None:
    asked = [client.post("/near/", {"email": MAIL}).status_code for _time in range(6)]
    assert asked == [200] * 5 + [429]


@pytest.mark.parametrize("gone", ["died_on", "left_on"])
def test_nobody_looks_in_with_a_client_who_died_or_left(cast: Cast, client: Browser, gone: str) -> None:
    let_in(client, letter_for_bram(cast))
    Client.objects.filter(pk=cast.anna.pk).update(**{gone: today()})
    assert client.get(PEOPLE).status_code == 404
    assert not mailed_link(Browser())


@pytest.mark.parametrize("hidden", [True, False])
def test_a_letter_names_nobody_of_staff_where_the_address_is_secret(
    cast: Cast, signed_in: SignIn, *, hidden: bool
) -> None:
    beside = letter_for_bram(cast).representation
    Representation.objects.filter(pk=beside.pk).update(hide_places=hidden)
    letter = signed_in(cast.carla).post(f"/relatives/{beside.pk}/letter/").content.decode()
    assert (cast.carla.name in letter.partition('<article class="letter">')[2]) is not hidden


def test_a_standing_that_ended_yesterday_locks_out(cast: Cast, client: Browser) -> None:
    let_in(client, letter_for_bram(cast))
    beside = Representation.objects.get(relative=cast.bram)
    beside.period = DateRange(beside.period.lower, today())
    beside.save()
    assert client.get(PEOPLE).status_code == 404


def test_one_cannot_get_in_without_redis(cast: Cast, client: Browser, _redis_away: None) -> None:  # noqa: PT019 -- a switch
    letter_for_bram(cast)
    assert client.post("/near/", {"email": MAIL}).status_code == 503


def test_signing_in_gives_a_new_session(cast: Cast, client: Browser) -> None:
    letter = letter_for_bram(cast)
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    let_in(client, letter)
    assert client.session.session_key != before


def test_a_relative_sees_no_page_of_staff(cast: Cast, client: Browser) -> None:
    let_in(client, letter_for_bram(cast))
    for name in ("supportplans:client-list", "organisations:staff-list", "surveys:round-list"):
        assert client.get(reverse(name)).status_code == 404


def test_staff_make_the_letter_and_the_log_keeps_it(cast: Cast, signed_in: SignIn) -> None:
    Relative.objects.filter(pk=cast.bram.pk).update(email=MAIL)
    representation = Representation.objects.get(relative=cast.bram)
    response = signed_in(cast.carla).post(f"/relatives/{representation.pk}/letter/")
    assert response.status_code == 200
    code = RelativeCode.objects.get(relative=cast.bram, voided_at=None)
    assert code.code_hash not in response.content.decode()
    assert AccessEvent.objects.filter(action="print_letter", client_id=cast.anna.pk).exists()


def test_without_an_address_there_is_no_letter(cast: Cast, signed_in: SignIn) -> None:
    representation = Representation.objects.get(relative=cast.bram)
    response = signed_in(cast.carla).post(f"/relatives/{representation.pk}/letter/", follow=True)
    assert "e-mail" in response.content.decode()
    assert not RelativeCode.objects.exists()


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
def test_what_the_client_says_is_kept(cast: Cast, signed_in: SignIn, said: str, *, kept: bool | None) -> None:
    representation = Representation.objects.get(relative=cast.bram)
    fields = {"may_see": "on", "client_agrees": said, "evidence": "Beschikking 3 mei 2026"}
    assert signed_in(cast.carla).post(f"/relatives/{representation.pk}/", fields).status_code == 302
    representation.refresh_from_db()
    assert (representation.may_see, representation.client_agrees) == (True, kept)
    assert representation.said_on == (today() if kept is not None else None)


def test_staff_note_that_somebody_stands_beside_the_client_no_more(cast: Cast, signed_in: SignIn) -> None:
    near = let_in(Browser(), letter_for_bram(cast))
    representation, staff = Representation.objects.get(relative=cast.bram), signed_in(cast.carla)
    address, fields = f"/relatives/{representation.pk}/", {"may_see": "on", "client_agrees": "yes"}
    staff.post(address, fields | {"until": (today() + timedelta(days=1)).isoformat()})
    assert near.get(PEOPLE).url != "/near/"
    staff.post(address, fields | {"until": today().isoformat()})
    assert near.get(PEOPLE).status_code == 404
    assert staff.get(address).context["form"]["until"].value() == today()
    refused = staff.post(address, fields | {"until": representation.period.lower.isoformat()})
    assert "until" in refused.context["form"].errors
    staff.post(address, fields)
    assert near.get(PEOPLE, follow=True).status_code == 200


def test_a_yes_of_before_sixteen_is_asked_anew_and_keeps_its_day_else(cast: Cast, signed_in: SignIn) -> None:
    representation, staff = Representation.objects.get(relative=cast.bram), signed_in(cast.carla)
    Client.objects.filter(pk=cast.anna.pk).update(birth_date=today() - timedelta(days=20 * 366))
    Representation.objects.filter(pk=representation.pk).update(
        client_agrees=True, said_on=today() - timedelta(days=3000)
    )
    page = staff.get(f"/relatives/{representation.pk}/")
    assert page.context["form"]["client_agrees"].value() == ""
    yes = {"may_see": "on", "client_agrees": "yes"}
    staff.post(f"/relatives/{representation.pk}/", yes)
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        staff.post(f"/relatives/{representation.pk}/", yes | {"evidence": "Gesprek"})
    representation.refresh_from_db()
    assert (representation.client_agrees, representation.said_on) == (True, today())
