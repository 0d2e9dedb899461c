"""The documentation of the import says what the code does."""

from pathlib import Path

from django.test import Client as Browser
from django.urls import reverse

from organisations.importing.columns import BY_NAME, COLUMNS, plain
from tests.cast import Cast

DOCS = Path(__file__).parents[3] / "docs"


def test_the_example_file_beside_the_documentation_is_the_one_of_the_page(cast: Cast, client: Browser) -> None:
    client.force_login(cast.gerda.user)
    response = client.get(reverse("organisations:people-import-template"))
    assert (DOCS / "people-import.csv").read_bytes() == response.content


def test_every_column_is_documented_under_a_name_that_works() -> None:
    rows = [line.split("|") for line in (DOCS / "people-import.md").read_text().splitlines() if line.startswith("| `")]
    named = [[cell.strip().strip("*`") for cell in row[1:3]] for row in rows if "…" not in row[1]]
    documented = [{BY_NAME[plain(name)] for name in names} for names in named]
    assert all(len(columns) == 1 for columns in documented)
    second = {column for column in COLUMNS if column.key.startswith("relative_2")}
    assert set().union(*documented) == set(COLUMNS) - second
