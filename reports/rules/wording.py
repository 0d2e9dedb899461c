"""The words of an instrument as they were asked, kept with a publication: the past does not change its wording."""

from collections.abc import Mapping

from instruments.continuing import Why, breaks
from instruments.definition.model import Definition
from instruments.definition.texts import Texts
from instruments.measuring import Measure
from instruments.piping import filled
from instruments.projection import every_word
from instruments.questions import change_questions
from reports.rules.counting import counted_measures

Words = dict[str, object]


def words_of(definition: Definition, earlier: Definition | None = None) -> Words:
    """Title, domains and counted questions, each with its words by language; answers in order of their codes.

    earlier: the version that was asked before. `anew` names the questions that cannot be compared with it.

    Places in the texts are filled with what they may stand for, as results are about nobody in particular.
    """
    asking = change_questions(definition)
    return {
        "version": definition.version,
        "anew": _anew(definition, earlier) if earlier else [],
        "title": _words(definition, definition.title),
        "domains": [
            {"key": domain.key, "label": _words(definition, domain.labels), "counted": domain.key in asking}
            for domain in definition.domains
        ],
        "questions": [_question(definition, measure) for measure in counted_measures(definition)],
    }


def _anew(definition: Definition, earlier: Definition) -> list[Words]:
    """Questions that were asked before, and now so that their answers cannot stand beside those of before."""
    asked_before = (one.question for one in breaks(earlier, definition) if one.why is not Why.NEW)
    return [{"key": key, "text": _words(definition, definition.question(key).texts)} for key in asked_before]


def _question(definition: Definition, measure: Measure) -> Words:
    scale = definition.scale(measure.scale) if measure.scale else None
    answers = [{"code": str(option.code), "label": _words(definition, option.labels)} for option in measure.options]
    return {
        "key": measure.key,
        "domain": measure.question.domain,
        "text": _words(definition, measure.question.texts),
        "numbered": measure.numbered,
        "other_scale": measure.key != measure.question.key,
        "scale": measure.scale,
        "top": scale.top if scale else 0,
        "bottom": scale.bottom if scale else 0,
        "answers": answers,
    }


def _words(definition: Definition, texts: Texts) -> dict[str, str]:
    return {tag: filled(text, every_word(definition, tag), tag) for tag, text in texts.wordings.items()}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The words in this language, else the first that were written."""
    return texts.get(language) or next(iter(texts.values()), "")
