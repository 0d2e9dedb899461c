from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import Product, RepresentationBasis
from surveys.rules.frame import BY_LAW, Place, homes, relative_is_asked

PLACES = st.lists(
    st.builds(
        Place,
        client_id=st.integers(1, 5).map(lambda number: UUID(int=number)),
        provider_id=st.just(UUID(int=99)),
        path=st.text("0123", min_size=4, max_size=8),
        product=st.sampled_from(Product),
    )
)


@given(PLACES, st.randoms())
def test_everybody_counts_once_in_a_place_of_their_own(places: list[Place], random: object) -> None:
    found = homes(places)
    assert set(found) == {place.client_id for place in places}
    assert all(home in places and home.client_id == client for client, home in found.items())
    shuffled = list(places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert homes(shuffled) == found


@given(PLACES)
def test_where_somebody_lives_weighs_most(places: list[Place]) -> None:
    for client, home in homes(places).items():
        if any(place.client_id == client and place.product == Product.LIVING for place in places):
            assert home.product == Product.LIVING


@pytest.mark.parametrize("basis", RepresentationBasis)
def test_a_relative_is_asked_unless_the_client_objects_or_the_law_says_so(basis: RepresentationBasis) -> None:
    assert relative_is_asked(may_answer=True, basis=basis, client_agrees=True)
    assert relative_is_asked(may_answer=True, basis=basis, client_agrees=False) is (basis in BY_LAW)
    assert not relative_is_asked(may_answer=False, basis=basis, client_agrees=True)
