"""What staff fill in about who looks along."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instruments.definition.suiting import Relation
from surveys.queries.candidates import Candidate, near_or_named
from surveys.rules.cases import Known

GROUPS: Mapping[Known, Promise] = {
    Known.RELATIVE: gettext_lazy("Family and other relatives"),
    Known.IN_TEAM: gettext_lazy("The team"),
    Known.ELSEWHERE: gettext_lazy("Colleagues from outside the team"),
}
SIDES: Mapping[Relation, Promise] = {
    Relation.FAMILY: gettext_lazy("Family"),
    Relation.TEAM: gettext_lazy("Somebody of the team"),
    Relation.OUTSIDE_TEAM: gettext_lazy("Somebody from outside the team"),
}


class ObserverForm(forms.Form):
    """Who looks along, and from which side that person knows the client."""

    relation = forms.ChoiceField(
        label=gettext_lazy("From which side?"),
        help_text=gettext_lazy("Each person knows the client from another side. So each side is there once."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose from which side this person knows the client.")},
    )
    search = forms.CharField(
        label=gettext_lazy("Somebody from outside the team? Search by name"), max_length=100, required=False
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Who looks along?"),
        help_text=gettext_lazy(
            "A colleague answers from their own sign-in and sees nothing else of the client. A relative gets a letter."
        ),
        error_messages={"required": gettext_lazy("Choose who looks along.")},
    )

    def __init__(self, data: QueryDict | None, *, people: Iterable[Candidate], sides: Iterable[Relation]) -> None:
        """Offer the people, in their groups, and the sides that are free.

        Of colleagues from elsewhere only those are offered who are searched for; a search keeps what was chosen.
        """
        sent, offered = data or QueryDict(), list(sides)
        searches = "find" in sent
        sought, chosen = sent.get("search", ""), sent.get("person", "")
        shown = near_or_named(people, search=sought, chosen=chosen)
        found = [one.code for one in shown if one.known is Known.ELSEWHERE and one.code != chosen]
        alone = offered[0].value if len(offered) == 1 else None
        kept = {"relation": sent.get("relation") or alone, "search": sought}
        kept["person"] = found[0] if searches and len(found) == 1 else chosen
        super().__init__(None if searches else data, initial=kept)
        self.searched, self.found = searches, len(found)
        self._choose("relation", [(side.value, str(SIDES[side])) for side in offered])
        self._choose("person", [("", _("Choose somebody")), *_grouped(shown)])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _grouped(people: Iterable[Candidate]) -> list[tuple[str, object]]:
    known = list(people)
    groups = {group: [(one.code, one.name) for one in known if one.known is group] for group in Known}
    return [(str(GROUPS[group]), choices) for group, choices in groups.items() if choices]
