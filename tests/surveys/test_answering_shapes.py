"""Answers of every shape over the answering protocol."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from surveys.models import Draft, Submission
from surveys.operations.codes import issue_code
from tests.cast import Cast
from tests.supportplans.rows import wanted_goal
from tests.surveys.all_shapes import RATHER_NOT, open_shapes, said
from tests.surveys.asking import AT, Sitting, invitation_of, sitting

OPEN = "/api/v1/answering/open"
SUBMISSIONS = "/api/v1/answering/submissions"
PLAN = {"what": "Samen naar de markt.", "who": ["ik"], "when": None}


@pytest.fixture
def anna(cast: Cast) -> Sitting:
    """Anna's open session; she has no goals."""
    open_shapes(cast.provider)
    return sitting(cast.anna)


def send(client: Browser, who: Sitting, answers: dict[str, Any]) -> Any:
    """Send answers as a tablet does."""
    body = {"id": str(uuid4()), "session": str(who.session.pk), "answers": answers, "style": "faces", "helped": "alone"}
    return client.post(SUBMISSIONS, body, content_type="application/json", headers=who.bearer)


def test_a_tablet_gets_all_that_it_needs_to_ask(client: Browser, cast: Cast) -> None:
    open_shapes(cast.provider)
    goal = wanted_goal(cast.anna)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    body = client.post(OPEN, {"code": code}, content_type="application/json").json()
    asked = {question["key"]: question for question in body["release"]["definition"]["questions"]}
    shapes = {key: question["shape"] for key, question in asked.items()}
    assert shapes == {
        "dag": "one",
        "menu": "several",
        "werk": "words",
        "doelen": "rows",
        "doel-blijft": "rows",
        "afspraak": "record",
        "alles-verteld": "one",
    }
    assert asked["doelen"]["rows"] == [{"id": str(goal.pk), "words": "Zelf koken"}]
    assert [part["name"] for part in asked["afspraak"]["parts"]] == ["what", "who", "when"]
    assert asked["menu"]["options"][-1]["alone"] is True
    assert (asked["werk"]["sitting"], asked["afspraak"]["sitting"]) == (1, 2)
    assert len(asked["werk"]["prompts"]) == 3


def test_answers_of_every_shape_arrive(client: Browser, anna: Sitting) -> None:
    response = send(client, anna, said(dag=33, menu=["geld", "vrienden"], afspraak=PLAN))
    assert response.status_code == 422  # the profile of Anna asks on four points, and 33 is a point of the three
    assert send(client, anna, said(dag=4, menu=["vrienden", "geld"], afspraak=PLAN)).status_code == 201
    stored = Submission.objects.get().answers
    assert stored["menu"] == {"value": ["geld", "vrienden"]}
    assert stored["afspraak"] == {"value": PLAN}


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        (said(menu=["geld", "geld"]), "/answers/menu/value/1"),
        (said(menu={"geld": True}), "/answers/menu/value"),
        (said(afspraak=PLAN | {"who": ["ik", ["ik"]]}), "/answers/afspraak/value/who/1"),
        (said(afspraak=PLAN | {"when": "gisteren"}), "/answers/afspraak/value/when"),
        (said(afspraak=PLAN | {"a/b~": 1}), "/answers/afspraak/value/a~1b~0"),
        (said() | {"doelen": RATHER_NOT}, "/answers/doelen"),
    ],
)
def test_each_wrong_part_is_named(client: Browser, anna: Sitting, answers: dict[str, Any], pointer: str) -> None:
    response = send(client, anna, answers)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert not Submission.objects.exists()


def test_a_draft_keeps_what_is_not_whole_yet(client: Browser, anna: Sitting) -> None:
    begun = {"afspraak": {"value": PLAN | {"who": None}}, "menu": {"value": ["werk"]}}
    address = f"/api/v1/answering/sessions/{anna.session.pk}/draft"
    body = {"revision": 1, "answers": begun}
    assert client.put(address, body, content_type="application/json", headers=anna.bearer).status_code == 200
    assert Draft.objects.get().answers == begun
