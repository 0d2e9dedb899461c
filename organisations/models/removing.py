from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import AskedBy, ErasureGround, ExportState, RemovalCause
from organisations.models.client import Client
from organisations.models.staff import Staff
from organisations.models.unit import Unit


class Correction(models.Model):
    """A fact about a client that was put right: what it was, what it is, who did it and who asked. Nothing is lost."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="corrections")
    field = models.CharField(_("what"), max_length=40)
    before = models.CharField(_("it was"), max_length=200, blank=True)
    after = models.CharField(_("it is"), max_length=200, blank=True)
    asked_by = models.CharField(_("who asked for it"), max_length=20, choices=AskedBy.choices)
    corrected_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    corrected_at = models.DateTimeField(_("when"))

    def __str__(self) -> str:
        return self.field


class PersonExport(models.Model):
    """All that is kept about a client, as one file for that person. `file` names a sealed file in the media folder."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="exports")
    for_whom = models.CharField(_("who asks for it"), max_length=20, choices=AskedBy.choices)
    language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked on"))
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.WAITING)
    file = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text=_("In bytes."))
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("asked_at",), condition=models.Q(state=ExportState.WAITING), name="exports_still_to_make"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class ErasureRequest(models.Model):
    """That somebody asked to remove a client's data: on what ground, who said yes, and when it will be done.

    `foreseen` is what would go and stay, counted when it was asked; `due_on` is there once it is confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.SET_NULL, null=True, related_name="erasures")
    asked_by = models.CharField(_("who asks for it"), max_length=20, choices=AskedBy.choices)
    asked_on = models.DateField(_("asked on"))
    ground = models.CharField(_("on what ground"), max_length=20, choices=ErasureGround.choices)
    foreseen = models.JSONField(default=dict)
    noted_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True, help_text=_("From this day it is done; until then it can be withdrawn."))
    withdrawn_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("client",),
                condition=models.Q(withdrawn_at=None, done_at=None),
                name="one_erasure_under_way_per_client",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(withdrawn_at=None), name="erased_or_withdrawn"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class RemovalCertificate(models.Model):
    """What was removed, by kind and number, and what stayed, until when and why. It names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=RemovalCause.choices)
    request = models.OneToOneField(ErasureRequest, models.SET_NULL, null=True, related_name="certificate")
    made_at = models.DateTimeField(_("when"))
    content = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=("provider", "-made_at"), name="certificates_by_provider"),)

    def __str__(self) -> str:
        return str(self.id)


class Tombstone(models.Model):
    """That somebody was erased, so that an older backup that comes back erases them again.

    `mark` is a keyed hash of the client's id and provider: it says nothing to whoever does not know both.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mark = models.CharField(max_length=64)
    ground = models.CharField(max_length=20, choices=ErasureGround.choices)
    erased_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("mark", "erased_at"), name="tombstone_once_per_erasure"),)

    def __str__(self) -> str:
        return str(self.id)
