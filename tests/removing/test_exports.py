"""What somebody gets who asks for their data: all that is theirs, nothing that is somebody else's."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations import files
from organisations.choices import Action, AskedBy, ExportState, Role
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.models import AccessEvent, PersonExport, RoleAssignment
from organisations.operations.person_exports import ask_for_person_export
from organisations.operations.person_files import FORMAT, make_person_export
from surveys.models import Submission
from surveys.operations.answer_notes import note_beside_answer
from tests.cast import Cast, SignIn
from tests.removing.stories import WORDS, Past, recorded

MOST_JOINS = 8


@pytest.fixture(autouse=True)
def _without_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no PDF, as where the libraries for it are absent: it takes a second; test_papers.py looks at it."""
    monkeypatch.setitem(sys.modules, "organisations.paper.drawing", None)


def made_for(cast: Cast, language: str = "nl") -> PersonExport:
    """Return an export of Anna's data, made."""
    asked = ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language=language, actor=SYSTEM, at=now())
    make_person_export(export_id=asked.pk, at=now())
    asked.refresh_from_db()
    assert asked.state == ExportState.READY
    return asked


def opened(export: PersonExport) -> tuple[str, dict[str, list[dict[str, object]]], ZipFile]:
    """Return the page, the data and the archive of an export."""
    archive = ZipFile(BytesIO(files.content_of(export.file, sealed=True)))
    return archive.read("read-me.html").decode(), json.loads(archive.read("data.json")), archive


@pytest.mark.usefixtures("past")
def test_it_holds_what_somebody_said_and_what_was_agreed(cast: Cast) -> None:
    page, data, _archive = opened(made_for(cast))
    assert data["format"] == FORMAT
    assert [row["first_name"] for row in data["organisations.Client"]] == ["Anna"]
    assert [row["what"] for row in data["supportplans.Agreement"]] == ["Een kat zoeken"]
    own = [row for row in data["surveys.Submission"] if row["audience"] == "client"]
    assert sorted(str(row["mode"]) for row in own) == ["confidential", "named"]
    assert data["surveys.Draft"][0]["answers"] == {"kamer": {"value": 3}}
    for words in ("Anna", "de Wit", "Een kat zoeken", WORDS):
        assert words in page


@pytest.mark.usefixtures("past")
def test_what_somebody_else_said_in_confidence_is_only_named_as_being_there(cast: Cast) -> None:
    page, data, _archive = opened(made_for(cast, "en"))
    others = [row for row in data["surveys.Submission"] if row["audience"] != "client"]
    assert [row["mode"] for row in others] == ["named"]
    assert data["surveys.Submission.withheld"] == 1
    assert "that others gave in confidence about this person (1)" in page
    assert "AVG article 11" in page


@pytest.fixture
def to_representative(cast: Cast, past: Past) -> Callable[[], tuple[str, dict[str, list[dict[str, object]]], ZipFile]]:  # noqa: ARG001 -- Anna has a past
    """Return what a representative of Anna gets, whose placement and wish name De Linde."""

    def get() -> tuple[str, dict[str, list[dict[str, object]]], ZipFile]:
        whom = AskedBy.REPRESENTATIVE
        asked = ask_for_person_export(client=cast.anna, for_whom=whom, language="nl", actor=SYSTEM, at=now())
        make_person_export(export_id=asked.pk, at=now())
        asked.refresh_from_db()
        return opened(asked)

    return get


def test_a_representative_gets_nothing_that_another_relative_said(to_representative: Callable[[], Any]) -> None:
    page, data, _archive = to_representative()
    assert {row["audience"] for row in data["surveys.Submission"]} == {"client"}
    assert data["surveys.Submission.withheld"] == 2
    assert "2" in page
    assert "De Linde" in page


def test_while_an_address_is_secret_a_representative_gets_no_place_and_no_name_of_staff(
    cast: Cast, to_representative: Callable[[], Any]
) -> None:
    cast.anna.support_worker = cast.carla
    cast.anna.save()
    cast.anna.representations.update(hide_places=True)
    page, data, _archive = to_representative()
    for told in (page, json.dumps(data)):
        assert not [name for name in ("De Linde", "Bosweg", "Carla") if name in told]
    assert data["organisations.Placement"]
    assert "geheim" in page or "secret" in page
    _page, own, _archive = opened(made_for(cast))
    assert "De Linde" in json.dumps(own)


