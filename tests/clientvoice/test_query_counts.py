"""No page or call costs more queries when there is more to show, and none costs more than thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.choices import Role
from organisations.clock import now
from organisations.operations.devices import pair_device
from reports.operations.publish import publish_round
from surveys.operations.rounds import close_round
from tests.cast import Cast, staff_with_role
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role
from tests.clientvoice.test_role_table import browser_of, undone
from tests.factories import RelativeFactory, RepresentationFactory, RoleAssignmentFactory, UnitFactory, placed_client
from tests.supportplans.rows import made_agreement, waiting_wish
from tests.surveys.asking import open_test_round
from tests.surveys.own_lists import proposal_of, published

MOST = 30
MORE = 4
SHOWN = {row.name: row for row in reversed(ROWS) if "200" in row.get.split()}
"""The first row of each address that shows something."""


PARTS = 6
"""How many tests share the rows: each makes a world that grows, which costs more than the pages."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_costs_the_same_when_there_is_more(part: int, cast: Cast) -> None:
    rows = list(SHOWN.values())[part::PARTS]
    give_eva_every_role(cast)
    grow(cast, 1)
    few = {str(row): costs(row, cast) for row in rows}
    grow(cast, MORE)
    assert {str(row): costs(row, cast) for row in rows} == few
    assert {name: found for name, found in few.items() if max(found.values()) > MOST} == {}


def costs(row: Row, cast: Cast) -> dict[str, int]:
    """Return the number of queries of a page for each member of the cast who gets it."""
    with undone():
        address = reverse(row.name, kwargs=dict(row.kwargs(cast)))
        return {
            who: cost(who, cast, address) for who, status in zip(WHO, row.get.split(), strict=True) if status == "200"
        }


def cost(who: str, cast: Cast, address: str) -> int:
    """Return what the second visit costs: the first one may fill what a process keeps, such as definitions."""
    browser = browser_of(who, cast)
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def grow(cast: Cast, count: int) -> None:
    """Add units, clients, relatives, staff with two roles, tablets, wishes, agreements, rounds, results and lists."""
    for number in range(count):
        new_team = UnitFactory(parent=cast.location)
        for unit in (cast.team, cast.other_team, new_team, UnitFactory(parent=cast.team)):
            client = placed_client(unit, cast.provider)
            RepresentationFactory(client=client, relative=RelativeFactory(provider=cast.provider))
        staff = staff_with_role(f"Nieuw{number}-{count}", cast.team, Role.SUPPORT_WORKER)
        RoleAssignmentFactory(staff=staff, unit=cast.other_team, role=Role.TEAM_LEADER)
        RoleAssignmentFactory(staff=cast.carla, unit=new_team, role=Role.SUPPORT_WORKER)
        proposal_of(cast.location, cast.gerda, ("owner: De Proefboom", f"owner: {count}-{number}"))
        published(cast.provider, cast.gerda, ('version: "1.0"', f'version: "{count}.{number}"'))
        pair_device(unit=cast.team, name=f"Tablet {number}", staff=cast.carla, at=now())
        waiting_wish(cast.anna)
        made_agreement(cast.anna)
        closed = open_test_round(cast.other_team)  # where Anna is not: some rows are about her only invitation
        close_round(round_id=closed.pk, at=now())
        publish_round(round_id=closed.pk, at=now())
        open_test_round(cast.other_team)
