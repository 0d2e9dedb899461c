"""How a client reads: for every page that is shown to a client."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from organisations.models import AnsweringProfile, Client


def profile_of(client: Client) -> AnsweringProfile:
    """Return the stored profile, or one in which nothing was chosen."""
    try:
        return client.profile
    except ObjectDoesNotExist:
        return AnsweringProfile()


def language_of(client: Client) -> str | None:
    """Return the client's own language, when the pages of the site speak it."""
    wanted = profile_of(client).language.partition("-")[0]
    return wanted if wanted in dict(settings.LANGUAGES) else None
