"""The access log: what its keeper sees, finds and takes out; what signing in leaves; and what goes when it is old."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client as Browser
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from organisations.access import rights_of
from organisations.choices import Action, ActorKind, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, ClientMerge, Staff, TraceExport, Unit
from organisations.operations.old_traces import remove_old_exports, remove_old_traces
from organisations.operations.staff import give_role
from organisations.operations.trace_files import make_export
from organisations.operations.traces import Actor, event, keep, record
from organisations.page_names import page_names
from organisations.queries.traces import PAGE_SIZE
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import PASSWORD, RoleAssignmentFactory

LOG = reverse("organisations:trace-list")
EXPORT = reverse("organisations:trace-export")


@pytest.fixture
def keeper(cast: Cast) -> Staff:
    """Return the keeper of the log of Anna's provider."""
    return staff_with_role("Ilse", cast.provider, Role.LOG_KEEPER)


def looked(cast: Cast, client: Any, unit: Unit, count: int = 1, **changes: Any) -> None:
    actor = Actor(ActorKind.STAFF, cast.carla.pk, (Role.SUPPORT_WORKER,))
    known = {"actor": actor, "action": Action.VIEW, "client_id": client.pk, "provider_id": unit.pk, "thing": "client"}
    keep(event(**known | changes) for _number in range(count))


def shown(browser: Browser, **wanted: str) -> str:
    answer = browser.post(LOG, wanted) if wanted else browser.get(LOG)
    html: str = answer.content.decode().partition("<tbody>")[2]
    return html


def test_the_keeper_reads_who_saw_whom_by_number_and_never_by_name(
    cast: Cast, keeper: Staff, signed_in: SignIn
) -> None:
    signed_in(cast.carla).get(reverse("supportplans:client-detail", args=[cast.anna.pk]))
    html = shown(signed_in(keeper))
    assert "Carla" in html
    assert "1001" in html
    assert page_names.plain("supportplans:client-detail") in html
    assert "supportplans:" not in html
    assert "Anna" not in html
    assert "de Wit" not in html


