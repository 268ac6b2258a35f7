"""How the screen looks and moves, as far as people may choose."""

import os
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from descent_game.rendering.style import Style

Scheme: TypeAlias = Literal["bathymetric", "cividis", "grey", "contrast"]
"""The colours of the map, by their names in the palettes, which take longer to load."""


@dataclass(frozen=True)
class Settings:
    """The style of the map, its colours, light or dark, and whether things move."""

    style: Style = "braille"
    scheme: Scheme = "bathymetric"
    light: bool = False
    animate: bool = True

    @property
    def ascii(self) -> bool:
        """Whether the whole screen keeps to 7-bit characters."""
        return self.style == "ascii"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings that DESCENT_STYLE, _COLOURS, _THEME and _ANIMATIONS name."""
        style, scheme = os.environ.get("DESCENT_STYLE"), os.environ.get("DESCENT_COLOURS")
        quiet = "none" in (
            os.environ.get("DESCENT_ANIMATIONS"),
            os.environ.get("TEXTUAL_ANIMATIONS"),
        )
        return cls(
            style=next((s for s in get_args(Style) if s == style), cls.style),
            scheme=next((s for s in get_args(Scheme) if s == scheme), cls.scheme),
            light=os.environ.get("DESCENT_THEME") == "light",
            animate=not quiet,
        )
