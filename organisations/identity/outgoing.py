"""The only way out to an identity provider: its own hosts, short, small, and never on to somewhere else."""

from typing import Any

import requests
from authlib.integrations.requests_client import OAuth2Session

from organisations.identity.connections import Connection
from organisations.identity.errors import AwayError

CONNECT_SECONDS, READ_SECONDS = 3, 5
MOST_BYTES = 1_000_000
REDIRECTS = range(300, 400)


class Outgoing(OAuth2Session):  # type: ignore[misc]  # Authlib ships no types
    """A session with one identity provider. Whatever else an answer of it names is not asked."""

    def __init__(self, connection: Connection, **options: Any) -> None:
        super().__init__(connection.client_id, connection.secret, **options)
        self._connection = connection

    def request(self, method: str, url: str, **options: Any) -> requests.Response:
        """Send a request. Raises `AwayError` for another host, a redirect, too much, too slow, or no answer at all."""
        if not self._connection.may_be_asked(url):
            raise AwayError("an address that is not the provider's own")
        options |= {"timeout": (CONNECT_SECONDS, READ_SECONDS), "allow_redirects": False, "stream": True}
        try:
            response: requests.Response = super().request(method, url, **options)
            _read(response)
        except requests.RequestException as error:
            raise AwayError(type(error).__name__) from None  # its words repeat the address, with the code in it
        if response.status_code in REDIRECTS:
            raise AwayError("sent on to somewhere else")
        return response

    def document(self, url: str) -> dict[str, Any]:
        """Return the JSON object at an address. Raises `AwayError`."""
        response = self.request("GET", url, withhold_token=True, headers={"Accept": "application/json"})
        try:
            body = response.json() if response.ok else None
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise AwayError("no document")
        return body


def _read(response: requests.Response) -> None:
    """Read the body as far as it may go, so that an endless one fills no memory."""
    body = bytearray()
    for part in response.iter_content(65_536):
        body += part
        if len(body) > MOST_BYTES:
            response.close()
            raise AwayError("too much")
    response._content = bytes(body)  # noqa: SLF001 -- where `requests` keeps what it has read
