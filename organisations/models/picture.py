from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import ConsentBy
from organisations.models.client import Client
from organisations.models.staff import Staff
from organisations.models.unit import Unit

PICTURE_KEY = RegexValidator(
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z", _("Use small letters, digits and hyphens, such as mijn-kamer.")
)
"""The key of a picture in a definition of an instrument."""


class PictureSet(models.Model):
    """Pictures that an organisation may use; they hold for a unit and all below it.

    A picture with the key of a drawing of ours takes its place there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="picture_sets")
    name = models.CharField(_("name"), max_length=80)
    licence = models.CharField(
        _("licence"), max_length=120, help_text=_("Under what conditions you may use the pictures, or your contract.")
    )
    credit = models.CharField(_("maker"), max_length=120, help_text=_("Whose pictures these are."))
    confirmed_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(help_text=_("When somebody said that the organisation may use the pictures."))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="picture_set_name_once_per_unit"),)

    def __str__(self) -> str:
        return self.name


class OwnPicture(models.Model):
    """A picture of a set. `file` is a name in the media folder."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    picture_set = models.ForeignKey(PictureSet, models.CASCADE, related_name="pictures")
    key = models.CharField(_("key"), max_length=60, validators=[PICTURE_KEY])
    alt_nl = models.CharField(_("what one sees, in Dutch"), max_length=200, blank=True)
    alt_en = models.CharField(_("what one sees, in English"), max_length=200, blank=True)
    file = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("picture_set", "key"), name="picture_key_once_per_set"),)

    def __str__(self) -> str:
        return self.key


class ClientPhoto(models.Model):
    """A client's own photo in the place of a drawing, with who said yes to it. `file` names a sealed file."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="photos")
    key = models.CharField(_("in the place of"), max_length=60, validators=[PICTURE_KEY])
    file = models.CharField(max_length=100)
    consent_by = models.CharField(_("who said yes"), max_length=20, choices=ConsentBy.choices)
    consent_on = models.DateField(_("when"))
    noted_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client", "key"), name="one_photo_per_client_and_picture"),)

    def __str__(self) -> str:
        return self.key
