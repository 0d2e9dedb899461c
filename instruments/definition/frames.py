"""The frames on which a domain is placed, so that unlike instruments can be read side by side.

Schalock: the eight domains of quality of life (Schalock & Verdugo, 2002). LACCS: the five areas for people with
profound disabilities. Life areas: the seven of an intake in social support.
"""

FRAMES = {
    "schalock": (
        "emotional-wellbeing",
        "material-wellbeing",
        "physical-wellbeing",
        "personal-relations",
        "personal-development",
        "self-determination",
        "social-inclusion",
        "rights",
    ),
    "laccs": ("physical-wellbeing", "alertness", "contact", "communication", "stimulating-days"),
    "life-areas": ("meaning", "living", "money", "relations", "physical-health", "mental-health", "work"),
}

PLACES = frozenset(f"{frame}:{place}" for frame, places in FRAMES.items() for place in places)
"""Every value that `frame` of a domain may have."""
