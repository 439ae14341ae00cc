"""What every part of ``leadwright.toml`` shares: nothing unknown is let in, nothing changes afterwards."""

import re

from pydantic import BaseModel, ConfigDict, field_validator

from leadwright.settings.wrong import Wrong
from sales.legible import legible
from sales.words import Words

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # an address or a note may well have several lines


class Section(BaseModel):
    """A table of ``leadwright.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_no_switch(cls, value: object) -> object:
        """Return ``value``, which is not ``true``: no key is a switch, and pydantic takes that for 1."""
        if isinstance(value, bool):
            shown = str(value).lower()
            raise Wrong(
                Words(
                    f"{shown} 不对，这里不是开关，要写数值或文字。",
                    f"{shown} is wrong: this is no switch; write a number or text.",
                )
            )
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _is_legible(cls, value: object) -> object:
        """Return ``value``, in which no text holds what nobody can see, and no system call would take."""
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and _CONTROL.search(text):
                raise Wrong(_illegible(text))
        return value


def _illegible(text: str) -> Words:
    shown = legible(text)
    return Words(
        f"“{shown}”中有控制字符。双引号中的 \\ 是转义符：路径请用 /，其他文字请改用单引号。",
        f'"{shown}" holds a control character: within double quotes, \\ begins one. Write / in a path, and '
        "any other text in single quotes.",
    )
