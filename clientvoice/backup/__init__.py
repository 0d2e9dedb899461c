"""Backups that read themselves back, and bringing one back."""

from clientvoice.backup.manifest import BackupError, Manifest

__all__ = ["BackupError", "Manifest"]
