from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from instruments.pictures.catalogue import Group, drawings
from instruments.piping import FALLBACKS
from organisations.choices import AccessMode, AddressForm, ConsentBy, ReadingLevel, TextSize, answer_styles
from organisations.imaging import MAX_BYTES
from organisations.models import Client, Staff
from surveys.fitting_words import language_name, points_name
from surveys.queries.asked_person import AskedPerson

LANGUAGES = tuple(FALLBACKS["name"])
"""The languages that every text of ours may have."""
POINTS = (2, 3, 4, 5)
OWN_CHOICES = ("scale_points", "style", "language", "level", "address_form")
"""What is marked as the client's own choice; a field that follows the proposal is nobody's choice."""


class ProfileForm(forms.Form):
    """How a client answers best. Points, style and level without a choice follow the proposal."""

    scale_points = forms.TypedChoiceField(
        label=gettext_lazy("How many answers to choose from"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    style = forms.ChoiceField(label=gettext_lazy("How the answers look"), required=False, widget=forms.RadioSelect)
    symbols = forms.BooleanField(label=gettext_lazy("A picture beside each question"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    level = forms.ChoiceField(
        label=gettext_lazy("How difficult the language is"), required=False, widget=forms.RadioSelect
    )
    address_form = forms.ChoiceField(
        label=gettext_lazy("How we speak to this person"), choices=AddressForm.choices, widget=forms.RadioSelect
    )
    read_aloud = forms.BooleanField(label=gettext_lazy("Each screen is read aloud by itself"), required=False)
    text_size = forms.TypedChoiceField(
        label=gettext_lazy("Size of the letters"), coerce=int, choices=TextSize.choices, widget=forms.RadioSelect
    )
    access_mode = forms.ChoiceField(
        label=gettext_lazy("Works the tablet by"), choices=AccessMode.choices, widget=forms.RadioSelect
    )
    support_worker = forms.ModelChoiceField(
        label=gettext_lazy("Own support worker"),
        help_text=gettext_lazy("The name stands in questions such as “How do you get on with …?”."),
        queryset=Staff.objects.none(),
        required=False,
    )
    own = forms.MultipleChoiceField(choices=[(name, name) for name in OWN_CHOICES], required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        client: Client,
        asked: AskedPerson,
        workers: QuerySet[Staff],
        unchecked: Collection[str] = (),
    ) -> None:
        super().__init__(data, initial=_initial(client, asked))
        as_proposed = ("", _("As proposed"))
        self._offer("scale_points", [as_proposed, *((points, points_name(points)) for points in POINTS)])
        self._offer("style", [as_proposed, *answer_styles()])
        self._offer("level", [as_proposed, *ReadingLevel.choices])
        self._offer("language", [(code, _language(code, unchecked=code in unchecked)) for code in LANGUAGES])
        field = cast("forms.ModelChoiceField[Staff]", self.fields["support_worker"])
        field.queryset = workers
        field.empty_label = _("Nobody in particular")

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = list(choices)

    def wanted(self) -> dict[str, Any]:
        """Return what to store, as `organisations.operations.profiles.save_profile` takes it."""
        given = dict(self.cleaned_data)
        worker, own = given.pop("support_worker"), given.pop("own")
        empty = {None, ""}
        chosen = [name for name in OWN_CHOICES if name in own and given[name] not in empty]
        return given | {"chosen_by_client": chosen, "support_worker_id": worker.pk if worker else None}


def _initial(client: Client, asked: AskedPerson) -> dict[str, Any]:
    names = ("scale_points", "style", "symbols", "language", "level", "read_aloud", "text_size", "access_mode")
    found = {name: getattr(asked.profile, name) for name in names}
    return found | {
        "scale_points": asked.profile.scale_points or "",
        "address_form": client.address_form,
        "support_worker": client.support_worker_id,
        "own": asked.profile.chosen_by_client,
    }


def _language(code: str, *, unchecked: bool) -> str:
    name = language_name(code).capitalize()
    return _("%(language)s · texts not yet checked") % {"language": name} if unchecked else name


class PhotoForm(forms.Form):
    """A photo, the drawing whose place it takes, and who said yes to it."""

    key = forms.ChoiceField(
        label=gettext_lazy("In the place of"), help_text=gettext_lazy("The drawing that the client sees now.")
    )
    file = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy("A JPEG, PNG or WebP of at most 10 MB. Where it was taken is not kept."),
        allow_empty_file=True,  # told in the same words as every other picture that is refused
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    consent_by = forms.ChoiceField(
        label=gettext_lazy("Who said that this photo may be used?"),
        help_text=gettext_lazy(
            "Your name and the day of today are noted with it. Are other people on the photo? Ask them too."
        ),
        choices=ConsentBy.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["key"])
        field.choices = [("", _("Choose a drawing")), *sorted(_drawings(), key=lambda one: one[1].casefold())]

    def content(self) -> bytes:
        """Return the bytes of the file, and one too many of a file that is too big."""
        found: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return found


def drawing_name(key: str) -> str:
    """Return what the drawing with this key shows, in the language of the page; an unknown one by its key."""
    found = drawings().get(key)
    return found.alt.in_language(get_language() or "nl") if found else key


def _drawings() -> Iterator[tuple[str, str]]:
    """The drawings of what questions are about; faces and signs mean the same to everybody."""
    for drawing in drawings().values():
        if drawing.group is Group.THEME:
            yield drawing.key, drawing_name(drawing.key)
