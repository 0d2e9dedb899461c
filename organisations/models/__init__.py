"""The tables of people and places."""

from organisations.models.backup import Backup
from organisations.models.client import Client, Placement
from organisations.models.device import Device
from organisations.models.pending_import import PendingImport
from organisations.models.picture import ClientPhoto, OwnPicture, PictureSet
from organisations.models.profile import AnsweringProfile
from organisations.models.relative import Relative, Representation
from organisations.models.staff import RoleAssignment, Staff
from organisations.models.unit import Unit
from organisations.models.user import User
from organisations.models.wording import Wording

__all__ = [
    "AnsweringProfile",
    "Backup",
    "Client",
    "ClientPhoto",
    "Device",
    "OwnPicture",
    "PendingImport",
    "PictureSet",
    "Placement",
    "Relative",
    "Representation",
    "RoleAssignment",
    "Staff",
    "Unit",
    "User",
    "Wording",
]
