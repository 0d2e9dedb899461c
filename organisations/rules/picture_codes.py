"""Which pictures a client may open their own page with.

A sign stands for the name on the tablet. The order is what only the client knows: four of twelve pictures, which may
come back, so 20,736 orders; at thirty tries in a day half of them take a year.
"""

SIGNS = (
    "huis", "tuin", "sleutel", "muziek", "sport", "feest", "boerderij", "dieren", "computer", "telefoon", "reizen",
    "winkel", "school", "werkplaats", "geld", "eten", "slapen", "bewegen", "buurt", "tekenen", "foto", "lezen",
    "toveren", "liefde",
)  # fmt: skip
"""Drawings of one thing that is easy to name."""
PICTURES = (
    "huis", "sleutel", "muziek", "sport", "dieren", "telefoon", "reizen", "geld", "eten", "slapen", "foto", "liefde",
)  # fmt: skip
"""The pictures of the order, as they stand on the screen."""
LENGTH = 4


def is_sign(sign: str) -> bool:
    """Whether this can be somebody's sign."""
    return sign in SIGNS


def is_order(order: tuple[str, ...]) -> bool:
    """Whether this is a whole order. One picture four times is none: a passer-by guesses that first."""
    return len(order) == LENGTH and set(order) <= set(PICTURES) and len(set(order)) > 1


def written(order: tuple[str, ...]) -> str:
    """Return an order as it is hashed."""
    return " ".join(order)
