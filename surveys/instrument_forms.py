"""What staff fill in about instruments: what to look for, how to look at one, and an own one on its way."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from instruments.definition.model import Audience, Definition, Kind
from instruments.definition.yaml_tree import MAX_BYTES
from instruments.previewing import Look, Offer, offer
from organisations.forms.units import FormAboutUnit, UnitChoiceField
from surveys.choices import Advice
from surveys.forms import DayField
from surveys.instrument_words import AUDIENCES, KINDS, language_name, style_name

ANY = [("", gettext_lazy("everything"))]
LEVELS = [("a2", gettext_lazy("easy (A2)")), ("b1", gettext_lazy("plain (B1)"))]
ADDRESSES = [("je", "je"), ("u", "u")]
Choices = Iterable[tuple[str, Any]]


class FindInstrumentForm(forms.Form):
    """Which instruments to show."""

    search = forms.CharField(label=gettext_lazy("Search for a name or a subject"), max_length=80, required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        choices=[*ANY, *((each.value, words) for each, words in AUDIENCES.items())],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[*ANY, *((each.value, words) for each, words in KINDS.items())],
        required=False,
    )

    def fits(self, definition: Definition) -> bool:
        """Return whether a definition is among what is looked for. What was filled in wrongly does not count."""
        asked = self.cleaned_data if self.is_valid() else {}
        words = asked.get("search", "").casefold()
        audience, kind = asked.get("audience"), asked.get("kind")
        return (
            (not audience or Audience(audience) in definition.audiences)
            and (not kind or Kind(kind) is definition.kind)
            and (not words or words in _searched(definition))
        )


def _searched(definition: Definition) -> str:
    texts = (definition.title, definition.fit, *(domain.labels for domain in definition.domains))
    words = (wording for text in texts for wording in text.wordings.values())
    return " ".join((definition.key, *words)).casefold()


class LookForm(forms.Form):
    """In which way to look at an instrument: only what there is to choose for this one."""

    def __init__(self, data: QueryDict | None, definition: Definition) -> None:
        """Offer what the definition has. What is not in `data`, or is no choice, is as the instrument has it."""
        self.definition, self.offered = definition, offer(definition)
        super().__init__(data or None, initial=self._usual())
        if len(definition.audiences) > 1:
            self._choose("audience", gettext_lazy("Who answers"), ((a, AUDIENCES[a]) for a in definition.audiences))
        for variant in definition.variants:
            named = ((value.key, value.labels.in_language(_page())) for value in variant.values)
            self._choose(f"v-{variant.key}", variant.labels.in_language(_page()), named)
        self._choices_of_words(self.offered)
        self._choices_of_answers(self.offered)

    def _choices_of_words(self, offered: Offer) -> None:
        if len(offered.languages) > 1:
            languages = ((language, language_name(language)) for language in offered.languages)
            self._choose("language", gettext_lazy("Language"), languages)
        if offered.levels:
            self._choose("level", gettext_lazy("Reading level"), LEVELS)
        if offered.forms:
            self._choose("address", gettext_lazy("Form of address"), ADDRESSES)

    def _choices_of_answers(self, offered: Offer) -> None:
        if len(offered.styles) > 1:
            usual = ("", pgettext_lazy("answer style", "as the list has it"))
            styles = ((style, style_name(style)) for style in offered.styles)
            self._choose("style", gettext_lazy("Answer style"), [usual, *styles])
        if len(offered.points) > 1:
            points = ((str(count), str(count)) for count in offered.points)
            self._choose("points", gettext_lazy("Points on the scale"), points)

    def _choose(self, name: str, label: Any, choices: Choices) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=list(choices), required=False)

    def _usual(self) -> dict[str, str]:
        """Clients read easy words, relatives are spoken to with "u"."""
        relative = self.definition.audiences[0] is Audience.RELATIVE
        languages = self.offered.languages
        return {
            "audience": self.definition.audiences[0],
            "language": _page() if _page() in languages else languages[0],
            "level": "b1" if relative else "a2",
            "address": "u" if relative else "je",
            "points": str(self.offered.points[0]) if self.offered.points else "",
        }

    def look(self) -> Look:
        """Return how to look."""
        self.is_valid()
        chosen = self._usual() | {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        language = chosen["language"]
        return Look(
            audience=Audience(chosen["audience"]),
            variant=self._variant(chosen),
            points=int(chosen["points"]) if chosen["points"] else None,
            style=chosen.get("style"),
            language=language,
            easy=chosen["level"] == "a2" and language in self.offered.levels,
            formal=chosen["address"] == "u" and language in self.offered.forms,
        )

    def _variant(self, chosen: Mapping[str, str]) -> dict[str, str]:
        keys = (variant.key for variant in self.definition.variants)
        return {key: chosen[f"v-{key}"] for key in keys if f"v-{key}" in chosen}


def _page() -> str:
    return get_language() or "nl"


class UploadForm(FormAboutUnit):
    """An instrument of an organisation's own, and the unit at and below which it is for."""

    unit = UnitChoiceField(
        label=gettext_lazy("For which unit?"), help_text=gettext_lazy("It can be asked here and everywhere below.")
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A definition file (YAML) of at most 1 MB."),
        allow_empty_file=True,  # an empty file is told by the reader, in the same words as on the command line
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml"}),
    )

    def content(self) -> bytes:
        """Return the bytes of the file, and one too many of a file that is too big."""
        found: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return found

    @property
    def file_name(self) -> str:
        """Return what the file is called, for messages."""
        return str(self.cleaned_data["file"].name)[:100]


def _advices() -> list[tuple[str, str]]:
    return [(advice.value, str(advice.label).capitalize()) for advice in Advice]


class AdviceForm(forms.Form):
    """What the clients' council thinks of an instrument."""

    advice = forms.ChoiceField(
        label=gettext_lazy("What does the clients' council advise?"), choices=_advices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("What did the council say?"),
        help_text=gettext_lazy("In its own words, as far as possible. Write no names."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    on = DayField(label=gettext_lazy("When?"), required=False)


class PublishForm(forms.Form):
    """Why somebody publishes what the council does not advise, or not yet."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you publish it without a positive advice of the clients' council?"),
        help_text=gettext_lazy("The council reads this too."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
