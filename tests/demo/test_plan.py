"""The fictional cooperative is of the promised size, and its people answer like the field does."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.validators import validate_email

from clientvoice.demo import plan
from clientvoice.demo.population import answers, how_many
from instruments.answers import validate_answers
from instruments.catalogue import builtin
from instruments.definition.model import Goal
from instruments.projection import Situation, project

TODAY = date(2026, 11, 22)


def test_three_providers_fourteen_locations_thirty_eight_teams() -> None:
    providers = plan.providers(today=TODAY)
    locations = [location for provider in providers for location in provider.locations]
    teams = [team for provider in providers for team in provider.teams]
    assert (len(providers), len(locations), len(teams)) == (3, 14, 38)


def test_four_teams_are_large_and_the_others_small() -> None:
    sizes = sorted(len(team.clients) for provider in plan.providers(today=TODAY) for team in provider.teams)
    assert all(3 <= size <= 14 for size in sizes[:34])
    assert all(16 <= size <= 24 for size in sizes[34:])
    assert 390 <= sum(sizes) <= 410


def test_eighty_staff_and_240_relatives() -> None:
    providers = plan.providers(today=TODAY)
    relatives = [
        one for provider in providers for team in provider.teams for who in team.clients for one in who.relatives
    ]
    assert len(relatives) == 240
    assert len(plan.staff(providers)) + 1 == plan.STAFF


def test_it_is_the_same_each_time() -> None:
    assert plan.providers(today=TODAY) == plan.providers(today=TODAY)


def test_every_team_has_a_support_worker() -> None:
    providers = plan.providers(today=TODAY)
    places = {person.place for person in plan.staff(providers) if person.role == "support_worker"}
    assert len(places) == 38


@pytest.mark.parametrize("key", sorted(builtin()))
def test_every_simulated_person_gives_valid_answers(key: str) -> None:
    goals = (Goal(id="koken", words="Zelf koken"), Goal(id="fietsen", words="Alleen fietsen"))
    definition = project(builtin()[key], Situation(points=3, goals=goals))
    for seed in range(20):
        assert validate_answers(definition, answers(definition, Random(seed))) == []


def test_marks_cluster_at_seven_and_eight() -> None:
    definition = builtin()["ouders-over-hulp"]
    marks = Counter(answers(definition, Random(seed))["cijfer"].get("value") for seed in range(1000))
    assert marks[7] + marks[8] > 500
    assert marks[None] > 20


@pytest.mark.parametrize("size", range(3, 25))
def test_between_thirty_and_ninety_per_cent_of_each_team_answers(size: int) -> None:
    for seed in range(50):
        assert 0.3 * size <= how_many(size, Random(seed), (0.3, 0.9)) <= 0.9 * size


def test_relatives_of_one_team_can_look_in_with_an_address_of_nobody() -> None:
    providers = plan.providers(today=TODAY)
    found = [
        one.email for provider in providers for team in provider.teams for who in team.clients for one in who.relatives
    ]
    known = [email for email in found if email]
    assert len(known) == len(set(known)) == 7
    for email in known:
        assert email.endswith("@example.org")
        validate_email(email)
