"""Somebody who has answered by name."""

import pytest

from supportplans.models import Wish
from supportplans.operations.flags import record_change_answers
from surveys.models import Round
from surveys.queries import submission_for_follow_up
from tests.cast import Cast
from tests.supportplans.story import answered, invitation_of, opened_round


@pytest.fixture
def asking(cast: Cast) -> Round:
    """An open round by name in which everybody of the provider is asked."""
    return opened_round(cast.provider)


@pytest.fixture
def wish(cast: Cast, asking: Round) -> Wish:
    """Anna wants something else where she lives; all else stays so."""
    submission_id = answered(invitation_of(asking, cast.anna), {"wonen": "change"})
    record_change_answers(submission=submission_for_follow_up(submission_id))
    return Wish.objects.get(client=cast.anna)
