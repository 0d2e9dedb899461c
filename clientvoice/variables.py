"""The environment, in which any variable may come from a file: `SECRET_KEY_FILE=/run/secrets/key`."""

from typing import Any

import environ
from environ.fileaware_mapping import FileAwareMapping


class _Files(FileAwareMapping):  # type: ignore[misc]  # a library without types
    """What a file says, without the line end that every editor adds: no secret and no address ends in one."""

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key).rstrip("\r\n")


class Environment(environ.FileAwareEnv):  # type: ignore[misc]  # a library without types
    """`environ.Env`, where `NAME_FILE` names the file that holds `NAME`."""

    ENVIRON = _Files()
