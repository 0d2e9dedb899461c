"""How somebody answers, in words for the administrators of both sides of a hand-over."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from organisations.choices import AccessMode, AddressForm, TextSize, answer_styles
from surveys.fitting_words import language_name, level_name, points_name


def how_it_answers(profile: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each part of a profile that somebody chose; `profile` as `operations.profiles` writes it."""
    if not profile:
        return
    if style := dict(answer_styles()).get(profile["style"]):
        yield style
    if profile["scale_points"]:
        yield points_name(profile["scale_points"])
    yield language_name(profile["language"])
    if profile["level"]:
        yield level_name(profile["level"])
    yield str(AddressForm(profile["address_form"]).label)
    if profile["read_aloud"]:
        yield _("read aloud by itself")
    if profile["text_size"] != TextSize.NORMAL:
        yield _("letters of %(size)s") % {"size": TextSize(profile["text_size"]).label}
    if profile["access_mode"] != AccessMode.TOUCH:
        yield str(AccessMode(profile["access_mode"]).label)
