"""What a measure of claims is, with the keys and the bounds that several have."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from descent_game.losses.surface import Interval
from descent_game.measuring.lookup import Documented
from descent_game.measuring.situation import Situation


@dataclass(frozen=True)
class Measure(Documented[Callable[[Situation], float]]):
    """A measure: its function, what it is in words, and the keys of a claim that it takes.

    The words follow "it is"; units are in them where they are not those of the loss.

    Attributes:
        bounds: The lowest and the highest value that it can have: a claim's bound there proves
            nothing.
        kind: A ``count`` is a whole number, which no rounding moves across a bound; a ``share`` of
            a whole is a fraction in claims and in per cent in texts.
        of_lowest: Whether it needs the lowest point of the map, wherever it is taken.
    """

    bounds: Interval = (-math.inf, math.inf)
    kind: Literal["number", "count", "share"] = "number"
    of_lowest: bool = False


AT = ("at",)
HEADING = ("at", "heading")
MOVE = ("at", "heading", "step")
BOT = ("at", "bot")
"""Keys of a claim."""

RATIO = (1.0, math.inf)
SHARE = (0.0, 1.0)
ANGLE = (0.0, 180.0)
"""Lowest and highest values."""

size = partial(Measure, bounds=(0.0, math.inf))
count = partial(size, kind="count")
