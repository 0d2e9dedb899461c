"""Versions as numbers: 1.10 comes after 1.9."""


def next_version(version: str) -> str:
    """Give the version that follows: the last number one higher."""
    *first, last = version.split(".")
    return ".".join([*first, str(int(last) + 1)])


def version_order(version: str) -> tuple[int, ...]:
    """Give what versions are sorted by: 1.10 comes after 1.9."""
    return tuple(map(int, version.split(".")))
