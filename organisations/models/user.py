from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account to sign in with. What somebody may see follows from the roles of its staff record, never from here.

    An e-mail address may be missing, and no two accounts share one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    first_password_until = models.DateField(
        null=True,
        help_text=_("The last day of a password that an administrator saw; empty once its owner chose another one."),
    )

    class Meta(AbstractUser.Meta):
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_account_per_email"),
        )
