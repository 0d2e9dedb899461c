"""An instrument in words on a terminal, or as one HTML file that needs nothing beside it. Neither needs a database."""

import base64
import re
from pathlib import Path

import click

from clientvoice.cli.environment import templates_ready
from instruments.answer_views import OptionView
from instruments.definition.model import Audience, Definition
from instruments.definition.texts import EASY, FORMAL, html_lang
from instruments.previewing import Look, look_at, offer
from instruments.rendering import InstrumentView, QuestionView

STATIC = Path(__file__).resolve().parent.parent / "static"
STYLES = {False: ("tokens", "client", "preview"), True: ("tokens", "preview", "paper")}
"""Which style sheets a page needs, by whether it is for paper."""
_FONT = re.compile(r"url\(\.\./(fonts/[\w.-]+)\)")
_DRAWING = re.compile(r'href="[^"#]*/(pictures|icons)[^"#]*\.svg#([a-z0-9_-]+)"')


def look_of(
    definition: Definition, *, audience: str, variants: tuple[str, ...], points: int, style: str, tag: str, formal: bool
) -> Look:
    """Put together how to look. Raises click.BadParameter for what this instrument does not have."""
    offered = offer(definition)
    parts = tag.split("-")
    _check("audience", audience, [*offered.audiences])
    _check("points", points, [*offered.points])
    _check("style", style, [*offered.styles])
    _check("language", html_lang(tag), [*offered.languages])
    return Look(
        audience=Audience(audience) if audience else offered.audiences[0],
        variant=dict(_variant(definition, given) for given in variants),
        points=points or None,
        style=style or None,
        language=html_lang(tag),
        easy=EASY in parts,
        formal=formal or FORMAL in parts,
    )


def _check(name: str, value: object, known: list[object]) -> None:
    if value and value not in known:
        there = ", ".join(map(str, known)) or "nothing to choose"
        raise click.BadParameter(f"{value!r} is not among: {there}.", param_hint=f"--{name}")


def _variant(definition: Definition, given: str) -> tuple[str, str]:
    key, _sign, value = given.partition("=")
    known = {variant.key: [one.key for one in variant.values] for variant in definition.variants}
    if value not in known.get(key, []):
        there = "; ".join(f"{name}={'|'.join(values)}" for name, values in known.items()) or "no variants"
        raise click.BadParameter(f"{given!r} is not among: {there}.", param_hint="--variant")
    return key, value


def as_text(definition: Definition, look: Look, *, paper: bool) -> str:
    """Give every question with its answers; for paper with their codes and the two declines."""
    view = look_at(definition, look)
    unchecked = "" if view.checked else " (not every text was checked by somebody who speaks the language)"
    head = f"{view.title} ({view.key} {view.version}, {view.language}){unchecked}"
    told = [head, "", view.introduction, "", *(_question(each, paper=paper) for each in view.questions)]
    return "\n".join([*told, *filter(None, [view.what_next, view.thanks]), *_foot(view, paper=paper)])


def _foot(view: InstrumentView, *, paper: bool) -> list[str]:
    return ["", "________________ (who may read it)", f"{view.key} {view.version}"] if paper else []


def _question(question: QuestionView, *, paper: bool) -> str:
    domain = f"[{question.domain.label}] " if question.domain else ""
    condition = " (only after some answers)" if question.show_when else ""
    unchecked = "" if question.checked else " (not yet checked)"
    lines = [f"{question.number}. {domain}{question.text}{condition}{unchecked}", *_answers(question, paper=paper)]
    return "\n".join([*lines, *(["   [ ] dont_know  [ ] rather_not"] if paper else []), ""])


def _answers(question: QuestionView, *, paper: bool) -> list[str]:
    if question.rows:
        return [line for row in question.rows for line in (f"   {row.words}", *_options(row.options, paper=paper))]
    return _options(question.options, paper=paper) or ["   ____________"]


def _options(options: tuple[OptionView, ...], *, paper: bool) -> list[str]:
    mark = "[ ] {option.value}  {option.label}" if paper else "( ) {option.label}"
    return ["   " + mark.format(option=option) for option in options]


def as_html(definition: Definition, look: Look, *, paper: bool) -> str:
    """Give the page as one file: styles, fonts and drawings stand in it. Nothing in it is sent anywhere."""
    templates_ready()
    from django.template.loader import render_to_string

    from surveys.views.instruments.looking import preview

    context = preview(definition, look) | {"styles": _styles(paper=paper), "on_paper": paper}
    return _with_drawings(render_to_string("preview/standalone.html", context))


def _styles(*, paper: bool) -> str:
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES[paper])
    return _FONT.sub(lambda match: f"url(data:font/woff2;base64,{_base64(STATIC / match[1])})", text)


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def _with_drawings(page: str) -> str:
    """Put each drawing that the page shows into the page."""
    used = sorted({(match[1], match[2]) for match in _DRAWING.finditer(page)})
    symbols = "".join(_symbol(file, key) for file, key in used)
    page = _DRAWING.sub(lambda match: f'href="#{match[1]}-{match[2]}"', page)
    return page.replace("</body>", f'<svg xmlns="http://www.w3.org/2000/svg" hidden>{symbols}</svg></body>')


def _symbol(file: str, key: str) -> str:
    drawn = (STATIC / "img" / f"{file}.svg").read_text(encoding="utf-8")
    found = re.search(rf'<symbol id="{key}".*?</symbol>', drawn, re.DOTALL)
    return found[0].replace(f'id="{key}"', f'id="{file}-{key}"', 1) if found else ""
