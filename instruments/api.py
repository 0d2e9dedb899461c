"""The definition as the tablet and other programs get it: one language, a flat list of questions."""

from dataclasses import asdict
from typing import Any

from instruments.answer_views import OptionView, PartView
from instruments.answers import Decline
from instruments.definition.model import Definition
from instruments.rendering import QuestionView, RenderContext, render


def to_api(definition: Definition, context: RenderContext) -> dict[str, Any]:
    """Give a definition as JSON data.

    Keys: key, version, kind, language, title, introduction, thanks, closing_question, declines, questions. A question
    has key, domain (key or None), type, shape, style, sitting, core, text, hint, prompts, picture {key, alt, photo} or
    None, options [{code, label, picture, alone}], rows [{id, words}], parts [{name, shape, max_length, optional}],
    media, max_length, show_when [{question, operator, answer}] and enable_behavior.
    """
    view = render(definition, context)
    return {
        "key": view.key,
        "version": view.version,
        "kind": definition.kind,
        "language": view.language,
        "title": view.title,
        "introduction": view.introduction,
        "thanks": view.thanks,
        "closing_question": definition.closing.question,
        "declines": [reason.value for reason in Decline],
        "questions": [_question(question) for question in view.questions],
    }


def _question(question: QuestionView) -> dict[str, Any]:
    return {
        "key": question.key,
        "domain": question.domain.key if question.domain else None,
        "type": question.type,
        "shape": question.shape.value,
        "style": question.style,
        "sitting": question.sitting,
        "core": question.core,
        "text": question.text,
        "hint": question.hint,
        "prompts": list(question.prompts),
        "picture": asdict(question.picture) if question.picture else None,
        "options": [_option(option) for option in question.options],
        "rows": [{"id": row.id, "words": row.words} for row in question.rows],
        "parts": [_part(part) for part in question.parts],
        "media": list(question.media),
        "max_length": question.max_length,
        "show_when": [dict(condition) for condition in question.show_when],
        "enable_behavior": question.enable_behavior,
    }


def _option(option: OptionView) -> dict[str, Any]:
    return {"code": option.value, "label": option.label, "picture": option.picture, "alone": option.alone}


def _part(part: PartView) -> dict[str, Any]:
    return {"name": part.name, "shape": part.shape.value, "max_length": part.max_length, "optional": part.optional}
