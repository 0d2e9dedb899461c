"""How much a form with files may hold.

Django limits the fields of a form but not its files, and reads them before a page says who may send them.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_OF_ANYBODY = 40_000_000
"""Bytes from somebody who is not signed in: the few files of one person who answers, 10 MB each."""
MOST_OF_STAFF = 520_000_000
"""Bytes from somebody who is signed in: fifty pictures of 10 MB."""


class LimitedUpload(FileUploadHandler):
    """Refuses a form that says it is too big, before anything of it is read; the next handlers keep the files."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *_others: Any) -> None:
        """Raise RequestDataTooBig, which becomes a 413."""
        user = getattr(self.request, "user", None)
        most = MOST_OF_STAFF if user is not None and user.is_authenticated else MOST_OF_ANYBODY
        if content_length > most:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let the next handler have it."""
        del start
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
        del file_size
