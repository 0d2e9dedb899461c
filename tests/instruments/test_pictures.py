"""The drawings: each is in the catalogue with words and a licence, is nothing but shapes, and is in the sprite."""

import gzip
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from instruments.pictures import sprite as sprites
from instruments.pictures.catalogue import HERE, Drawing, Group, drawings

ROOT = Path(__file__).parents[2]
SPRITE = ROOT / "clientvoice/static/img/pictures.svg"
PAGE = ROOT / "docs/pictures.md"
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + name for name in ("g", "path", "rect", "circle", "ellipse")}
SHAPING = {
    *("d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "transform", "viewBox"),
    *("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"),
}
COLOURS = {
    *("#1D2B33", "#0F5C6E", "#FFE08A", "#E3F0F2", "#EAD9BF", "#BFD9CF", "#B5562A", "#A9CBBE", "#fff", "none"),
    *("#F3CFA6", "#C58E62", "#8E5B3F", "#3B2A24"),
}
ALL = list(drawings().values())
MOST_BYTES, MOST_BYTES_SENT = 90_000, 28_000


def source(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.path.read_text("utf-8"))  # noqa: S314 - our own file


def of(group: Group) -> list[Drawing]:
    return [drawing for drawing in ALL if drawing.group is group]


def fills(drawing: Drawing) -> set[str | None]:
    """Every fill in a drawing but the sleeve of a thumb."""
    return {shape.get("fill") for shape in source(drawing).iter()} - {None, "none", "#0F5C6E"}


def test_every_drawing_has_a_file_and_every_file_is_a_drawing() -> None:
    assert {path.stem for path in (HERE / "drawings").iterdir()} == set(drawings())
    assert all(drawing.path.is_file() for drawing in ALL)


@pytest.mark.parametrize("drawing", ALL, ids=lambda drawing: drawing.key)
def test_a_drawing_says_what_is_seen_in_two_languages_and_whose_it_is(drawing: Drawing) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", drawing.key)
    assert {language for language in drawing.alt.root if drawing.alt.is_checked(language)} == {"nl", "en"}
    assert all(len(text) <= 75 and not text.endswith(".") for text in drawing.alt.wordings.values())
    assert drawing.licence
    assert drawing.credit


def test_what_a_drawing_shows_is_translated_for_the_drawings_there_are() -> None:
    translated = yaml.safe_load((HERE / "translations.yaml").read_text("utf-8"))["drawings"]
    assert set(translated) == set(drawings())
    assert all(set(texts) == {"ar", "tr", "pl", "uk"} for texts in translated.values())


def test_no_two_drawings_are_told_in_the_same_words() -> None:
    for language in ("nl", "en", "ar", "tr", "pl", "uk"):
        assert len({drawing.alt.in_language(language) for drawing in ALL}) == len(ALL)


@pytest.mark.parametrize("drawing", ALL, ids=lambda drawing: drawing.key)
def test_a_drawing_is_nothing_but_shapes_in_the_colours_of_the_set(drawing: Drawing) -> None:
    """So no text, style, script, id, image or reference can come in with one."""
    root, *shapes = source(drawing).iter()
    assert root.tag == SVG + "svg"
    assert {shape.tag for shape in shapes} <= SHAPES
    assert {name for shape in shapes for name in shape.attrib} <= SHAPING
    assert {shape.get(paint, "none") for shape in shapes for paint in ("fill", "stroke")} <= COLOURS
    assert not any((shape.text or "").strip() or (shape.tail or "").strip() for shape in [root, *shapes])


@pytest.mark.parametrize("drawing", ALL, ids=lambda drawing: drawing.key)
def test_drawings_have_one_size_and_those_of_answers_another(drawing: Drawing) -> None:
    small = drawing.group in {Group.FACE, Group.THUMB}
    wanted = "0 0 100 100" if small else "0 0 640 360" if drawing.key == "rust" else "0 0 200 200"
    assert source(drawing).get("viewBox") == wanted


def test_the_sprite_that_is_served_is_made_of_the_drawings() -> None:
    assert SPRITE.read_text("utf-8") == sprites.sprite(), "Run: python -m instruments.pictures.sprite > …/pictures.svg"


def test_the_command_prints_the_sprite() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "instruments.pictures.sprite"], cwd=ROOT, capture_output=True, check=True
    )
    assert printed.stdout.decode() == sprites.sprite()


def test_the_sprite_is_small_enough_for_the_answering_page() -> None:
    written = SPRITE.read_bytes()
    assert len(written) <= MOST_BYTES
    assert len(gzip.compress(written)) <= MOST_BYTES_SENT


def test_every_symbol_has_its_own_id_and_is_a_drawing() -> None:
    symbols = ET.fromstring(SPRITE.read_text("utf-8")).iter(SVG + "symbol")  # noqa: S314 - our own file
    assert [symbol.get("id") for symbol in symbols] == list(drawings())


@pytest.mark.parametrize("group", [Group.FACE, Group.THUMB])
def test_the_points_of_a_scale_differ_in_form_and_not_in_colour(group: Group) -> None:
    points = of(group)
    assert [drawing.key[-1] for drawing in points] == list("12345")
    assert len({drawing.path.read_text("utf-8") for drawing in points}) == len(points)
    assert set.intersection(*(fills(drawing) for drawing in points)) >= {"#FFE08A"}
    assert set.union(*(fills(drawing) for drawing in points)) <= {"#FFE08A", "#1D2B33", "#fff"}


def test_the_change_question_has_its_three_answers() -> None:
    assert [drawing.key for drawing in of(Group.CHANGE)] == ["blijft-zo", "iets-anders", "weet-niet"]


def test_a_file_of_another_form_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings/huis.svg").write_text('<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>')
    monkeypatch.setattr("instruments.pictures.catalogue.HERE", tmp_path)
    with pytest.raises(sprites.DrawingError, match=r"huis\.svg"):
        sprites.symbol(drawings()["huis"])


def test_the_page_lists_every_drawing_with_its_words() -> None:
    rows = [f"| `{d.key}` | {d.group} | {d.alt.root['nl']} | {d.alt.root['en']} |" for d in ALL]
    listed = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert listed == rows
