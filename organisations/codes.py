"""New codes for letters."""

import secrets

from organisations.rules.codes import ALPHABET, LENGTH, with_check_symbol


def new_code() -> str:
    """Return a random code (50 bits) with its check symbol."""
    return with_check_symbol("".join(secrets.choice(ALPHABET) for _symbol in range(LENGTH - 1)))
