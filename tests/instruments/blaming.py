"""A worked example, bent in one place, and what is then said of it."""

from instruments.definition.loading import review_bytes
from tests.instruments.worked_examples import worked_examples


def assert_told(kind: str, old: str, new: str, path: str, words: str) -> None:
    """Bend the example of a kind, and see that the fault is told at this path (`*` for any) in these words."""
    content = worked_examples()[kind]
    assert old in content
    found = review_bytes(content.replace(old, new, 1).encode(), file="proef.yaml").faults
    blamed = [fault for fault in found if path in {"*", fault.path}]
    assert any(words in f"{fault.message} {fault.fix}" for fault in blamed), found
    assert all(fault.level == "fault" and fault.line > 1 and fault.fix for fault in found)
