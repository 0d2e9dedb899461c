from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account to sign in with. What somebody may see follows from the roles of its staff record, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
