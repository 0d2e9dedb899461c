"""Nobody learns from the time an answer takes why a letter code does not work.

10,000 tries over five classes of codes that do not open, in shuffled order, timed at the operation. The measure is the
rank statistic of Mann and Whitney as an area under the curve: 0.5 means that a try of one class is as likely slower as
faster than one of another (Hanley and McNeil, 1982).
"""

import random
import time
from collections import defaultdict
from datetime import UTC, datetime
from itertools import combinations

import pytest
from scipy.stats import mannwhitneyu

from organisations.rules.codes import ALPHABET, with_check_symbol
from surveys import guessing
from surveys.models import AccessCode
from surveys.operations.codes import issue_code
from surveys.operations.sessions import UnknownCodeError, open_by_code
from tests.cast import Cast
from tests.surveys.asking import invitation_of, open_test_round

pytestmark = pytest.mark.proof

TRIES = 10_000
WARM_UP = 500
MARGIN = 0.05
AT = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)


def classes(cast: Cast, dice: random.Random) -> dict[str, list[str]]:
    """Return codes of each sort that does not open; every sort has many, so that no row stays warm by itself."""
    invitation = invitation_of(cast.anna)
    issued = [issue_code(invitation_id=invitation.id, at=AT) for _number in range(120)]
    AccessCode.objects.filter(pk__in=AccessCode.objects.values("pk")[:60]).update(used_at=AT)
    AccessCode.objects.filter(used_at=None).update(voided_at=AT)
    unknown = ["".join(dice.choices(ALPHABET, k=10)) for _number in range(120)]
    return {
        "used or replaced": issued,
        "unknown": [with_check_symbol(symbols) for symbols in unknown],
        "mistyped": [symbols + "0" for symbols in unknown],
        "malformed": [symbols[:6] + "uu?" for symbols in unknown],
    }


@pytest.mark.django_db
def test_the_time_tells_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "PER_ADDRESS", guessing.RateLimitItemPerMinute(10**9, namespace="proof"))
    monkeypatch.setattr(guessing, "ALTOGETHER", guessing.RateLimitItemPerMinute(10**9, namespace="proof-all"))
    open_test_round(cast.provider)
    dice = random.Random(20260914)
    codes = classes(cast, dice)
    order = [name for name in codes for _number in range(TRIES // len(codes))]
    dice.shuffle(order)
    times: dict[str, list[float]] = defaultdict(list)
    for place, name in enumerate(order):
        taken = _seconds(dice.choice(codes[name]))
        if place >= WARM_UP:
            times[name].append(taken)
    for one, other in combinations(times, 2):
        area = mannwhitneyu(times[one], times[other]).statistic / (len(times[one]) * len(times[other]))
        assert abs(area - 0.5) < MARGIN, (one, other, area)


def _seconds(code: str) -> float:
    begin = time.perf_counter()
    with pytest.raises(UnknownCodeError):
        open_by_code(code=code, address="192.0.2.1", at=AT)
    return time.perf_counter() - begin
