"""People for the benchmark: one team, one open round, a session for everybody who sends, and staff who sign in."""

from datetime import date
from uuid import uuid4

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from clientvoice.bench.bare import TABLE, definition
from clientvoice.bench.signing_in import Account
from organisations.choices import ClientGroup, Law, Product, Role
from organisations.clock import now, today
from organisations.models import Client, Placement, Unit, User
from organisations.operations.staff import add_staff
from surveys.choices import Audience, Mode
from surveys.keys import new_secret, secret_hash
from surveys.models import AnsweringSession, Invitation, Release
from surveys.operations.releases import publish_release
from surveys.operations.rounds import create_round, open_round

BATCH = 2000
SINCE = date(2020, 1, 1)
HOUSEMATES = 12


def seats(number: int) -> list[tuple[str, str]]:
    """Fill an empty database with `number` clients in an open round; returns id and secret of each session."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    team = Unit.objects.add_root({"name": "Bench", "level": "team", "is_provider": True})
    _place(team, number)
    release = publish_release(definition=definition(), at=now())
    asking = create_round(
        owner=team,
        name="Bench",
        mode=Mode.NAMED,
        releases={Audience.CLIENT: release},
        reference_date=today(),
        opens_on=today(),
        closes_on=today(),
    )
    open_round(round_id=asking.id, at=now())
    return _open(release)


def accounts() -> dict[str, Account]:
    """Give each role whose first page is measured an account; the support worker is of a small team of its own."""
    house = Unit.objects.add_root({"name": "House", "level": "team", "is_provider": True})
    _place(house, HOUSEMATES)
    everybody = Unit.objects.get(name="Bench")
    places = {Role.SUPPORT_WORKER: house, Role.QUALITY: everybody, Role.ADMINISTRATOR: everybody}
    return {role.value: _account(role, unit) for role, unit in places.items()}


def _account(role: Role, unit: Unit) -> Account:
    staff, password = add_staff(name=role.value, username=role.value, unit=unit, role=role, on=SINCE)
    account = Account(role.value, password)
    User.objects.filter(pk=staff.user_id).update(password=account.stored, first_password_until=None)
    return account


def _place(team: Unit, number: int) -> None:
    clients = [
        Client(provider=team, number=str(place), first_name="Sam", last_name="Bench", birth_date=SINCE)
        for place in range(number)
    ]
    Client.objects.bulk_create(clients, batch_size=BATCH)
    placements = (
        Placement(
            provider=team,
            client=client,
            unit=team,
            period=DateRange(SINCE, None),
            law=Law.WLZ,
            product=Product.LIVING,
            client_group=ClientGroup.LVB,
        )
        for client in clients
    )
    Placement.objects.bulk_create(placements, batch_size=BATCH)


def _open(release: Release) -> list[tuple[str, str]]:
    """Open a session per invitation, in bulk: opening is not what is measured."""
    found, rows = [], []
    for invitation in Invitation.objects.all():
        key, secret = uuid4(), new_secret()
        rows.append(
            AnsweringSession(
                id=key,
                provider_id=invitation.provider_id,
                invitation=invitation,
                release=release,
                mode=Mode.NAMED,
                secret_hash=secret_hash(secret),
                opened_at=now(),
            )
        )
        found.append((str(key), secret))
    AnsweringSession.objects.bulk_create(rows, batch_size=BATCH)
    return found
