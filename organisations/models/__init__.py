"""The tables of people and places."""

from organisations.models.access_event import AccessEvent
from organisations.models.account import Mail, StaffInvitation
from organisations.models.backup import Backup
from organisations.models.client import Client, Placement
from organisations.models.data_key import DataKey
from organisations.models.device import Device
from organisations.models.emergency_access import EmergencyAccess
from organisations.models.identity import (
    ClaimRole,
    ExternalIdentity,
    IdentitySession,
    UnknownClaim,
    UsedLogoutToken,
)
from organisations.models.life import ClientMerge, Departure, FormerNumber
from organisations.models.pending_import import PendingImport
from organisations.models.picture import ClientPhoto, OwnPicture, PictureSet
from organisations.models.picture_code import PictureCode
from organisations.models.profile import AnsweringProfile
from organisations.models.relative import Relative, RelativeCode, Representation
from organisations.models.removing import Correction, ErasureRequest, PersonExport, RemovalCertificate, Tombstone
from organisations.models.staff import RoleAssignment, Staff
from organisations.models.token import ApiToken
from organisations.models.trace_export import TraceExport
from organisations.models.unit import Unit
from organisations.models.user import User
from organisations.models.wording import Wording

__all__ = [
    "AccessEvent",
    "AnsweringProfile",
    "ApiToken",
    "Backup",
    "ClaimRole",
    "Client",
    "ClientMerge",
    "ClientPhoto",
    "Correction",
    "DataKey",
    "Departure",
    "Device",
    "EmergencyAccess",
    "ErasureRequest",
    "ExternalIdentity",
    "FormerNumber",
    "IdentitySession",
    "Mail",
    "OwnPicture",
    "PendingImport",
    "PersonExport",
    "PictureCode",
    "PictureSet",
    "Placement",
    "Relative",
    "RelativeCode",
    "RemovalCertificate",
    "Representation",
    "RoleAssignment",
    "Staff",
    "StaffInvitation",
    "Tombstone",
    "TraceExport",
    "Unit",
    "UnknownClaim",
    "UsedLogoutToken",
    "User",
    "Wording",
]
