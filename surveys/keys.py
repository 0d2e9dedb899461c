"""Hashes of what must not be stored itself, and receipts. All are keyed: a stolen table helps nobody."""

import hashlib
import json
import secrets
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from organisations.sealing import fingerprint


def code_hash(code: str) -> str:
    """Return the HMAC-SHA256 of a normalised letter code, in hexadecimals."""
    return salted_hmac("surveys.code", code, algorithm="sha256").hexdigest()


def new_secret() -> str:
    """Return a secret of 256 random bits, fit for a cookie or a header."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """Return the HMAC-SHA256 of the secret of an answering session, in hexadecimals."""
    return salted_hmac("surveys.session", secret, algorithm="sha256").hexdigest()


def secret_fits(secret: str, stored_hash: str) -> bool:
    """Return whether a secret belongs to a stored hash; the time it takes tells nothing."""
    return constant_time_compare(secret_hash(secret), stored_hash)


def content_hash(content: dict[str, Any]) -> str:
    """Return the SHA-256 over canonical JSON: sorted keys, no blanks, UTF-8. The order of keys makes no difference.

    It is not stored: what is short could be guessed from it.
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def stored_hash(content_sha256: str) -> str:
    """Return what is stored of a content hash: keyed, and so of no use to whoever has only the table."""
    return fingerprint(content_sha256)


def receipt(submission_id: UUID, content_sha256: str) -> str:
    """Return the receipt of a submission. It follows from id and content, so a repeat gets the same one."""
    return salted_hmac("surveys.receipt", f"{submission_id}:{content_sha256}", algorithm="sha256").hexdigest()[:32]
