"""What is said where nobody who speaks a language has checked the texts yet: honest, short, and in that language."""

from collections.abc import Mapping

from instruments.definition.texts import chain

NOT_CHECKED: Mapping[str, str] = {
    "nl": "Nog niemand heeft deze woorden nagekeken.",
    "en": "Nobody has checked these words yet.",
    "ar": "لم يراجع أحد هذه الكلمات بعد.",
    "tr": "Bu sözcükleri henüz kimse kontrol etmedi.",
    "pl": "Nikt jeszcze nie sprawdził tych słów.",
    "uk": "Ці слова ще ніхто не перевірив.",
}


def not_checked(language: str) -> str:
    """Give the sentence in the language of a tag; in English where we do not have it."""
    return next((NOT_CHECKED[tag] for tag in chain(language) if tag in NOT_CHECKED), NOT_CHECKED["en"])
