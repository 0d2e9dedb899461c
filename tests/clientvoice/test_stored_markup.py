"""Words that look like markup, template or formula stay words, wherever a name or what somebody wrote is shown."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import CharField, Field, Model, TextField
from django.http import HttpResponse
from django.urls import reverse

from organisations.models import Client, Device, PictureSet, Relative, Staff, Unit
from supportplans.models import Agreement, Goal, Wish
from surveys.models import Round
from tests.cast import Cast
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role
from tests.clientvoice.test_role_table import browser_of, undone

HOSTILE = "=2+3\"'><b onmouseover=alert(1)>{{ 7|add:42 }}\u202e{% now %}"
RAW, SHOWN = "<b onmouseover", "&lt;b onmouseover=alert(1)&gt;{{ 7|add:42 }}"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
OF_PEOPLE: tuple[type[Model], ...] = (Client, Unit, Relative, Staff)
OF_WORK: tuple[type[Model], ...] = (Round, Wish, Goal, Agreement, Device, PictureSet)
NAMES = {"first_name", "last_name", "name", "text", "words", "what", "who", "credit", "licence"}


def spoil(models: tuple[type[Model], ...]) -> None:
    """Give everything that people may write in these tables hostile words, as far as they fit."""
    for model in models:
        for one in model._default_manager.all():
            for field in spoilt(model):
                setattr(one, field.attname, HOSTILE[: field.max_length or len(HOSTILE)])
            one.save()


def spoilt(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    for field in model._meta.get_fields():
        if isinstance(field, CharField | TextField) and field.name in NAMES and not field.choices:
            yield field


def faults(response: HttpResponse) -> Iterator[str]:
    """Yield where words became something else."""
    text = response.content.decode("utf-8", "ignore")
    if response["Content-Type"].startswith("text/csv"):
        cells = [cell for line in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";") for cell in line]
        yield from (f"the formula {cell}" for cell in cells if cell.startswith(FORMULA))
    elif "json" not in response["Content-Type"] and RAW in text:
        yield "markup"


def pages(row: Row, cast: Cast) -> Iterator[HttpResponse]:
    """Yield what whoever may see an address is shown there, of everybody and everything with hostile names."""
    address = reverse(row.name, kwargs=dict(row.kwargs(cast)))
    spoil(OF_WORK)
    seen = next((who for who, status in zip(WHO, row.get.split(), strict=True) if status == "200"), None)
    if seen:
        yield browser_of(seen, cast).get(address)
        if row.post:
            yield browser_of(seen, cast).post(address, dict(row.data(cast)))


@pytest.fixture
def spoilt_cast(cast: Cast) -> Cast:
    give_eva_every_role(cast)
    spoil(OF_PEOPLE)
    for one in (cast.provider, cast.team, cast.anna, cast.zoe, cast.bram, cast.carla, cast.gerda):
        one.refresh_from_db()
    return cast


def test_words_stay_words_on_every_page(spoilt_cast: Cast) -> None:
    found, shown = set(), set()
    for row in ROWS:
        with undone():
            for response in pages(row, spoilt_cast):
                found |= {f"{row}: {fault}" for fault in faults(response)}
                shown |= {row.name} if SHOWN in response.content.decode("utf-8", "ignore") else set()
    assert found == set()
    assert {
        "supportplans:client-list",
        "surveys:round-detail",
        "reports:result-detail",
        "organisations:staff-list",
    } < shown
    assert len(shown) > 60


def test_a_page_that_forgets_would_be_found() -> None:
    assert list(faults(HttpResponse(f"<p>{HOSTILE}</p>"))) == ["markup"]
    assert list(faults(HttpResponse(f"naam\r\n{HOSTILE}", content_type="text/csv")))
