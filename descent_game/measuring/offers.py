"""The moves that the keys offer in a turn under the rules of a level, as arrays."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from descent_game.game.aiming import GRID
from descent_game.game.directions import unit
from descent_game.game.moves import Move, step_ladder
from descent_game.level.schema import RulesSection
from descent_game.losses.surface import Point
from descent_game.measuring.candidates import FloatArray

INERTIAS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""The inertias that are tried where the player chooses it."""


class Offers(NamedTuple):
    """Moves, with their pushes ``(n, 2)`` and inertias ``(n,)``."""

    moves: tuple[Move, ...]
    pushes: FloatArray
    kept: FloatArray


def offers(rules: RulesSection, compass: Point, axes: float) -> Offers:
    """Return the moves that the keys offer.

    Args:
        rules: The rules of the level.
        compass: The vector of the compass.
        axes: By how many degrees the axes of an axis level are turned.
    """
    if rules.moves == "gradient":
        length = float(np.hypot(compass[0], compass[1]))
        along = (compass[0] / length, compass[1] / length) if length > 0.0 else (0.0, 0.0)
        given = _of_headings(rules, (None,))
        return given._replace(pushes=given.pushes[:, :1] * np.array(along))
    return _of_headings(rules, _headings(rules, axes))


def _headings(rules: RulesSection, axes: float) -> tuple[float, ...]:
    if rules.moves == "free" or (rules.turn_axes and axes == 0.0):
        return tuple(k * GRID for k in range(round(360.0 / GRID)))
    return tuple(axes + quarter for quarter in (0.0, 90.0, 180.0, 270.0))


@lru_cache(maxsize=64)
def _of_headings(rules: RulesSection, headings: tuple[float | None, ...]) -> Offers:
    """Return the moves of all headings; those of None, which the level sets, point along w1."""
    chosen = rules.inertia == "player"
    moves = tuple(
        Move(heading, step, inertia)
        for heading in headings
        for step in (*step_ladder(rules.max_step), 0.0)
        for inertia in (INERTIAS if chosen else (None,))
    )
    units = {heading: unit(heading or 0.0) for heading in headings}
    pushes = np.array([[move.step * part for part in units[move.heading]] for move in moves])
    kept = [move.inertia if chosen else rules.inertia for move in moves]
    return Offers(moves, pushes, np.array(kept, float))
