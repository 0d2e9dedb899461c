"""The bill of materials names every package of the locks, with its version and hashes."""

import json
import re
import subprocess
import sys
from pathlib import Path

from clientvoice.bom import bill

ROOT = Path(__file__).parents[2]
SHA256 = re.compile("[0-9a-f]{64}")


def components(kind: str) -> dict[tuple[str, str], list[str]]:
    """Name and version of each component, with its hashes."""
    return {
        (one["name"], one["version"]): [each["content"] for each in one["hashes"]]
        for one in bill()["components"]
        if one["purl"].startswith(f"pkg:{kind}/")
    }


def test_every_locked_python_package_is_in_it_with_all_its_hashes() -> None:
    text = re.sub(r"(?m)^\s*#.*\n", "", (ROOT / "requirements.txt").read_text(encoding="utf-8"))
    listed = components("pypi")
    packages = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    assert len(packages) == len(listed) > 40
    for entry in packages:
        name, version = re.match(r"([\w.-]+)==([^\s;\\]+)", entry).groups()  # type: ignore[union-attr]
        assert sorted(listed[name, version]) == sorted(SHA256.findall(entry))


def test_every_locked_package_of_the_pages_is_in_it_with_its_hash() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    listed = components("npm")
    named = {(place.rpartition("node_modules/")[2], one["version"]) for place, one in locked.items() if place}
    assert named == set(listed)
    assert all(len(hashes) == 1 and len(hashes[0]) in {64, 96, 128} for hashes in listed.values())


def test_the_same_locks_give_the_same_bill() -> None:
    words = [sys.executable, "-m", "clientvoice.bom"]
    made = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert json.loads(made) == bill()
    assert json.loads(made)["specVersion"] == "1.6"


def test_the_build_makes_it() -> None:
    assert "python -m clientvoice.bom" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "clientvoice.bom" in (ROOT / "Makefile").read_text(encoding="utf-8")
