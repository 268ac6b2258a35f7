"""Instruments: their descriptions, and the numbers behind them.

How each is displayed is in ``view/instruments.py``.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.moves import walk
from descent_game.game.readout import promise_of
from descent_game.level.schema import Instrument
from descent_game.losses.curvature import eigenvalues
from descent_game.losses.surface import Box, Hessian, Point, Surface

INSTRUMENTS: Mapping[Instrument, tuple[tuple[str, str], ...]] = {
    "compass": (
        ("compass", "the heading of the steepest way down from here"),
        ("steepness", "how fast the loss falls that way, per unit of a short step"),
    ),
    "partials": (("slopes", "how fast the loss rises with each weight, the other held still"),),
    "curvature": (
        ("flattest", "where the loss bends least and most; both are drawn where you stand"),
        ("along aim", "how much it bends along your aim, and where the slope would run out"),
    ),
    "readout": (
        ("w1 alone", "what the move would have changed if only w1 had moved; likewise w2"),
        ("interaction", "what only the two together did: together minus both alone"),
        ("together", "what the move really changed the loss by"),
        ("slopes changed", "by how much each weight's slope is another one after the move"),
        ("interact", "on axes: the interaction of the last two moves; of one alone it is 0"),
    ),
    "half-planes": (
        (
            "not excluded",
            "the share of the map on which no slope rules out a lower loss: on a convex loss"
            " nothing on the uphill side of a place is as low as that place",
        ),
    ),
    "rose": (("the rose", "what a step of this length would do in every heading"),),
    "cut": (
        (
            "the cut",
            "the loss along your heading beside its promise, and what each weight adds: before a"
            " move where the level grants it, after a move always",
        ),
    ),
    "film": (
        (
            "the film",
            "your step at half its length, a quarter and so on: how promise, interaction and"
            " surprise shrink; before a move where the level grants it and you see that far",
        ),
    ),
}
"""The labels of each instrument with their descriptions, by its name in level files."""

PETALS = 72
"""The number of headings of a rose: every five degrees, as the keys turn."""


class Petal(NamedTuple):
    """A step along one heading in degrees: the change of the loss and the predicted one."""

    heading: float
    together: float
    promise: float


class Axis(NamedTuple):
    """A principal axis of the curvature: an eigenvalue of the Hessian, and its unit vector."""

    curvature: float
    direction: Point


def is_granted(name: Instrument, game: Game, *, practice: bool = False) -> bool:
    """Tell whether a level grants an instrument; cut and film are there in practice, too."""
    return name in game.level.map.instruments or practice or game.outcome is not None


def rose(game: Game, step: float) -> list[Petal]:
    """Return the steps of one length from the player's position in all headings.

    The loss and the gradient are those that the player is shown; walls shorten steps.
    """
    return _rose(game, len(game.turns), step, game.hides_loss)


@lru_cache(maxsize=2)  # the map and the panel show the same one
def _rose(game: Game, turn: int, step: float, hides_loss: bool) -> list[Petal]:
    return rose_at(game.shown, game.position, game.gradient, step, game.variant.box)


def rose_of_turn(game: Game, turn: int, step: float) -> list[Petal]:
    """Return the rose at the point where a turn (from 1) began, of the true loss."""
    surface, here = game.variant.surface, game.player.path[turn - 1]
    return rose_at(surface, here, surface.gradient(here), step, game.variant.box)


def rose_at(surface: Surface, here: Point, gradient: Point, step: float, box: Box) -> list[Petal]:
    """Return the steps of one length from a point, for ``PETALS`` headings from 0 on.

    Args:
        surface: The loss.
        here: The point.
        gradient: The gradient for the predictions.
        step: The length, in the unit of the weights.
        box: The map, whose walls shorten steps.
    """
    before, petals = surface.value(here), []
    for number in range(PETALS):
        heading = number * 360.0 / PETALS
        cosine, sine = unit(heading)
        update = walk(here, (step * cosine, step * sine), box)
        together = surface.value(update.end) - before
        petals.append(Petal(heading, together, promise_of(gradient, update.displacement)))
    return petals


def best_petal(petals: list[Petal]) -> Petal:
    """Return the petal along which the loss falls most."""
    known = [petal for petal in petals if math.isfinite(petal.together)]
    return min(known or petals, key=lambda petal: petal.together)


def curvature_along(hessian: Hessian, heading: float) -> float:
    """Return the second derivative along a heading in degrees, ``u . H u``."""
    (h11, h12), (_, h22) = hessian
    u1, u2 = unit(heading)
    return h11 * u1 * u1 + 2.0 * h12 * u1 * u2 + h22 * u2 * u2


def principal_axes(hessian: Hessian) -> tuple[Axis, Axis] | None:
    """Return both principal axes, the flatter first; None where an eigenvalue is not finite.

    With ``d = (h11 - h22)/2`` the axis of the upper eigenvalue has the angle ``atan2(h12, d)/2``;
    the other is perpendicular.
    """
    (h11, h12), (_, h22) = hessian
    lower, upper = eigenvalues(hessian)
    if not (math.isfinite(lower) and math.isfinite(upper)):
        return None
    angle = math.atan2(h12, (h11 - h22) / 2.0) / 2.0
    along = math.cos(angle), math.sin(angle)
    across = -along[1], along[0]
    axes = Axis(lower, across), Axis(upper, along)
    return axes if abs(lower) <= abs(upper) else (axes[1], axes[0])
