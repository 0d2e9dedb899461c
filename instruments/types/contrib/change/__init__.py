"""The change question of a domain: does it stay like this, or is something else wanted.

"It stays" is a full answer and never the lesser one; "I don't know" is one of the ways to decline.
"""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Option, Question
from instruments.types.base import CodedType


class Change(CodedType):
    """`keep` or `change`, with the labels that the definition gives once for all its change questions."""

    name = "change"
    default_style = "pictures"
    asks_change = True

    def options(self, definition: Definition, question: Question) -> tuple[Option, ...]:
        """Both answers; none when the definition lacks their labels."""
        if definition.change is None:
            return ()
        keep = Option(code="keep", labels=definition.change.keep, picture="blijft-zo")
        return (keep, Option(code="change", labels=definition.change.change, picture="iets-anders"))

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that the question has no domain, is not the only one of its domain, or has no labels."""
        if question.domain is None:
            yield Problem((), "A change question needs a domain.", "Add 'domain:' with the domain it is about.")
        elif any(_same_subject(question, other) for other in definition.questions):
            yield Problem(("domain",), f"The domain '{question.domain}' has two change questions.", "Keep one of them.")
        if definition.change is None:
            fix = "Add 'change:' at the top of the file, with the labels 'keep' and 'change'."
            yield Problem((), "A change question needs labels for its answers.", fix)


def _same_subject(question: Question, other: Question) -> bool:
    return other.type == question.type and other.domain == question.domain and other.key != question.key


plugin = Change()
