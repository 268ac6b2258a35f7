"""How many colours a terminal has; a module of its own, since the first screen loads no arrays."""

from typing import Literal, TypeAlias

Depth: TypeAlias = Literal["truecolor", "256", "16", "none"]
"""``none`` leaves ink and paper to the terminal."""
