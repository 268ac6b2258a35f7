"""The moves that the keys offer, as arrays of pushes."""

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
"""Decimals at which two ways to compute a number agree."""

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


def reached(
    game: Game, positions: FloatArray, offered: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return where the pushes lead from each position ``(n, 2)``, and the losses there.

    Shapes are ``(n * m, 2)`` and ``(n * m,)``, position by position. Off the map and where the loss
    is not finite, the losses are infinite.
    """
    ends = (positions[:, None, :] + offered[None, :, :]).reshape(-1, 2)
    losses = game.shown.values(ends[:, 0], ends[:, 1])
    low, high = np.array(game.variant.box).T
    fine = np.all((ends >= low) & (ends <= high), axis=1) & np.isfinite(losses)
    return ends, np.where(fine, losses, np.inf)


def by_key(heading: float) -> float:
    """Return the nearest heading that the keys offer; one half-way goes where round numbers go."""
    return round(round(heading / GRID, DECIMALS)) * GRID % 360.0


def nearest(steps: Sequence[float], wanted: float) -> float:
    """Return the step that is nearest to a wanted one; the longer where two are as near."""
    return steps[lowest_index([abs(step - wanted) for step in steps])]


def move_along(push: Point, rules: RulesSection, *, keys: bool = False) -> Move:
    """Return the move that makes a push, shortened to the longest step.

    With ``keys`` heading and step are the nearest that the keys offer. Where the player chooses the
    inertia it is 0.
    """
    step = min(math.hypot(*push), rules.max_step)
    heading = heading_of(push)
    if keys and step > 0.0:
        heading, step = by_key(heading), nearest(step_ladder(rules.max_step), step)
    return Move(
        None if rules.moves == "gradient" else heading,
        step,
        0.0 if rules.inertia == "player" else None,
    )
