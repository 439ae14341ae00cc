"""What every part of ``leadwright.toml`` shares: nothing unknown is let in, nothing changes afterwards."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of ``leadwright.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)
