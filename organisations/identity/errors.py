"""What can go wrong between this installation and an identity provider."""


class AwayError(Exception):
    """The identity provider does not answer, or not in a way that can be used; later it may."""


class RefusedError(Exception):
    """What came is no proof of who somebody is. `code` says why, for the log and for tests; never for the page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
