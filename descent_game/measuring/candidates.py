"""The headings and steps that the keys offer, as arrays of pushes."""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.game.aiming import GRID
from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import Move, step_ladder
from descent_game.level.schema import RulesSection
from descent_game.losses.ranking import lowest_index
from descent_game.losses.surface import Point

DECIMALS = 9
"""Decimals to which a number is rounded, so that rounding errors decide nothing."""

FloatArray: TypeAlias = npt.NDArray[np.float64]


def headings(rules: RulesSection) -> tuple[float, ...]:
    """Return the headings that the keys offer before any axes are turned, in degrees."""
    apart = 90.0 if rules.moves == "axis" and not rules.turn_axes else GRID
    return tuple(k * apart for k in range(round(360.0 / apart)))


def pushes(rules: RulesSection) -> FloatArray:
    """Return the pushes of all headings and steps that the keys offer, shape ``(n, 2)``."""
    found = []
    for heading in headings(rules):
        cosine, sine = unit(heading)
        found += [(step * cosine, step * sine) for step in step_ladder(rules.max_step)]
    return np.array(found)


def losses_after(game: Game, offered: FloatArray) -> FloatArray:
    """Return the losses after pushes from the player's position.

    Args:
        game: The game.
        offered: The pushes, of shape ``(n, 2)``.

    Returns:
        The losses that the player is shown, of shape ``(n,)``; infinite off the map and where they
        are not finite.
    """
    ends = np.array(game.position) + offered
    losses = game.shown.values(ends[:, 0], ends[:, 1])
    low, high = np.array(game.variant.box).T
    fine = np.all((ends >= low) & (ends <= high), axis=1) & np.isfinite(losses)
    return np.where(fine, losses, np.inf)


def nearest_heading(heading: float) -> float:
    """Return the nearest heading that the keys offer; half-way the even multiple of ``GRID``."""
    return round(round(heading / GRID, DECIMALS)) * GRID % 360.0


def nearest_step(steps: Sequence[float], wanted: float) -> float:
    """Return the nearest of some steps; of two that are equally near the first."""
    return steps[lowest_index([abs(step - wanted) for step in steps])]


def move_along(push: Point, rules: RulesSection, *, keys: bool = False) -> Move:
    """Return the move that makes a push, shortened to the longest step, without inertia.

    Args:
        push: The push, in weights.
        rules: The rules of the level.
        keys: Whether heading and step are rounded to those that the keys offer.
    """
    step = min(math.hypot(*push), rules.max_step)
    heading = heading_of(push)
    if keys and step > 0.0:
        heading = nearest_heading(heading)
        step = nearest_step(step_ladder(rules.max_step), step)
    return Move(
        None if rules.moves == "gradient" else heading,
        step,
        0.0 if rules.inertia == "player" else None,
    )
