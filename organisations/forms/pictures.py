from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from organisations.imaging import MAX_BYTES
from organisations.models import OwnPicture, PictureSet
from organisations.operations.pictures import Upload

MOST_AT_ONCE = 50


class PictureSetForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """A set of pictures, and that the organisation may use it."""

    may_use = forms.BooleanField(
        label=_("We have the right to use these pictures in our questionnaires."),
        help_text=_("Your name and the day of today are noted with it."),
        error_messages={"required": _("Without the right to use them the pictures cannot be kept here.")},
    )

    class Meta:
        model = PictureSet
        fields = ("name", "credit", "licence")


class SeveralFilesInput(forms.FileInput):
    """A field to choose more than one file at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; the value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return the files, each as Django's own field takes it."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose at most 50 pictures at once."))
        return [super(SeveralFilesField, self).clean(one, initial) for one in given or [None]]


class UploadForm(forms.Form):
    """Pictures to add to a set."""

    pictures = SeveralFilesField(
        label=_("Pictures"),
        help_text=_("PNG, JPEG or WebP, at most 10 MB each and 50 at once. The name of a file becomes its key."),
        allow_empty_file=True,  # told in the same words as every other picture that is refused
        widget=SeveralFilesInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def uploads(self) -> Iterator[Upload]:
        """Yield the files, each read when its turn comes, and one byte too many of a file that is too big."""
        for file in self.cleaned_data["pictures"]:
            yield Upload(file.name or "", file.read(MAX_BYTES + 1))


class DescriptionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """What one sees on a picture."""

    class Meta:
        model = OwnPicture
        fields = ("alt_nl", "alt_en")
        help_texts = {"alt_nl": _("Say what is there to see, for instance: een kamer met een bed.")}


class PictureSearchForm(forms.Form):
    """A part of the name of a set, or of the key or description of a picture."""

    search = forms.CharField(label=_("Search in sets and pictures"), max_length=100, required=False)
