"""Sentences and words of a text, and how hard it is to read."""

import re

_SENTENCE = re.compile(r"[^.!?:\n]+(?:[.!?:](?!\s|$)[^.!?:\n]+)*[.!?:]*")
_WORD = re.compile(r"\{[^{}\s]*\}|[^\W_]+(?:[-'\u2019][^\W_]+)*")
_LONG = 7


def sentences(text: str) -> list[str]:
    """Give the sentences of a text with the mark that ends each; a line end and a colon end one too."""
    return [found.strip() for found in _SENTENCE.findall(text) if _WORD.search(found)]


def words(text: str) -> list[str]:
    """Give the words of a text; a placeholder such as {worker} is one word."""
    return _WORD.findall(text)


def lix(text: str) -> float:
    """Give the readability index of a text; 0 for a text without words.

    words / sentences + 100 x long words / words, where a long word has more than six letters. Source: C. H. Björnsson,
    Läsbarhet, Liber, Stockholm 1968; under 30 is a book for children, 30 to 40 fiction, 40 to 50 a newspaper,
    above that an official text. A placeholder counts as a word, never as a long one: what will stand there is a name.
    """
    found = words(text)
    if not found:
        return 0.0
    long_words = sum(len(word) >= _LONG and not word.startswith("{") for word in found)
    return len(found) / max(1, len(sentences(text))) + 100 * long_words / len(found)
