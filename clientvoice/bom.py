"""The software bill of materials, in CycloneDX 1.6: every package of the locks with its version and its hashes.

`python -m clientvoice.bom > sbom.cdx.json`. The same locks give the same file, byte for byte.
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ALGORITHMS = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
MODULES = "node_modules/"

Component = dict[str, Any]


def bill(root: Path = ROOT) -> dict[str, Any]:
    """Return the bill of what runs in production, and of what builds the pages (scope "excluded")."""
    ours = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = _python((root / "requirements.txt").read_text(encoding="utf-8"))
    node = _node(json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"])
    components = sorted([*python, *node], key=lambda one: str(one["purl"]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {"component": _application(ours)},
        "components": components,
    }


def _application(ours: dict[str, Any]) -> Component:
    licence = [{"license": {"id": ours["license"]}}]
    named = {"type": "application", "bom-ref": "clientvoice", "name": ours["name"], "version": ours["version"]}
    return named | {"licenses": licence}


def _python(lock: str) -> Iterator[Component]:
    for found in PINNED.finditer(lock):
        # One hash for each file in which a package is to be had; which one is installed depends on the machine.
        hashes = [{"alg": "SHA-256", "content": one} for one in HASH.findall(found["rest"])]
        yield _component("pypi", found["name"], found["version"], hashes) | {"scope": "required"}


def _node(packages: dict[str, dict[str, Any]]) -> Iterator[Component]:
    for place, package in packages.items():
        if place:  # the first entry is the project itself
            name = place.rpartition(MODULES)[2]
            scope = "excluded" if package.get("dev") else "required"
            yield _component("npm", name, package["version"], _integrity(package)) | {"scope": scope}


def _integrity(package: dict[str, Any]) -> list[dict[str, str]]:
    algorithm, _dash, encoded = package["integrity"].partition("-")
    return [{"alg": ALGORITHMS[algorithm], "content": base64.b64decode(encoded).hex()}]


def _component(kind: str, name: str, version: str, hashes: list[dict[str, str]]) -> Component:
    purl = f"pkg:{kind}/{quote(name, safe='/')}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": hashes}


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
    sys.stdout.write("\n")
