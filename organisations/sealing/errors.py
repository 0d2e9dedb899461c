"""What can be wrong with something sealed."""


class SealBrokenError(Exception):
    """These bytes were not sealed by this installation for this place, or something changed them."""


class KeyLostError(SealBrokenError):
    """The data key is not there, or `DATA_KEY` and `DATA_KEY_FALLBACKS` do not open it. `key_id` names it."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"The data key {key_id} cannot be opened. See `clientvoice keys list`.")
        self.key_id = key_id