def test_a_role_that_was_given_is_told_in_words(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    give_role(staff=cast.carla, unit=cast.team, role=Role.COUNCIL, on=today())
    html = shown(signed_in(keeper), action="role_given")
    assert "Carla" in html
    assert f"cliëntenraad · {cast.team.name}" in html
    assert str(cast.team.pk) not in html


@pytest.mark.parametrize("reason", ["council", "council of all", "unit:niets", "zomaar"])
def test_a_reason_in_no_known_shape_stands_as_it_is(cast: Cast, keeper: Staff, signed_in: SignIn, reason: str) -> None:
    looked(cast, cast.anna, cast.provider, reason=reason, thing="unit:niets")
    assert reason in shown(signed_in(keeper), action="view")


def test_a_client_who_looked_at_the_own_page_is_told_as_such(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    actor = Actor(ActorKind.CLIENT, cast.anna.pk)
    record(actor=actor, action=Action.VIEW, client_id=cast.anna.pk, provider_id=cast.provider.pk)
    page = shown(signed_in(keeper), action="view")
    assert "1001" in page
    assert str(ActorKind.CLIENT.label) in page
    assert str(cast.anna.pk)[:8] not in page


def test_who_reads_the_log_stands_in_it(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    browser = signed_in(keeper)
    for _time in range(2):
        page = browser.get(LOG).content.decode()
    found = AccessEvent.objects.filter(thing="access-log", action="list", provider_id=cast.provider.pk)
    assert [one.actor_id for one in found] == [keeper.pk] * 2
    assert "Ilse" in page


def test_each_provider_keeps_its_own_log(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    looked(cast, cast.zoe, cast.other_provider)
    assert "<tr>" not in shown(signed_in(keeper), action="view")


def test_a_keeper_of_a_team_reads_about_its_clients_alone(cast: Cast, signed_in: SignIn) -> None:
    of_team = staff_with_role("Joop", cast.other_team, Role.LOG_KEEPER)
    other = cast.other_team.placements.first().client
    looked(cast, cast.anna, cast.provider)
    looked(cast, other, cast.provider)
    html = shown(signed_in(of_team))
    assert other.number in html
    assert "1001" not in html


def test_a_keeper_above_every_provider_reads_nothing(cast: Cast, signed_in: SignIn) -> None:
    looked(cast, cast.anna, cast.provider)
    above = staff_with_role("Kees", cast.cooperative, Role.LOG_KEEPER)
    assert "<tr>" not in shown(signed_in(above))


def test_one_finds_by_client_staff_action_and_period(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    looked(cast, cast.anna, cast.provider)
    looked(cast, cast.noor, cast.provider, action=Action.PRINT_LETTER)
    browser = signed_in(keeper)
    assert "1002" not in shown(browser, client="1001")
    assert "1001" not in shown(browser, action="print_letter")
    assert "1001" in shown(browser, staff="carla", action="view")
    assert shown(browser, staff="Dirk") == ""
    tomorrow = str(today() + timedelta(days=1))
    assert shown(browser, since=tomorrow) == ""
    assert "1001" in shown(browser, since=str(today()), until=tomorrow)


@pytest.mark.parametrize(
    "wrong", [{"client": "9999"}, {"staff": "Niemand"}, {"since": "2026-02-31"}, {"action": "all"}]
)
@pytest.mark.usefixtures("cast")
def test_what_cannot_be_found_is_said(keeper: Staff, signed_in: SignIn, wrong: dict[str, str]) -> None:
    for address in (LOG, EXPORT):
        assert signed_in(keeper).post(address, wrong).status_code == 422
    assert not TraceExport.objects.exists()


def test_a_number_of_another_provider_finds_nobody(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    cast.zoe.number = "3003"
    cast.zoe.save()
    assert signed_in(keeper).post(LOG, {"client": "3003"}).status_code == 422


def test_who_was_merged_or_erased_is_still_found(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    looked(cast, cast.noor, cast.provider)
    former = cast.noor.pk
    cast.noor.placements.all().delete()
    cast.noor.delete()
    ClientMerge.objects.create(provider=cast.provider, client=cast.anna, former_id=former, merged_at=now())
    browser = signed_in(keeper)
    assert str(former)[:8] in shown(browser, client="1001")
    assert str(former)[:8] in shown(browser, client=str(former))


def test_older_events_follow_without_a_gap_or_a_repeat(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    looked(cast, cast.anna, cast.provider, count=2 * PAGE_SIZE + 7)
    browser, after = signed_in(keeper), ""
    seen = set()
    for wanted in (PAGE_SIZE, PAGE_SIZE, 7):
        answer = browser.post(LOG, {"action": "view", "after": after})
        assert len(answer.context["events"]) == wanted
        seen |= {one.event.pk for one in answer.context["events"]}
        after = answer.context["older"].text if answer.context["older"] else ""
    assert (after, len(seen)) == ("", 2 * PAGE_SIZE + 7)
    assert browser.post(LOG, {"action": "view", "after": "2026_zomaar"}).status_code == 200


def test_a_long_log_costs_no_more_and_follows_an_index(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    browser = signed_in(keeper)
    counts = []
    for number in (5, 3000):
        looked(cast, cast.anna, cast.provider, count=number)
        with CaptureQueriesContext(connection) as found:
            browser.get(LOG)
        counts.append(len(found))
    assert counts[0] == counts[1]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE organisations_accessevent")
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = AccessEvent.objects.filter(provider_id=cast.provider.pk).order_by("-at", "-id")[:51]
    assert "access_event_by_provider" in rows.explain()


def make(browser: Browser, **wanted: str) -> TraceExport:
    assert browser.post(EXPORT, wanted).status_code == 302
    asked = TraceExport.objects.latest("asked_at")
    make_export(export_id=asked.pk, at=now())
    asked.refresh_from_db()
    return asked


def rows_of(answer: Any) -> list[list[str]]:
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    table = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in table.iter_rows()]


@pytest.mark.parametrize(("wanted", "kind"), [({}, "sheet"), ({"kind": "xlsx"}, "sheet"), ({"kind": "csv"}, "csv")])
def test_a_file_says_the_same_as_the_page_and_is_logged_twice(
    cast: Cast, keeper: Staff, signed_in: SignIn, wanted: dict[str, str], kind: str
) -> None:
    looked(cast, cast.anna, cast.provider)
    looked(cast, cast.zoe, cast.other_provider)
    browser = signed_in(keeper)
    made = make(browser, action="view", **wanted)
    answer = browser.get(reverse("organisations:trace-download", args=[made.pk]))
    heads, *rows = rows_of(answer)
    assert kind in answer["Content-Type"]
    assert answer["Content-Disposition"].endswith(f'.{made.kind}"')
    assert made.events == len(rows) == 1
    assert "1001" in rows[0]
    assert len(rows[0]) == len(set(heads))
    assert "Anna" not in str(rows)
    assert len(heads) == len(rows[0])
    exports = AccessEvent.objects.filter(action="export", thing=f"trace-export:{made.pk}", actor_id=keeper.pk)
    assert exports.count() == 2


def test_a_file_is_for_its_keeper_as_long_as_they_keep_the_log(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    browser = signed_in(keeper)
    made = make(browser)
    address = reverse("organisations:trace-download", args=[made.pk])
    other = staff_with_role("Joop", cast.provider, Role.LOG_KEEPER)
    browser.force_login(other.user)
    assert browser.get(address).status_code == 404
    keeper.roles.all().delete()
    browser.force_login(keeper.user)
    assert browser.get(address).status_code == 404


def test_a_file_with_the_log_of_two_is_not_given_to_who_keeps_one_of_them_now(
    cast: Cast, keeper: Staff, signed_in: SignIn
) -> None:
    own = keeper.roles.get()
    RoleAssignmentFactory(staff=keeper, unit=cast.other_provider, role=Role.LOG_KEEPER)
    browser = signed_in(keeper)
    address = reverse("organisations:trace-download", args=[make(browser).pk])
    assert browser.get(address).status_code == 200
    own.unit = cast.team
    own.save()
    assert browser.get(address).status_code == 404
    own.unit = cast.cooperative
    own.save()
    assert browser.get(address).status_code == 404
    own.unit = cast.provider
    own.save()
    assert browser.get(address).status_code == 200


def test_who_keeps_the_log_no_more_gets_no_file_made(keeper: Staff, signed_in: SignIn) -> None:
    signed_in(keeper).post(EXPORT, {})
    keeper.roles.all().delete()
    make_export(export_id=TraceExport.objects.get().pk, at=now())
    assert not TraceExport.objects.exists()


def test_a_file_goes_after_a_week(keeper: Staff, signed_in: SignIn) -> None:
    made = make(signed_in(keeper))
    assert remove_old_exports(at=made.ends_at - timedelta(minutes=1)) == 0
    assert remove_old_exports(at=made.ends_at) == 1


def test_a_name_that_looks_like_a_formula_is_a_name(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    Staff.objects.filter(pk=cast.carla.pk).update(name='=HYPERLINK("http://x")')
    looked(cast, cast.anna, cast.provider)
    browser = signed_in(keeper)
    for kind, shown in (("csv", '\'=HYPERLINK("http://x")'), ("xlsx", '=HYPERLINK("http://x")')):
        made = make(browser, action="view", kind=kind)
        _heads, row = rows_of(browser.get(reverse("organisations:trace-download", args=[made.pk])))
        assert row[1] == shown


def test_a_workbook_says_what_it_is_for_whom_and_what_was_searched_for(
    cast: Cast, keeper: Staff, signed_in: SignIn
) -> None:
    looked(cast, cast.anna, cast.provider)
    browser = signed_in(keeper)
    made = make(browser, action="view", client="1001", staff="Carla", since="2026-01-01")
    answer = browser.get(reverse("organisations:trace-download", args=[made.pk]))
    said = {row[0]: row[1] for row in load_workbook(io.BytesIO(answer.content)).worksheets[1].values}
    assert {"Ilse", "1001", "Carla", cast.provider.name} <= {*said.values()}
    assert "NEN 7513" in str(said)
    assert "de Wit" not in str(said)


def test_a_kind_of_file_that_does_not_exist_is_refused(keeper: Staff, signed_in: SignIn) -> None:
    assert signed_in(keeper).post(EXPORT, {"kind": "exe"}).status_code == 422
    assert not TraceExport.objects.exists()


def test_signing_in_and_out_is_in_the_log_of_the_provider(cast: Cast, client: Browser) -> None:
    client.post(reverse("account_login"), {"login": "carla", "password": PASSWORD})
    client.post(reverse("account_logout"))
    found = AccessEvent.objects.filter(provider_id=cast.provider.pk, actor_id=cast.carla.pk)
    assert list(found.order_by("at").values_list("action", flat=True)) == ["sign_in", "sign_out"]
    assert found.filter(action="sign_in").get().source.startswith("sign-in:")


def test_failing_to_sign_in_is_in_the_log_of_the_person(cast: Cast, client: Browser) -> None:
    client.post(reverse("account_login"), {"login": "carla", "password": "mis"})
    found = AccessEvent.objects.get(action="sign_in_failed")
    assert (found.actor_id, found.provider_id) == (cast.carla.pk, cast.provider.pk)


def test_a_name_that_nobody_has_is_not_kept(cast: Cast, keeper: Staff, signed_in: SignIn) -> None:
    request = RequestFactory().post("/")
    assert authenticate(request, username="geheim-wachtwoord", password="mis") is None
    found = AccessEvent.objects.get(action="sign_in_failed")
    assert (found.actor_kind, found.actor_id, found.provider_id) == ("unknown", None, cast.cooperative.pk)
    assert "geheim" not in str(AccessEvent.objects.values_list())
    assert "<tr>" in shown(signed_in(keeper), action="sign_in_failed")


def test_the_session_key_stands_nowhere_in_the_log(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    browser.get(reverse("supportplans:client-list"))
    key = browser.session.session_key
    assert key
    assert key not in str(AccessEvent.objects.values_list())
    assert AccessEvent.objects.filter(action="list", thing=f"unit:{cast.team.pk}").exists()


def test_what_is_older_than_five_years_goes_and_how_much_is_kept(cast: Cast) -> None:
    known = {"actor_kind": "staff", "action": "view"}
    for provider, days in (
        (cast.provider, 5 * 366 + 3),
        (cast.provider, 5 * 366 + 4),
        (cast.other_provider, 5 * 366 + 3),
    ):
        AccessEvent.objects.create(at=now() - timedelta(days=days), provider_id=provider.pk, **known)
    looked(cast, cast.anna, cast.provider)
    looked(cast, cast.anna, cast.provider, action=Action.LIST)
    assert remove_old_traces(on=today()) == 3
    assert AccessEvent.objects.exclude(action="log_removed").count() == 2
    gone = AccessEvent.objects.filter(action="log_removed").values_list("provider_id", "thing")
    assert dict(gone) == {cast.provider.pk: "events:2", cast.other_provider.pk: "events:1"}
    assert remove_old_traces(on=today()) == 0


def test_the_term_is_never_less_than_five_years() -> None:
    from organisations.rules.retention import Term  # noqa: PLC0415 -- beside what it is about

    assert settings.RETENTION[Term.ACCESS_LOG].years >= 5


def test_the_role_is_given_within_a_provider_and_reaches_no_person(
    cast: Cast, keeper: Staff, signed_in: SignIn
) -> None:
    browser = signed_in(keeper)
    assert browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk])).status_code == 404
    assert rights_of(keeper.user, on=today()).paths(Role.LOG_KEEPER)
    assert browser.get("/")["Location"] == LOG
    RoleAssignmentFactory(staff=cast.hans, unit=cast.cooperative, role=Role.LOG_KEEPER)
    assert not rights_of(cast.hans.user, on=today()).paths(Role.LOG_KEEPER)


def test_a_page_that_fails_leaves_neither_change_nor_event(cast: Cast, signed_in: SignIn, monkeypatch: Any) -> None:
    from organisations import tracing  # noqa: PLC0415 -- patched

    def refuse(_events: object) -> None:
        raise ConnectionError

    browser = signed_in(cast.carla)
    browser.raise_request_exception = False
    monkeypatch.setattr(tracing, "keep", refuse)
    address = reverse("supportplans:goal-create", args=[cast.anna.pk])
    assert browser.post(address, {"words": "Zelf koken", "whose": "client"}).status_code == 500
    assert not cast.anna.goals.exists()
    assert "Anna" not in browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk])).content.decode()


def test_what_a_form_did_is_what_the_log_says(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    address = reverse("supportplans:goal-create", args=[cast.anna.pk])
    browser.post(address, {"words": "", "whose": "client"})
    browser.post(address, {"words": "Zelf koken", "whose": "client"})
    found = AccessEvent.objects.filter(client_id=cast.anna.pk).order_by("at").values_list("action", flat=True)
    assert list(found) == ["view", "create"]
    record(actor=Actor(ActorKind.SYSTEM), action=Action.VIEW, client_id=None, provider_id=cast.provider.pk)
