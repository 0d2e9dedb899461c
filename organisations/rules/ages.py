"""Somebody's age. It is computed on the day that it matters, never stored."""

from datetime import date


def age_on(birth_date: date, on: date) -> int:
    """Return the age in whole years on a day; somebody born on 29 February is a year older on 1 March."""
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1)
