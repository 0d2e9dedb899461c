"""A unit is merged into another: who leads that one reads what was asked there as its leader did, and nobody else."""

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.access import rights_of
from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import Staff, Unit
from organisations.operations.reorganising import merge_units, reopen_unit, split_unit
from organisations.rules.taking_over import TakenOver, past_below
from reports.access import publications, visible
from surveys.access import own_rounds, proposals, releases, rounds
from surveys.models import Round
from surveys.operations.rounds import close_round
from surveys.queries.readable import readable_response
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import UnitFactory
from tests.life.stage import by
from tests.reports.published import Published, publish_for
from tests.surveys.asking import draft_round, open_test_round
from tests.surveys.own_lists import published

database = pytest.mark.django_db


@pytest.fixture
def elsewhere(cast: Cast) -> Unit:
    """Return another location of the provider, with the team De Es."""
    location: Unit = UnitFactory(parent=cast.provider, name="Dorpstraat", level="locatie")
    UnitFactory(parent=location, name="De Es", level="team")
    return location


def es() -> Unit:
    """Return the team of the other location."""
    return Unit.objects.get(name="De Es")


def take_over(cast: Cast) -> None:
    merge_units(unit=cast.team, into=es(), actor=by(cast.gerda), at=now())


def may(staff: Staff) -> set[str]:
    """Return the names of the rounds that somebody reads."""
    return set(rounds(rights_of(staff.user, on=today())).values_list("name", flat=True))


def shown_to(asking: Round, staff: Staff) -> object:
    return readable_response(asking, rights_of(staff.user, on=today())).units


@database
def test_the_past_goes_to_who_leads_the_unit_that_took_over_and_to_nobody_else(cast: Cast, elsewhere: Unit) -> None:
    former, new = (staff_with_role(name, unit, Role.TEAM_LEADER) for name, unit in [("Ido", cast.team), ("Ina", es())])
    above = staff_with_role("Ilse", elsewhere, Role.TEAM_LEADER)
    stranger = staff_with_role("Ivo", cast.other_team, Role.TEAM_LEADER)
    own, wide = (open_test_round(unit, name=unit.name) for unit in (cast.team, cast.location))
    close_round(round_id=own.pk, at=now())
    draft_round(cast.team, name="Never opened")
    before = [shown_to(asking, former) for asking in (own, wide)]
    assert (may(former), may(new)) == ({"De Linde", "Bosweg", "Never opened"}, set())
    take_over(cast)
    open_test_round(cast.location, name="Later", reference_date=today(), opens_on=today(), closes_on=today())
    assert may(new) == may(above) == may(former) == {"De Linde", "Bosweg"}
    assert [shown_to(asking, new) for asking in (own, wide)] == before
    assert may(stranger) == {"Bosweg", "Later"}
    assert may(cast.eva) == set()
    reopen_unit(unit=cast.team, actor=by(cast.gerda))
    assert may(new) == set()


@database
@pytest.mark.usefixtures("elsewhere")
def test_the_pages_of_a_round_open_for_them_alone(cast: Cast, signed_in: SignIn) -> None:
    asking = close_round(round_id=open_test_round(cast.team).pk, at=now())
    new = staff_with_role("Ina", es(), Role.TEAM_LEADER)
    stranger = staff_with_role("Ivo", cast.other_team, Role.TEAM_LEADER)
    address = reverse("surveys:round-detail", args=[asking.pk])
    assert [signed_in(one).get(address).status_code for one in (new, stranger)] == [404, 404]
    take_over(cast)
    assert [signed_in(one).get(address).status_code for one in (new, stranger)] == [200, 404]


@database
@pytest.mark.usefixtures("elsewhere")
def test_what_was_published_is_read_as_it_was_read_there(cast: Cast) -> None:
    found = publish_for(cast)
    former, new = (
        staff_with_role(name, unit, Role.TEAM_LEADER) for name, unit in [("Ido", found.large), ("Ina", es())]
    )
    seen = names(found, former)
    assert (seen, names(found, new)) == (["De Populier"], ["De Es"])
    merge_units(unit=found.large, into=es(), actor=by(cast.gerda), at=now())
    assert sorted(names(found, new)) == ["De Es", "De Populier"]


def names(found: Published, staff: Staff) -> list[str]:
    """Return the units of which somebody reads what was published."""
    mine = rights_of(staff.user, on=today())
    assert found.publication in publications(mine)
    return [place.name for place in visible(found.publication, mine)]


@database
@pytest.mark.usefixtures("elsewhere")
def test_lists_of_their_own_and_a_round_to_close_go_along(cast: Cast) -> None:
    roles = (Role.QUALITY, Role.ADMINISTRATOR)
    new = staff_with_role("Ina", es(), Role.QUALITY)
    asking = open_test_round(cast.team)
    draft_round(cast.team, name="Never opened")
    release = published(cast.team, cast.gerda)
    assert not releases(rights_of(new.user, on=today())).filter(pk=release.pk).exists()
    take_over(cast)
    mine = rights_of(new.user, on=today())
    assert releases(mine).filter(pk=release.pk).exists()
    assert proposals(mine, *roles).exists()
    assert [each.pk for each in own_rounds(mine)] == [asking.pk]


@database
@pytest.mark.usefixtures("elsewhere")
def test_who_got_some_of_a_split_unit_reads_nothing_of_before(cast: Cast) -> None:
    new = staff_with_role("Ina", es(), Role.TEAM_LEADER)
    open_test_round(cast.team)
    placement = cast.anna.placements.get()
    split_unit(unit=cast.team, into=es(), placement_ids=[placement.pk], role_ids=[], actor=by(cast.gerda), at=now())
    assert may(new) == set()


IDS = [uuid4() for _number in range(8)]
PATHS = ["01", "0101", "0102", "010201", "02", "0201", "03", "0301"]


@given(st.dictionaries(st.sampled_from(PATHS), st.sampled_from(PATHS)), st.sampled_from(PATHS))
def test_all_that_came_together_at_a_path_is_found_once_and_nothing_else(into: dict[str, str], here: str) -> None:
    units = [TakenOver(IDS[PATHS.index(path)], path, target) for path, target in into.items()]
    found = {unit.path for unit in past_below(here, units)}
    assert len(past_below(here, units)) == len(found)
    for path, target in into.items():
        reached = target.startswith((here, *found))
        assert (path in found) == (reached and not path.startswith(here))
