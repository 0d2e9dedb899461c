"""The registry: one name, one plug-in; a new one is a folder or an entry point and nothing else."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from instruments.registry import DuplicateNameError, Registry, UnknownNameError
from instruments.styles.base import AnswerStyle
from instruments.styles.registry import answer_styles, style_for, styles_for
from instruments.types.contrib.scale import Scale
from instruments.types.registry import question_types


@dataclass(frozen=True)
class Thing:
    name: str


@pytest.fixture
def things() -> Registry[Thing]:
    registry = Registry[Thing]("thing")
    registry.register(Thing("b"))
    registry.register(Thing("a"))
    return registry


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[str]:
    """Installs, for one test, a package that offers a thing by an entry point and holds a folder of plug-ins."""
    package = tmp_path / "elsewhere"
    package.mkdir()
    (package / "__init__.py").write_text("from tests.instruments.test_registry import Thing\nthing = Thing('c')\n")
    for name in ("e", "d"):
        (package / name).mkdir()
        source = f"from tests.instruments.test_registry import Thing\nplugin = Thing('{name}')\n"
        (package / name / "__init__.py").write_text(source)
    about = tmp_path / "elsewhere-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: elsewhere\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[clientvoice.things]\nc = elsewhere:thing\n")
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    yield "elsewhere"
    sys.path.remove(str(tmp_path))
    for module in [module for module in sys.modules if module.partition(".")[0] == "elsewhere"]:
        del sys.modules[module]


def test_it_keeps_the_order_of_registration(things: Registry[Thing]) -> None:
    assert things.names() == ("b", "a")
    assert [thing.name for thing in things] == ["b", "a"]
    assert len(things) == 2


def test_it_gives_by_name(things: Registry[Thing]) -> None:
    assert things.get("a") == Thing("a")
    assert "a" in things
    assert "z" not in things


def test_an_unknown_name_says_which_there_are(things: Registry[Thing]) -> None:
    with pytest.raises(UnknownNameError, match="no thing 'z'; there are: b, a"):
        things.get("z")


def test_a_name_is_taken_once(things: Registry[Thing]) -> None:
    with pytest.raises(DuplicateNameError, match="thing 'a' is registered twice"):
        things.register(Thing("a"))
    assert len(things) == 2


def test_an_installed_package_adds_its_own(things: Registry[Thing], installed: str) -> None:
    del installed
    things.register_entry_points("clientvoice.things")
    assert things.names() == ("b", "a", "c")


def test_a_folder_adds_its_own_by_name(things: Registry[Thing], installed: str) -> None:
    things.register_package(importlib.import_module(installed))
    assert things.names() == ("b", "a", "d", "e")


def test_our_own_plug_ins_are_there() -> None:
    assert set(question_types().names()) >= {"scale", "mark", "change", "choice", "text"}
    assert set(answer_styles().names()) >= {"faces", "words", "digits", "pictures", "buttons", "writing"}


def test_the_default_style_of_a_type_comes_first() -> None:
    class Likert(Scale):
        default_style = "words"

    assert styles_for(Likert())[0].name == "words"
    assert style_for(Likert(), None).name == "words"
    assert style_for(Likert(), "faces").name == "faces"


def test_a_style_names_its_template_by_type_and_style() -> None:
    class Thumbs(AnswerStyle):
        name = "thumbs"
        question_types = frozenset({"scale"})

    assert Thumbs().template("scale") == "questions/scale/thumbs.html"
