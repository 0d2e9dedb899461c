"""Fills an empty database with clients, an open round and opened sessions; prints the sessions as JSON.

Run as a program, with Django's settings in the environment: `python -m tests.proofs.seating 100`.
"""

import json
import sys

import django

django.setup()

from organisations.models import Unit  # noqa: E402 -- models only load once Django is set up
from surveys.models import Invitation  # noqa: E402
from surveys.operations.sessions import open_for_device  # noqa: E402
from tests.factories import UnitFactory, placed_client  # noqa: E402
from tests.surveys.asking import AT, open_test_round  # noqa: E402


def main(number: int) -> None:
    """Print `number` opened sessions, as [[session, secret], …]."""
    provider = UnitFactory(name="De Hof", level="zorgaanbieder", is_provider=True)
    team: Unit = UnitFactory(parent=provider, name="De Linde")
    for _number in range(number):
        placed_client(team, provider)
    open_test_round(provider)
    opened = (
        open_for_device(invitation_id=key, device_id=None, at=AT)
        for key in Invitation.objects.values_list("pk", flat=True)
    )
    sys.stdout.write(json.dumps([[str(each.session_id), each.secret] for each in opened]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
