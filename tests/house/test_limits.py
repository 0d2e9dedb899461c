"""The size of what is written: small functions in small files, nothing nested deep."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = (
    "clientvoice",
    "instruments",
    "organisations",
    "surveys",
    "supportplans",
    "reports",
    "workers",
    "tests",
    "tablet",
)
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
DEEPEST = 3
DEEPER = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*endings: str) -> Iterator[Path]:
    for room in ROOMS:
        for ending in endings:
            yield from (path for path in (ROOT / room).rglob(f"*.{ending}") if "migrations" not in path.parts)


def functions(source: str) -> Iterator[Function]:
    yield from (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of code and comment; the docstring does not count."""
    first = function.body[0]
    body = function.body[1:] if _is_docstring(first) else function.body
    start = body[0].lineno if body else function.lineno
    return (function.end_lineno or 0) - start + 1


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def depth(node: ast.AST) -> int:
    """How deep blocks stand in each other; an `elif` stands beside its `if`, and an inner function starts anew."""
    below = [_step(node, child) for child in ast.iter_child_nodes(node) if not isinstance(child, Function)]
    return max(below, default=0)


def _step(parent: ast.AST, child: ast.AST) -> int:
    is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]
    return depth(child) + (isinstance(child, DEEPER) and not is_elif)


def too_much(path: Path) -> list[str]:
    name, text = path.relative_to(ROOT), path.read_text(encoding="utf-8")
    found = [f"{name}: {len(text.splitlines())} lines"] if len(text.splitlines()) > LONGEST_FILE else []
    for function in functions(text) if path.suffix == ".py" else ():
        if length(function) > LONGEST_FUNCTION:
            found.append(f"{name}:{function.lineno} {function.name}: {length(function)} lines")
        if depth(function) > DEEPEST:
            found.append(f"{name}:{function.lineno} {function.name}: {depth(function)} levels deep")
    return found


def test_nothing_is_too_long_or_too_deep() -> None:
    assert [fault for path in sources("py", "ts", "mjs") for fault in too_much(path)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f():\n  return 1", 0),
        ("def f():\n  if a:\n    pass\n  elif b:\n    pass\n  elif c:\n    pass", 1),
        ("def f():\n  for a in b:\n    if a:\n      with c:\n        while d:\n          pass", 4),
        ("def f():\n  if a:\n    def g():\n      if b:\n        pass", 1),
    ],
)
def test_depth_is_counted_as_a_reader_sees_it(source: str, expected: int) -> None:
    assert depth(next(functions(source))) == expected


def test_docstring_is_not_counted() -> None:
    assert length(next(functions('def f():\n  """One.\n\n  Two.\n  """\n  a = 1\n  return a'))) == 2