@pytest.mark.usefixtures("past")
def test_nothing_of_anybody_else_is_in_it(cast: Cast) -> None:
    page, data, _archive = opened(made_for(cast))
    text = page + json.dumps(data)
    for stranger in ("Noor", "Bakker", str(cast.noor.pk), "Zoë"):
        assert stranger not in text


@pytest.mark.parametrize("secret", ["pin_hash", "secret_hash", "code_hash", "content_hash", "token_hash"])
@pytest.mark.usefixtures("past")
def test_no_secret_is_in_it(cast: Cast, secret: str) -> None:
    _page, data, _archive = opened(made_for(cast))
    assert secret not in json.dumps(data)


def test_photos_and_drawings_lie_beside_the_page(cast: Cast, past: Past) -> None:
    row = Submission.objects.get(pk=past.submission_id)
    there = recorded(row.session_id, row.pk, row.provider_id, files.keep(b"drawn", folder="answers", sealed=True))
    gone = recorded(row.session_id, row.pk, row.provider_id, "answers/gone")
    _page, data, archive = opened(made_for(cast))
    assert archive.read(f"media/drawing-{there.pk}.webp") == b"drawn"
    assert "photos/kamer.webp" in archive.namelist()
    assert data["unreadable_files"] == [f"media/drawing-{gone.pk}.webp"]


def test_a_note_beside_an_answer_goes_along(cast: Cast, past: Past) -> None:
    note_beside_answer(
        submission_id=past.submission_id,
        question="kamer",
        words="Ik bedoelde de gang",
        said_by=AskedBy.CLIENT,
        actor=SYSTEM,
        at=now(),
    )
    page, data, _archive = opened(made_for(cast))
    assert "Ik bedoelde de gang" in page
    assert [row["words"] for row in data["surveys.AnswerNote"]] == ["Ik bedoelde de gang"]


def test_without_a_pdf_it_says_so(cast: Cast) -> None:
    page, _data, archive = opened(made_for(cast, "en"))
    assert "There is no PDF" in page
    assert "read-me.pdf" not in page
    assert "read-me.pdf" not in archive.namelist()


def test_markup_in_words_is_shown_as_words(cast: Cast) -> None:
    cast.anna.first_name = "<script>alert(1)</script>"
    cast.anna.save()
    page, _data, _archive = opened(made_for(cast))
    assert "<script>" not in page


def test_the_file_is_sealed_and_the_role_is_judged_again(cast: Cast, signed_in: SignIn) -> None:
    export = made_for(cast)
    address = reverse("organisations:person-export-fetch", args=(export.pk,))
    browser = signed_in(cast.gerda)
    response = browser.get(address)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert ZipFile(BytesIO(response.content)).testzip() is None
    RoleAssignment.objects.filter(staff=cast.gerda, role=Role.ADMINISTRATOR).update(unit=cast.location)
    assert browser.get(address).status_code == 404


def test_after_its_days_it_cannot_be_fetched(cast: Cast, signed_in: SignIn) -> None:
    export = made_for(cast)
    PersonExport.objects.filter(pk=export.pk).update(expires_at=now() - timedelta(seconds=1))
    address = reverse("organisations:person-export-fetch", args=(export.pk,))
    assert signed_in(cast.gerda).get(address).status_code == 404


def test_asking_and_fetching_are_traced(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    browser.post(reverse("organisations:person-export", args=(cast.anna.pk,)), {"for_whom": "client"})
    make_person_export(export_id=PersonExport.objects.get().pk, at=now())
    browser.get(reverse("organisations:person-export-fetch", args=(PersonExport.objects.get().pk,)))
    events = AccessEvent.objects.filter(action=Action.EXPORT, client_id=cast.anna.pk)
    assert {event.actor_id for event in events} == {cast.gerda.pk}
    assert events.count() == 2


def test_two_taps_make_one_file(cast: Cast) -> None:
    first, second = (
        ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
        for _tap in range(2)
    )
    assert first == second


@pytest.mark.usefixtures("past")
def test_no_query_joins_more_than_it_shows(cast: Cast) -> None:
    """A join of every table in reach takes minutes as soon as the database misjudges how much is in them."""
    with CaptureQueriesContext(connection) as asked:
        made_for(cast)
    assert [one["sql"][:80] for one in asked if one["sql"].count(" JOIN ") > MOST_JOINS] == []
