"""Several codes out of options."""

from instruments.definition.model import Option
from instruments.messages import ALONE, EMPTY, TWICE, WRONG_TYPE
from instruments.types.base import InvalidAnswerError, accepted_code


def several_codes(options: tuple[Option, ...], value: object, *path: str) -> list[str]:
    """Give the codes of a list in the order of the options. Raises InvalidAnswerError, which points at `path`."""
    if not isinstance(value, list):
        raise InvalidAnswerError("wrong_type", WRONG_TYPE, path=path)
    if not value:
        raise InvalidAnswerError("empty", EMPTY, path=path)
    known = tuple(option.code for option in options)
    for place, code in enumerate(value):
        if accepted_code(known, code, *path, str(place)) in value[:place]:
            raise InvalidAnswerError("twice", TWICE, path=(*path, str(place)))
    _check_company(options, value, path)
    return [code for code in known if code in value]


def _check_company(options: tuple[Option, ...], chosen: list[str], path: tuple[str, ...]) -> None:
    for option in options:
        if option.alone and option.code in chosen and len(chosen) > 1:
            raise InvalidAnswerError("alone", ALONE, {"code": option.code}, path)
