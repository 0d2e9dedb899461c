"""Why something is proposed, or does not fit: a code for programs, and an English sentence to be translated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from instruments.messages import gettext_noop

SENTENCES: Mapping[str, str] = {
    "points_chosen": gettext_noop("Chosen with the client."),
    "points_young": gettext_noop("Under nine years, three answers are enough to choose from."),
    "points_group": gettext_noop("With a moderate or severe disability, three answers go better than five."),
    "points_usual": gettext_noop("Most young people and adults can tell five answers apart."),
    "points_nearest": gettext_noop("This list does not have %(wanted)s answers; %(points)s comes nearest."),
    "style_chosen": gettext_noop("Chosen with the client."),
    "style_sound": gettext_noop("Everything is done by ear."),
    "style_ambulant": gettext_noop("Adults with ambulant support often find faces childish."),
    "style_of_list": gettext_noop("It goes with this list."),
    "style_usual": gettext_noop("A picture with a word is clear to most people."),
    "style_not_here": gettext_noop("This list cannot be answered in the style that suits best."),
    "level_chosen": gettext_noop("Chosen with the client."),
    "level_easy": gettext_noop("Short sentences in easy words are good for nearly everybody."),
    "level_ambulant": gettext_noop("Adults with ambulant support often find easy language childish."),
    "level_only": gettext_noop("In this language the list has one reading level."),
    "language_chosen": gettext_noop("The client's own language."),
    "language_usual": gettext_noop("Nobody noted another language."),
    "language_missing": gettext_noop("The list is not there in this language: %(language)s."),
    "age": gettext_noop("Made for this age."),
    "client_groups": gettext_noop("Made for this group of clients."),
    "products": gettext_noop("Made for this kind of support."),
    "communication": gettext_noop("Goes with how this person tells things."),
    "for_everybody": gettext_noop("Made for all clients."),
    "observation": gettext_noop("Others look and listen, as this person shows it and does not say it."),
    "others_answer": gettext_noop("Somebody else answers it, beside the client."),
    "not_age": gettext_noop("Made for another age."),
    "not_client_groups": gettext_noop("Made for other groups: %(client_groups)s."),
    "not_products": gettext_noop("Made for other support: %(products)s."),
    "not_communication": gettext_noop("Does not go with how this person tells things."),
    "no_self_report": gettext_noop("This person shows it and does not say it: others look together instead."),
    "speaks_for_themselves": gettext_noop("This person can tell it: nobody has to guess."),
}
"""Every sentence by its code. `%(name)s` is a place for a parameter."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. A parameter of several codes has them in order, with a comma between them."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The English sentence, before its places are filled."""
        return SENTENCES[self.code]
