"""Letter codes: ten symbols of Crockford's base 32 (50 bits) and a check symbol of the same 32 (Luhn mod 32).

The check symbol finds any single wrong symbol and nearly every swap of neighbours, before anybody is bothered.
Source of the alphabet: https://www.crockford.com/base32.html; of the check: ISO/IEC 7812-1 annex B, in base 32.
"""

from stdnum import luhn

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})
_GROUPS = (slice(0, 4), slice(4, 8), slice(8, LENGTH))


def with_check_symbol(symbols: str) -> str:
    """Return ten symbols with their check symbol behind them."""
    return symbols + str(luhn.calc_check_digit(symbols, ALPHABET))


def normalised(typed: str) -> str:
    """Return what somebody typed as it was meant: capitals, no blanks or dashes, look-alikes read as digits."""
    return "".join(typed.split()).upper().translate(_LOOKALIKES)


def is_well_formed(code: str) -> bool:
    """Return whether a normalised code has the right length, alphabet and check symbol."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and bool(luhn.is_valid(code, ALPHABET))


def grouped(code: str) -> str:
    """Return a code as it is printed: `K7QF-M2XW-9AB`."""
    return "-".join(code[group] for group in _GROUPS)
