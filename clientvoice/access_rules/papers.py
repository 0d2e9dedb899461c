"""The papers made from the rules, by the name of their file in `docs/`."""

from django.utils import translation

from clientvoice.access_rules.easy import easy
from clientvoice.access_rules.matrix import matrix
from clientvoice.access_rules.rules import addresses


def papers() -> dict[str, str]:
    """Return each file name with what stands in it. The same rules give the same words, whatever language is spoken."""
    found = addresses()
    with translation.override(None):  # the words of the code, which are English
        return {"access-matrix.md": matrix(found), "who-sees-what.md": easy(found)}
