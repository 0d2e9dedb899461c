from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import AskedBy
from organisations.forms.removing import begun
from surveys.operations.answer_notes import LONGEST


class AnswerNoteForm(forms.Form):
    """What somebody says an answer should be."""

    question = forms.ChoiceField(label=_("Beside which answer?"))
    said_by = forms.ChoiceField(label=_("Who says so?"), choices=lambda: begun(AskedBy), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What should it be?"),
        help_text=_("In their own words if you can."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, questions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the types: it is declared above
        field.choices = [*questions]
