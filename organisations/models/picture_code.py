from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.client import Client


class PictureCode(models.Model):
    """How a client opens their own page on a tablet of the team: a sign of their own, and pictures in an order.

    The sign is what a passer-by sees, so it stands for the name. Only a slow hash of the order is stored.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client = models.OneToOneField(Client, models.CASCADE, related_name="picture_code")
    sign = models.CharField(_("own sign"), max_length=40)
    order_hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
