"""What is said to people who look along while they answer.

Apart from the words of the answering pages: lists for several people are there in Dutch and English only.
"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def laid_beside(*, formal: bool) -> str:
    """Return what is done with the answers of somebody who looks along, and who reads them."""
    if formal:
        return pgettext(
            "formal",
            "The support workers of the team and their team leader lay your answers beside those of the others who "
            "look along, each with a name.",
        )
    return _("The team and the team leader lay your answers beside those of the others, each with a name.")
