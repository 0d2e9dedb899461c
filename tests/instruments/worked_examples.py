"""The worked examples of docs/instruments.md, one definition file of each kind, for tests to read and to bend."""

import re
from functools import cache
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs/instruments.md"


@cache
def worked_examples() -> dict[str, str]:
    """Give the content of each example by its kind."""
    blocks = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    return {_kind(block): block for block in blocks}


def _kind(block: str) -> str:
    found = re.search(r"^kind: (.*)$", block, re.MULTILINE)
    assert found, block[:200]
    return found.group(1)
