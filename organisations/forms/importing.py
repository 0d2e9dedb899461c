from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.units import FormAboutUnit, UnitChoiceField
from organisations.importing.base import MAX_BYTES


class ImportForm(FormAboutUnit):
    """A file with people, and the unit at or below which they are placed."""

    unit = UnitChoiceField(help_text=_("The units in the file are looked for here and below."))
    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file of at most 5 MB. Excel: File › Save as › CSV UTF-8."),
        allow_empty_file=True,  # an empty file is told by the reader, in the same words as on the command line
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def content(self) -> bytes:
        """Return the bytes of the file, and one too many of a file that is too big."""
        found: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return found
