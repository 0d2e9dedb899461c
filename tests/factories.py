"""Factories: the smallest valid row of each kind. Tests name only what they are about."""

from datetime import date
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from organisations import models as organisations
from organisations.choices import ClientGroup, Law, Product, RepresentationBasis, Role

SINCE_LONG = DateRange(date(2020, 1, 1), None)
PASSWORD = "een-goed-wachtwoord-1"


class UnitFactory(DjangoModelFactory[organisations.Unit]):
    """A unit: a root, or below `parent`."""

    class Meta:
        model = organisations.Unit

    parent = None
    name = factory.Sequence(lambda n: f"Eenheid {n}")
    level = "team"

    @classmethod
    def _create(cls, _model_class: type[organisations.Unit], *_args: Any, **kwargs: Any) -> organisations.Unit:
        parent = kwargs.pop("parent", None)
        if parent is None:
            return organisations.Unit.objects.add_root(kwargs)
        return organisations.Unit.objects.add_child(organisations.Unit.objects.get(pk=parent.pk), kwargs)


@cache
def hashed_password() -> str:
    """Return the hash of `PASSWORD`, made once: Argon2 is slow on purpose."""
    return make_password(PASSWORD)


class UserFactory(DjangoModelFactory[organisations.User]):
    """An account with the password `PASSWORD`."""

    class Meta:
        model = organisations.User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    password = factory.LazyFunction(hashed_password)


class StaffFactory(DjangoModelFactory[organisations.Staff]):
    """Somebody who works here."""

    class Meta:
        model = organisations.Staff

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Medewerker {n}")


class RoleAssignmentFactory(DjangoModelFactory[organisations.RoleAssignment]):
    """A role for somebody on `unit`."""

    class Meta:
        model = organisations.RoleAssignment

    staff = factory.SubFactory(StaffFactory)
    role = Role.SUPPORT_WORKER
    period = SINCE_LONG


class ClientFactory(DjangoModelFactory[organisations.Client]):
    """A client of `provider`; add a placement to give them a home."""

    class Meta:
        model = organisations.Client

    number = factory.Sequence(lambda n: f"C{n:05}")
    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = "Jansen"
    birth_date = date(1990, 5, 17)


class ProfileFactory(DjangoModelFactory[organisations.AnsweringProfile]):
    """The answering profile of `client`."""

    class Meta:
        model = organisations.AnsweringProfile


class PlacementFactory(DjangoModelFactory[organisations.Placement]):
    """A placement of `client` in `unit`."""

    class Meta:
        model = organisations.Placement

    provider = factory.SelfAttribute("client.provider")
    period = SINCE_LONG
    law = Law.WLZ
    product = Product.LIVING
    client_group = ClientGroup.LVB


class RelativeFactory(DjangoModelFactory[organisations.Relative]):
    """A relative known to `provider`."""

    class Meta:
        model = organisations.Relative

    number = factory.Sequence(lambda n: f"R{n:05}")
    name = factory.Sequence(lambda n: f"Verwant {n}")


class RepresentationFactory(DjangoModelFactory[organisations.Representation]):
    """`relative` stands beside `client`."""

    class Meta:
        model = organisations.Representation

    provider = factory.SelfAttribute("client.provider")
    basis = RepresentationBasis.PARENT
    period = SINCE_LONG


def placed_client(unit: organisations.Unit, provider: organisations.Unit, **fields: Any) -> organisations.Client:
    """Return a new client with a profile, living in a unit."""
    client = ClientFactory(provider=provider, **fields)
    ProfileFactory(client=client)
    PlacementFactory(client=client, unit=unit)
    return client
