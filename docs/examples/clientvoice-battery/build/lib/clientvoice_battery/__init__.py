"""How full is your battery: an example of a package with a question type, an answer style and an instrument."""

from pathlib import Path

from instruments.base import Instrument

instrument = Instrument("mijn-batterij", Path(__file__).parent / "definition.yaml")
