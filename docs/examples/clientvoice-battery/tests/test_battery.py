"""What the package brings can be previewed, answered and declined as if it came with clientvoice."""

import pytest
from django.test import Client
from django.urls import reverse

from instruments import builtin
from surveys.access import COOKIE
from surveys.choices import Audience
from surveys.models import Submission
from surveys.operations.releases import publish_release
from tests.cast import Cast
from tests.surveys.asking import AT, open_test_round, sitting

KEY = "mijn-batterij"


@pytest.fixture
def answering(cast: Cast, client: Client) -> Client:
    """Return a browser that holds the session of somebody who is asked about their battery."""
    open_test_round(cast.provider, releases={Audience.CLIENT: publish_release(definition=builtin()[KEY], at=AT)})
    held = sitting(cast.anna)
    client.cookies[COOKIE] = f"{held.session.pk}.{held.secret}"
    return client


def test_the_page_shows_the_batteries(answering: Client) -> None:
    page = answering.get(reverse("answering:form")).content.decode()
    assert "Hoe vol is je batterij?" in page
    assert page.count('name="a-batterij"') == 5 + 2
    assert "Bijna leeg" in page


@pytest.mark.parametrize(("sent", "stored"), [("n:3", {"value": 3}), ("d:rather_not", {"declined": "rather_not"})])
def test_an_answer_is_stored(answering: Client, sent: str, stored: dict[str, object]) -> None:
    response = answering.post(reverse("answering:form"), {"a-batterij": sent, "a-alles-verteld": "s:ja"})
    assert response.url == reverse("answering:done")
    assert Submission.objects.get().answers["batterij"] == stored


def test_a_level_that_does_not_exist_is_refused(answering: Client) -> None:
    response = answering.post(reverse("answering:form"), {"a-batterij": "n:5", "a-alles-verteld": "s:ja"})
    assert response.status_code == 422
    assert not Submission.objects.exists()
