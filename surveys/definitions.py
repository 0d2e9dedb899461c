"""Releases as the engine of instruments reads them: parsed once per process, because a release never changes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from instruments.definition.model import Audience, Definition, Goal
from instruments.definition.texts import html_lang, narrow, tag_of
from instruments.projection import Situation, chosen, project, variant_words
from instruments.rendering import RenderContext
from instruments.serialising import from_json
from surveys.models import AnsweringSession, Release

Context = Mapping[str, Any]
"""What an answering session was opened with: profile, formal, audience, named, variant, goals, words, photos."""
OF_PLACES = frozenset({"house", "worker", "worker_role"})
"""Words that tell where a client lives, or whom to follow there."""

MOST_KEPT = 500
_parsed: dict[str, Definition] = {}


def definition_of(release: Release) -> Definition:
    """Return the parsed definition of a release. A deferred definition is read only once."""
    return definition_by(release.sha256)


def definition_by(sha256: str) -> Definition:
    """Return the definition with this content hash: whichever release holds it, the content is the same."""
    return _parsed.get(sha256) or definitions_by([sha256])[sha256]


def definitions_by(hashes: Iterable[str]) -> Mapping[str, Definition]:
    """Return definitions by their content hashes. One query, and none when all of them were parsed before."""
    wanted = set(hashes)
    known = {sha256: found for sha256 in wanted if (found := _parsed.get(sha256))}
    if missing := wanted - known.keys():
        stored = Release.objects.filter(sha256__in=missing).values_list("sha256", "definition")
        known |= {sha256: from_json(definition) for sha256, definition in dict(stored).items()}
        if len(_parsed) + len(missing) > MOST_KEPT:
            _parsed.clear()
        _parsed.update(known)
    return known


def asked_in(session: AnsweringSession) -> Definition:
    """Return the definition as this session asks it."""
    return asked_by(session.release.sha256, session.context)


def asked_by(sha256: str, context: Context) -> Definition:
    """Return the definition with this content hash as a session with this context asks it.

    Kept per process, because many are asked in the same way; goals are everybody's own and are not kept.
    """
    asked = situation(definition_by(sha256), context)
    if asked.goals:
        return project(definition_by(sha256), asked)
    return _kept(sha256, asked.audience, tuple(asked.variant.items()), asked.points, named=asked.named)


@lru_cache(maxsize=MOST_KEPT)
def _kept(
    sha256: str, audience: Audience | None, variant: tuple[tuple[str, str], ...], points: int | None, *, named: bool
) -> Definition:
    return project(definition_by(sha256), Situation(audience, dict(variant), points, named=named))


def situation(definition: Definition, context: Context) -> Situation:
    """Return who is asked, as it was when the session was opened."""
    audience = context.get("audience")
    return Situation(
        audience=Audience(audience) if audience else None,
        variant=chosen(definition, context.get("variant", {})),
        points=context.get("profile", {}).get("scale_points"),
        goals=tuple(Goal(id=goal["id"], words=goal["words"]) for goal in context.get("goals", ())),
        named=context.get("named", True),
    )


def render_context(
    definition: Definition,
    context: Context,
    *,
    answers: Mapping[str, Any],
    language: str = "",
    style: str | None = None,
) -> RenderContext:
    """Return how a session with this context shows its questions; a language or style that was kept wins."""
    tag = language or language_of(context)
    return RenderContext(
        language=tag,
        style=style_of(definition, context) if style is None else style,
        answers=answers,
        words={**context.get("words", {}), **variant_words(definition, context.get("variant", {}), tag)},
        photos=context.get("photos", {}),
    )


def without_places(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a session without the place and the member of staff that they name: plain words take over."""
    return {place: word for place, word in words.items() if place not in OF_PLACES}


def style_of(definition: Definition, context: Context) -> str:
    """Return the answer style that was chosen with the person, else the one that goes with the questionnaire, or ""."""
    return str(context.get("profile", {}).get("style") or definition.style or "")


def page_language(definition: Definition, context: Context) -> str:
    """Return the language of the page around the questions: the nearest to the wanted one in which they exist."""
    return html_lang(narrow(language_of(context), definition.languages))


def language_of(context: Context) -> str:
    """Return the tag of the language that a session wants, with its reading level and form of address."""
    profile = context.get("profile", {})
    language = str(profile.get("language") or "nl")
    return tag_of(language, easy=profile.get("level") == "a2", formal=bool(context.get("formal")))
