"""Puts the planned places, clients and relatives into the database, through the doors that people use."""

import csv
import io
from datetime import date

from clientvoice.demo.plan import ClientPlan, ProviderPlan
from organisations.importing.columns import TEMPLATE_HEADER
from organisations.models import Unit
from organisations.operations.people_import import import_people
from organisations.operations.units import add_unit

BASES = {"parent": "ouder", "mentor": "mentor", "family": "familie"}
PRODUCTS = {"living": "wonen", "day": "dagbesteding", "ambulant": "ambulant"}
GROUPS = {"youth": "jeugd"}


def build_places(cooperative: Unit, planned: tuple[ProviderPlan, ...]) -> dict[tuple[str, ...], Unit]:
    """Make every unit below the cooperative; returns them by the names that lead to each."""
    places: dict[tuple[str, ...], Unit] = {(): cooperative}
    for path, level in _places(planned):
        places[path] = add_unit(
            parent=places[path[:-1]], name=path[-1], level=level, is_provider=level == "zorgaanbieder"
        )
    return places


def _places(planned: tuple[ProviderPlan, ...]) -> list[tuple[tuple[str, ...], str]]:
    found: list[tuple[tuple[str, ...], str]] = []
    for provider in planned:
        found.append(((provider.name,), "zorgaanbieder"))
        for location in provider.locations:
            found.append(((provider.name, location.name), "locatie"))
            found.extend(((provider.name, location.name, team.name), "team") for team in location.teams)
    return found


def import_clients(provider: Unit, planned: ProviderPlan, *, on: date) -> None:
    """Import a provider's clients and their relatives from a file, as an administrator does on that day."""
    import_people(unit=provider, content=roster(planned, on=on).encode(), on=on)


def roster(planned: ProviderPlan, *, on: date) -> str:
    """Return the file with a provider's clients of a day, as their own administration would hand it over."""
    text = io.StringIO()
    lines = csv.DictWriter(text, TEMPLATE_HEADER, delimiter=";", lineterminator="\r\n")
    lines.writeheader()
    for location in planned.locations:
        for team in location.teams:
            lines.writerows(
                _line(client, f"{location.name}/{team.name}") for client in team.clients if client.since <= on
            )
    return text.getvalue()


def _line(client: ClientPlan, unit: str) -> dict[str, str]:
    line = {
        "cliëntnummer": client.number,
        "voornaam": client.first_name,
        "achternaam": client.last_name,
        "geboortedatum": client.birth_date.isoformat(),
        "eenheid": unit,
        "sinds": client.since.isoformat(),
        "wet": client.law,
        "product": PRODUCTS[client.product],
        "cliëntgroep": GROUPS.get(client.client_group, client.client_group),
    }
    for nth, relative in enumerate(client.relatives, start=1):
        line |= {
            f"naaste {nth} nummer": relative.number,
            f"naaste {nth} naam": relative.name,
            f"naaste {nth} e-mail": relative.email,
            f"naaste {nth} grond": BASES[relative.basis],
            f"naaste {nth} mag antwoorden": "ja",
        }
    return line
