"""The words in which differences are told. English here; who shows them translates them first, then fills them in."""

from collections.abc import Mapping

from instruments.messages import gettext_noop

PARTS: Mapping[str, str] = {
    "questions": gettext_noop("question"),
    "scales": gettext_noop("scale"),
    "domains": gettext_noop("subject"),
    "variants": gettext_noop("variant"),
}

_ANSWER = gettext_noop("Answer %(place)s")
_SUITS = gettext_noop("Whom it suits")
_VARIANT = gettext_noop("Value %(place)s")

FIELDS: Mapping[str, str] = {
    "kind": gettext_noop("Kind"),
    "family": gettext_noop("Family"),
    "title": gettext_noop("Title"),
    "introduction": gettext_noop("Introduction"),
    "owner": gettext_noop("Owner"),
    "licence": gettext_noop("Licence"),
    "recognition": gettext_noop("Recognition"),
    "fit": gettext_noop("For whom"),
    "suits": _SUITS,
    "audiences": gettext_noop("Who answers"),
    "informants_needed": gettext_noop("How many people answer"),
    "relations": gettext_noop("From which sides people look"),
    "without_family": gettext_noop("Who looks where there is no family"),
    "recommended_interval_months": gettext_noop("Months between two times"),
    "languages": gettext_noop("Languages"),
    "style": gettext_noop("Answer style"),
    "change": gettext_noop("Answers to the change question"),
    "scoring": gettext_noop("How it is counted"),
    "continues": gettext_noop("What goes on from earlier versions"),
    "complete_when": gettext_noop("When it is complete"),
    "closing": gettext_noop("Closing"),
    "closing.thanks": gettext_noop("Last words"),
    "closing.what_next": gettext_noop("What is done with it"),
    "questions": gettext_noop("Questions"),
    "scales": gettext_noop("Scales"),
    "domains": gettext_noop("Subjects"),
    "variants": gettext_noop("Variants"),
    "type": gettext_noop("Type"),
    "texts": gettext_noop("Wording"),
    "texts_for": gettext_noop("Wording for %(place)s"),
    "hint": gettext_noop("Hint"),
    "prompts": gettext_noop("Prompt %(place)s"),
    "only_for": gettext_noop("Only for"),
    "only_named": gettext_noop("Only where answers are kept by name"),
    "domain": gettext_noop("Subject"),
    "core": gettext_noop("Belongs to the core"),
    "sitting": gettext_noop("Sitting"),
    "intimate": gettext_noop("Intimate"),
    "permission": gettext_noop("Answer that gives leave"),
    "stance": gettext_noop("Seen, or made of it"),
    "picture": gettext_noop("Picture"),
    "picture.alt": gettext_noop("What the picture shows"),
    "scale": gettext_noop("Scale"),
    "other_scales": gettext_noop("Other scales"),
    "options": _ANSWER,
    "points": _ANSWER,
    "media": gettext_noop("What may be given"),
    "show_when": gettext_noop("When it is asked"),
    "enable_behavior": gettext_noop("Whether all conditions must hold"),
    "top": gettext_noop("Points read together at the top"),
    "bottom": gettext_noop("Points read together at the bottom"),
    "frame": gettext_noop("Frame"),
    "labels": gettext_noop("Name"),
    "values": _VARIANT,
    "values.suits": _SUITS,
}

YES, NO = gettext_noop("yes"), gettext_noop("no")

WHOLE: Mapping[str, str] = {"added": gettext_noop("New."), "removed": gettext_noop("No longer there.")}
"""Of a part as a whole."""

TOLD: Mapping[str, str] = {
    "added": gettext_noop("%(field)s: new."),
    "removed": gettext_noop("%(field)s: no longer there."),
    "moved": gettext_noop("%(field)s: in another order."),
    "checked": gettext_noop("%(field)s in %(language)s: now checked by somebody who speaks the language."),
    "unchecked": gettext_noop("%(field)s in %(language)s: not yet checked by somebody who speaks the language."),
}

IN_LANGUAGE: Mapping[tuple[bool, bool], str] = {
    (True, True): gettext_noop("%(field)s in %(language)s: first “%(old)s”, now “%(new)s”."),
    (False, True): gettext_noop("%(field)s in %(language)s: new, “%(new)s”."),
    (True, False): gettext_noop("%(field)s in %(language)s: no longer there, it was “%(old)s”."),
}
CHANGED: Mapping[tuple[bool, bool], str] = {
    (True, True): gettext_noop("%(field)s: first %(old)s, now %(new)s."),
    (False, True): gettext_noop("%(field)s: new, %(new)s."),
    (True, False): gettext_noop("%(field)s: no longer there, it was %(old)s."),
    (False, False): gettext_noop("%(field)s: differs."),
}
"""By whether there was something and whether there is something now."""
