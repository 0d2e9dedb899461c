"""Places in a text that are filled with what belongs to one client: `{worker}`, `{house}`, an organisation's own words.

What is not known falls back to a plain word, so that no sentence ever shows an empty place.
"""

import re
from collections.abc import Iterator, Mapping

from instruments.definition.texts import chain

_PLACE = re.compile(r"\{([a-z][a-z0-9_-]*)\}")

FALLBACKS: Mapping[str, Mapping[str, str]] = {
    "name": {"nl": "de cliënt", "en": "the client", "ar": "العميل", "tr": "danışan", "pl": "klient", "uk": "клієнт"},
    "house": {
        "nl": "je huis",
        "nl-x-u": "uw huis",
        "en": "your home",
        "ar": "منزلك",
        "tr": "eviniz",
        "pl": "Twój dom",
        "uk": "ваш дім",
    },
    "worker": {
        "nl": "je begeleider",
        "nl-x-u": "uw begeleider",
        "en": "your support worker",
        "ar": "مرافقك",
        "tr": "danışmanınız",
        "pl": "Twój opiekun",
        "uk": "ваш помічник",
    },
    "worker_role": {
        "nl": "begeleider",
        "en": "support worker",
        "ar": "المرافق",
        "tr": "danışman",
        "pl": "opiekun",
        "uk": "помічник",
    },
    "organisation": {
        "nl": "de organisatie",
        "en": "the organisation",
        "ar": "المنظمة",
        "tr": "kurum",
        "pl": "organizacja",
        "uk": "організація",
    },
    "plan": {
        "nl": "ondersteuningsplan",
        "en": "support plan",
        "ar": "خطة الدعم",
        "tr": "destek planı",
        "pl": "plan wsparcia",
        "uk": "план підтримки",
    },
    "support": {"nl": "hulp", "en": "support", "ar": "الدعم", "tr": "destek", "pl": "wsparcie", "uk": "підтримка"},
    "client": {"nl": "cliënt", "en": "client", "ar": "العميل", "tr": "danışan", "pl": "klient", "uk": "клієнт"},
}
"""What stands in a place that nobody filled. name: first name; house: unit where the client lives; worker: name of the
own support worker; worker_role: that worker's role; plan, support, client: the organisation's own words for these."""


def places(text: str) -> Iterator[str]:
    """Give the names of the places in a text, in order."""
    return (match.group(1) for match in _PLACE.finditer(text))


def filled(text: str, words: Mapping[str, str], language: str) -> str:
    """Give the text with its places filled: by these words, else by the fallback; an unknown place stays as it is."""

    def word(match: re.Match[str]) -> str:
        name = match.group(1)
        return words.get(name) or _fallback(name, language) or match.group()

    return _PLACE.sub(word, text) if "{" in text else text


def _fallback(name: str, language: str) -> str | None:
    known = FALLBACKS.get(name, {})
    return next((known[tag] for tag in (*chain(language), "en") if tag in known), None)
