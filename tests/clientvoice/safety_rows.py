"""Who may open the page of what is unsafe, and the note for whoever finds a leak."""

from tests.clientvoice.rows import ADMINISTRATORS, NOBODY, Row

SAFETY: list[Row] = [
    #                          anon tea lead qual adm coun other
    Row("safety", get=ADMINISTRATORS),
    Row("security-txt", get=NOBODY),  # nobody set an address; test_safety.py sets one
]
