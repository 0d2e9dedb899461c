"""Every row from which a path leads to a client stands in a rule; nothing can be forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from instruments.registry import DuplicateNameError
from organisations.erasure.base import Kind
from organisations.erasure.paper import export_table, retention_table, terms_table
from organisations.erasure.registry import Rooms, rooms
from organisations.models import Client, Relative
from organisations.queries.removing import held_about
from tests.cast import Cast

POINTS_AT_NOBODY_BY_KEY = {"organisations.AccessEvent"}
"""Of this a rule speaks though no key leads to a client: it has an id without a key."""
SECRETS = ("hash", "secret", "password", "file", "token")


def ours() -> Iterator[type[Model]]:
    rooms_of_people = ("organisations", "surveys", "supportplans", "reports")
    yield from (model for model in apps.get_models() if model._meta.app_label in rooms_of_people)


def with_a_path_to_a_client() -> set[type[Model]]:
    """Walk the foreign keys backwards, from a client and who stands beside one, until nothing new points at them."""
    found: set[type[Model]] = {Client, Relative}
    while new := {model for model in ours() if model not in found and targets(model) & found}:
        found |= new
    return found


def targets(model: type[Model]) -> set[type[Model]]:
    keys = (field for field in model._meta.get_fields() if isinstance(field, ForeignKey))
    return {key.related_model for key in keys}


def spoken_of() -> list[str]:
    return [name for _room, kind in rooms.kinds() for name in (kind.model, *kind.also)]


#: A certificate names nobody, and stays when the request that it came from lets go of the person.
WITHOUT_A_PERSON = {"organisations.RemovalCertificate"}


def test_every_model_with_a_path_to_a_client_has_a_rule() -> None:
    pointing = {model._meta.label for model in with_a_path_to_a_client()} - WITHOUT_A_PERSON
    assert pointing - set(spoken_of()) == set()


def test_no_model_stands_in_two_rules_and_none_is_made_up() -> None:
    spoken = spoken_of()
    assert len(spoken) == len(set(spoken))
    pointing = {model._meta.label for model in with_a_path_to_a_client()}
    assert set(spoken) - pointing == POINTS_AT_NOBODY_BY_KEY


def test_a_forgotten_model_would_be_found() -> None:
    labels = {model._meta.label for model in with_a_path_to_a_client()}
    assert {"surveys.LosingDraft", "surveys.SnapshotItem", "supportplans.Feedback"} <= labels
    assert "organisations.Unit" not in labels


@pytest.mark.parametrize("kind", [kind for _room, kind in rooms.kinds()], ids=lambda kind: kind.name)
def test_fields_that_are_exported_exist_and_hold_no_secret(kind: Kind) -> None:
    model = apps.get_model(kind.model)
    for name in kind.fields:
        assert model._meta.get_field(name)
        assert not any(secret in name for secret in SECRETS)


def test_two_rules_of_one_room_are_refused() -> None:
    own, rule = Rooms("rule"), next(iter(rooms))
    own.register(rule)
    with pytest.raises(DuplicateNameError):
        own.register(rule)


def test_rooms_remove_from_right_to_left() -> None:
    assert [room.name for room in rooms.from_right_to_left()] == ["supportplans", "surveys", "organisations"]


def test_what_is_held_is_counted_in_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        held = {one.label: one.count for one in held_about(cast.anna)}
    assert sorted(held.values()) == [1] * len(held)
    assert len(held) == 5  # the person, how she answers, where she lives, her father, and that he stands beside her


def test_the_papers_say_what_the_rules_say() -> None:
    docs = Path(__file__).parents[2] / "docs"
    with translation.override(None):
        assert retention_table() in (docs / "retention.md").read_text(encoding="utf-8")
        assert terms_table() in (docs / "retention.md").read_text(encoding="utf-8")
        assert export_table() in (docs / "person-export.md").read_text(encoding="utf-8")
