"""One content, one hash; the published schema; and the speed of reading."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from instruments import schema
from instruments.catalogue import instruments
from instruments.definition.loading import load_bytes, load_file
from instruments.definition.yaml_tree import read
from instruments.serialising import canonical_json, from_json, sha256, to_json
from tests.instruments.sample import SAMPLE, sample

DOCS = Path(__file__).parents[2] / "docs"
EARLIER = Path(__file__).parent / "earlier" / "mijn-leven-1.0.yaml"


def test_the_hash_is_of_the_content_and_not_of_how_it_is_written() -> None:
    spread = SAMPLE.replace("{nl: Proef, en: Trial}", "\n  en: Trial\n  nl: 'Proef' # naam").replace(
        "share: 0.8", "share: 0.80"
    )
    assert sha256(load_bytes(spread.encode(), file="proef.yaml")) == sha256(sample())


def test_a_default_written_out_changes_nothing() -> None:
    spelled = SAMPLE.replace("recommended", "informants_needed: 1\nrecommended")
    assert sha256(load_bytes(spelled.encode(), file="proef.yaml")) == sha256(sample())


@pytest.mark.parametrize(
    ("old", "new"), [("Hoe vind je je", "Wat vind je van je"), ("core: true", "core: false"), ("0.8", "0.9")]
)
def test_any_other_content_has_another_hash(old: str, new: str) -> None:
    changed = load_bytes(SAMPLE.replace(old, new, 1).encode(), file="proef.yaml")
    assert sha256(changed) != sha256(sample())


def test_the_hash_stays_what_it_was() -> None:
    """A release keeps its hash for years: whoever changes how it is made breaks every stored one."""
    assert sha256(sample()) == "c277a1441b894c00ee367b6076fca4ec8acd6820f5f64d9446167ddbb2f75681"


def test_what_an_earlier_format_wrote_is_read_and_keeps_its_hash() -> None:
    """The first published list, before sittings, variants and the like existed; releases of it are stored."""
    earlier = load_file(EARLIER)
    assert sha256(earlier) == "c0e117e0095c0ecc6253a333b6bb97dea46326885488c19d254ec2ab49933d5e"
    assert sha256(from_json(to_json(earlier))) == sha256(earlier)


def test_the_canonical_form_is_sorted_and_without_blanks() -> None:
    text = canonical_json(sample())
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_the_published_schema_is_the_schema() -> None:
    published = json.loads((DOCS / "instrument.schema.json").read_text("utf-8"))
    assert published == schema()


@pytest.mark.parametrize("content", [SAMPLE.encode(), *(instrument.path.read_bytes() for instrument in instruments())])
def test_the_schema_accepts_what_the_validator_accepts(content: bytes) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    assert list(validator.iter_errors(read(content).tree)) == []


def test_the_schema_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid({**to_json(sample()), "mood": "good"})


def test_the_room_works_without_django() -> None:
    program = "import sys, instruments; instruments.builtin(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
