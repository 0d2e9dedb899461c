"""Whether a text can be read and answered by those it is for: pure functions on words, and a walk over a definition."""

from instruments.language.remarks import Remark, remarks

__all__ = ["Remark", "remarks"]
