"""Calling an address from several clients at once, and how long that takes."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Call:
    """One POST: its path, its body, its headers."""

    path: str
    body: bytes
    headers: Mapping[str, str]


def call(path: str, body: object, **headers: str) -> Call:
    """Return a call that posts JSON."""
    return Call(path, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})


def seconds_for(port: int, calls: Sequence[Call], *, clients: int) -> float:
    """Return in how many seconds these calls are answered 201 when so many clients share them.

    Raises RuntimeError for any other answer: a benchmark of errors would be a fast one.
    """
    wrong: list[int] = []
    threads = [
        threading.Thread(target=_send, args=(port, calls[place::clients], wrong), daemon=True)
        for place in range(clients)
    ]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        message = f"{len(wrong)} calls were answered otherwise, first {wrong[0]}."
        raise RuntimeError(message)
    return time.perf_counter() - begin


def _send(port: int, calls: Sequence[Call], wrong: list[int]) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        for each in calls:
            connection.request("POST", each.path, each.body, dict(each.headers))
            response = connection.getresponse()
            response.read()
            if response.status != HTTPStatus.CREATED:
                wrong.append(response.status)
