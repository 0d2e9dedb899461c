"""Bodies that no honest device sends, for the three answering calls."""

import json
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

from tests.surveys.asking import life

KEYS = st.sampled_from(["id", "session", "answers", "style", "helped", "language", "order_shown", "code", "revision"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["\x00", "\ud800", "\u202e", "9" * 400, str(uuid4()), "kamer", "__proto__", "../../etc/passwd"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ITEMS = st.fixed_dictionaries({}, optional={"value": VALUES, "declined": VALUES, "quotable": VALUES, "x": VALUES})


def written(value: Any) -> bytes:
    """Return a value as JSON text, lone surrogates and all."""
    return json.dumps(value).encode("utf-8", "surrogatepass")


BODIES = st.one_of(
    st.binary(max_size=60),
    VALUES.map(written),
    st.dictionaries(KEYS, VALUES, max_size=7).map(written),
)


@st.composite
def near_misses(draw: st.DrawFn, session: str) -> bytes:
    """Draw a body that is right but for one thing or two."""
    body: dict[str, Any] = {"id": str(uuid4()), "session": session, "answers": life(), "style": "faces"}
    for key in draw(st.lists(KEYS, min_size=1, max_size=2)):
        body[key] = draw(VALUES)
    if isinstance(body["answers"], dict):
        body["answers"] |= draw(st.dictionaries(st.sampled_from([*life(), "x"]), ITEMS, max_size=3))
    return written(body)
