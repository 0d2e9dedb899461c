"""What an answering session is opened with about whoever is asked: profile, variant, words and photos.

A later change does not move what was begun. In an anonymous round nothing of it points at a person.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from instruments.definition.model import Definition
from instruments.definition.texts import html_lang
from instruments.definition.walking import pictures_in
from instruments.fitting import proposal, variant_for
from organisations.choices import AddressForm, Role
from organisations.models import AnsweringProfile, Client
from organisations.queries.pictures import client_photos, own_pictures
from organisations.queries.relatives import hides_places
from organisations.queries.staff import role_towards
from organisations.queries.wording import wording
from surveys.choices import Audience, Mode
from surveys.definitions import without_places
from surveys.models import Invitation
from surveys.queries.asked_person import AskedPerson, asked_person

PROFILE_FIELDS = ("scale_points", "style", "symbols", "language", "level", "read_aloud", "text_size", "access_mode")
OWN_WORDS_LANGUAGE = "nl"
"""The organisation's own words are Dutch; in another language the plain word of that language is clearer."""


def opening(invitation: Invitation, definition: Definition, *, on: date) -> dict[str, Any]:
    """Return what a new session holds of the person and the place. Five queries at most, six for a relative."""
    client = invitation.frame_member.client
    asked = asked_person(client, on=on)
    by_client = invitation.audience == Audience.CLIENT
    profile = _of_client(asked, definition) if by_client else _of_another(invitation)
    formal = invitation.relative_id is not None or (by_client and client.address_form == AddressForm.U)
    nameless = invitation.frame_member.round.mode == Mode.ANONYMOUS
    secret = hides_places(client_id=client.pk, relative_id=invitation.relative_id)
    words = dict(_words(client, asked, html_lang(profile["language"]), on=on, nameless=nameless))
    return {
        "profile": profile,
        "formal": formal,
        "audience": invitation.audience,
        "named": invitation.frame_member.round.mode == Mode.NAMED,
        "variant": dict(variant_for(definition, asked.person)),
        "words": without_places(words) if secret else words,
        # A picture of the organisation's own may show the house.
        "photos": {} if secret else _photos(definition, asked, client if by_client and not nameless else None),
    }


def _of_another(invitation: Invitation) -> dict[str, Any]:
    """A relative reads words in their own language; staff who look along in that of the organisation."""
    language = invitation.relative.language if invitation.relative else settings.LANGUAGE_CODE
    return _fields(AnsweringProfile(style="words", level="b1", language=language))


def _of_client(asked: AskedPerson, definition: Definition) -> dict[str, Any]:
    """The client's profile; what nobody chose is as proposed for this instrument."""
    found = proposal(definition, asked.person)
    profile = _fields(asked.profile)
    profile["scale_points"] = profile["scale_points"] or (found.points.value if found.points else None)
    profile["style"] = profile["style"] or found.style.value
    profile["level"] = profile["level"] or found.level.value
    return profile


def _fields(profile: AnsweringProfile) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in PROFILE_FIELDS}


def _words(client: Client, asked: AskedPerson, language: str, *, on: date, nameless: bool) -> Iterator[tuple[str, str]]:
    """What fills the places in the texts; what is not known is left to the plain words of `instruments.piping`."""
    yield "organisation", client.provider.name
    words = wording((asked.path,))
    if words and language == OWN_WORDS_LANGUAGE:
        named = {"plan": words.plan, "support": words.support, "client": words.client}
        yield from ((place, word) for place, word in named.items() if word)
    if nameless:
        return
    yield "name", client.first_name
    if asked.house:
        yield "house", asked.house
    worker = client.support_worker
    if worker:
        yield "worker", worker.name
        role = role_towards(worker, asked.path, within=client.provider.path, on=on)
        if role and language in dict(settings.LANGUAGES):
            yield "worker_role", _in_words(role, language)


def _in_words(role: Role, language: str) -> str:
    with translation.override(language):
        return str(role.label)


def _photos(definition: Definition, asked: AskedPerson, client: Client | None) -> Mapping[str, str]:
    """Addresses of the pictures that take the place of drawings: the organisation's, and the client's own on top."""
    keys = {key for _path, key in pictures_in(definition)}
    found = {**own_pictures(asked.path, keys), **(client_photos(client.pk, keys) if client else {})}
    return {key: reverse("answering:photo", args=[photo_id]) for key, photo_id in found.items()}
