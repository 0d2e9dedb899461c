"""What every part of a definition is built on: the frozen base and the shapes of keys, codes and lines."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=60,
        description="small letters, digits and hyphens, such as mijn-huis",
    ),
]
Version = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,2}$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Code = int | str


class Frozen(BaseModel):
    """Base of every part: unknown keys are refused, types are taken literally, nothing changes afterwards."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", serialize_by_alias=True, allow_inf_nan=False)
