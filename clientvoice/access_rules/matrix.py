"""The table of every address and every role, for security officers: `docs/access-matrix.md`."""

from collections.abc import Iterable
from itertools import chain

from clientvoice.access_rules.rules import Address
from organisations.choices import Role
from organisations.declaring import Door

HEADING = """# Who may open which address

Written by `clientvoice access docs` from what the views declare; a test fails when it is not up to date.
`tests/clientvoice/test_access_rules.py` holds it against what each role really gets, and
`tests/clientvoice/test_attackers.py` asks every address, as every role, for things of another team, another
location and another provider.

## How to read it

A role holds on a unit and everything below it: a team, a location or a provider. ● means: this role opens the
address, for what belongs to its own unit or below. An empty place means that the address does not exist for the
role (404). Roles over persons (support worker, team leader) and the log keeper stop at the provider, also when
somebody holds them above one. Whom somebody opened in an emergency counts as their own until that ends.
Visitors are asked to sign in (302; the API says 401).

The last columns say what somebody with the right role meets about another place:

- **nothing**: it does not exist (404), whether or not it does elsewhere.
- **left out**: a list or a form in which it does not stand.
- **from above**: as *nothing*, but what belongs to a unit above holds for all below it, such as a round of the
  whole provider.
- **both sides**: as *nothing*, but the provider to whom it was sent sees it too.
"""
COLUMNS = (
    "address",
    *(role.value.replace("_", " ") for role in Role),
    "other team",
    "other location",
    "other provider",
    "token scope",
)
OTHERS = {
    Door.ANYBODY: """## For anybody

No sign-in. These show nothing about a person.
""",
    Door.SIGN_IN: """## For whoever is signed in

Only about the own account.
""",
    Door.ANSWERING: """## For whoever answers

The code of a letter or the secret of an answering session opens these; no role does.
""",
    Door.TABLET: """## At a tablet of the team

Without a paired tablet they lead to its first page. Taking it up and choosing who is next asks a PIN of staff.
""",
    Door.CLIENT: """## For the client

At a tablet of the team, after the own pictures or given by staff, for ten minutes since the last page; about
oneself only. Others are sent to the first page of the tablet.
""",
    Door.RELATIVE: """## For relatives

After a mailed link and the code of a letter; about the persons beside whom one stands today, and no more than
was agreed. For staff these do not exist.
""",
    Door.LINK: """## With a link or a signature

The secret is in the link or in what is sent; without it nothing opens.
""",
}


def matrix(found: Iterable[Address]) -> str:
    """Return the whole document, in Markdown."""
    every = list(found)
    roles = [address for address in every if address.rule.door is Door.ROLE]
    parts = [HEADING, "## For staff, by role\n", _table(COLUMNS, map(_row, roles))]
    for door, words in OTHERS.items():
        rows = ((f"`/{address.route}`",) for address in every if address.rule.door is door)
        parts += [words, _table(("address",), rows)]
    return "\n".join(parts)


def _row(address: Address) -> tuple[str, ...]:
    marks = ("●" if role in address.rule.roles else "" for role in Role)
    elsewhere = [address.reach.value] * 3  # one answer for each of the three places
    return (f"`/{address.route}`", *marks, *elsewhere, f"`{address.scope}`" if address.scope else "")


def _table(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    names = tuple(columns)
    lines = chain([names, ("---",) * len(names)], rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
