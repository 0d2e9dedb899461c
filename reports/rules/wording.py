"""The words of an instrument as they were asked, kept with a publication: the past does not change its wording."""

from collections.abc import Mapping

from instruments.definition.model import Definition
from instruments.questions import change_questions
from instruments.types.registry import question_types
from reports.data import Item, Section
from reports.rules.counting import items

Words = dict[str, object]


def words_of(definition: Definition) -> Words:
    """Title, domains and counted questions, each with its words by language; answers in order of their codes."""
    counted = [item for item in items(definition) if item.section is Section.QUESTIONS]
    asking = change_questions(definition)
    return {
        "title": definition.title.wordings,
        "domains": [
            {"key": domain.key, "label": domain.labels.wordings, "counted": domain.key in asking}
            for domain in definition.domains
        ],
        "questions": [_question(definition, item) for item in counted],
    }


def _question(definition: Definition, item: Item) -> Words:
    question = definition.question(item.key)
    options = question_types().get(question.type).options(definition, question)
    return {
        "key": item.key,
        "domain": question.domain,
        "text": question.texts.wordings,
        "numbered": item.numbered,
        "answers": [{"code": str(option.code), "label": option.labels.wordings} for option in options],
    }


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The words in this language, else the first that were written."""
    return texts.get(language) or next(iter(texts.values()), "")
