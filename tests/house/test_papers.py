"""The papers say what is so: every test that they name exists, and every page that they point to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NAMED = re.compile(r"`([\w/]+\.py)::([\w:]+)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
PAPERS = ("asvs.md", "backup.md", "dpia.md", "processing-register.md", "responsible-disclosure.md")


def known_in(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef))


def test_every_named_test_exists() -> None:
    named = NAMED.findall((DOCS / "asvs.md").read_text(encoding="utf-8"))
    assert len(named) > 60
    missing = [f"{path}::{name}" for path, name in named if name not in set(known_in(ROOT / "tests" / path))]
    assert missing == []


def test_every_requirement_has_a_test_or_says_why_not() -> None:
    rows = [
        line.split("|")[1:-1] for line in (DOCS / "asvs.md").read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    asked = [row for row in rows if row[0].strip()[:1].isdigit()]
    assert len(asked) > 50
    bare = [row[0] for row in asked if not NAMED.search(row[2]) and not re.search("open:|does not arise", row[2])]
    assert bare == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_pointed_to_is_there(name: str) -> None:
    linked = LINKED.findall((DOCS / name).read_text(encoding="utf-8"))
    assert [place for place in linked if not (DOCS / place).exists()] == []
