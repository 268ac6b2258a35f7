"""The film: one step at shorter and shorter lengths, and by how much its parts shrink."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from descent_game.game.cut import (
    FloatArray,
    Source,
    name_before,
    name_of_turn,
    source_of_turn,
)
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.readout import WEIGHTS, promise_of
from descent_game.losses.surface import Point

HALVINGS = 6
"""How often the step is halved: down to a 64th."""
ROUNDING = 1e-14
"""A change of this share of the losses that it is the difference of may be rounding alone."""
RELIABLE = 100.0
"""A difference so many times as large as rounding has two digits."""


class Frame(NamedTuple):
    """What a share of the step does, in units of the loss, with what rounding may add to it."""

    share: float
    promise: float
    together: float
    interaction: float
    surprise: float
    rounding: float

    def ratio(self, value: float) -> float:
        """Return a part as a share of the promise, NaN where nothing is promised."""
        if not self.is_known(self.promise):
            return math.nan
        return abs(value / self.promise) if self.is_known(value) else 0.0

    def is_known(self, value: float) -> bool:
        """Tell whether a change of the loss is more than rounding; infinite ones are, too."""
        return abs(value) > self.rounding


class Film(NamedTuple):
    """A step and its frames: at 1, 1/2, 1/4 ... of its length.

    Attributes:
        source: The loss, the gradient that promises, and the start.
        displacement: The whole step.
        frames: From the whole step on, each half as long as the one before.
        turn: The turn whose move it is, None for one that has not been made.
        name: What the step is called: a move, where speed that was kept is part of it.
    """

    source: Source
    displacement: Point
    frames: tuple[Frame, ...]
    turn: int | None = None
    name: str = "step"

    @property
    def step(self) -> float:
        """How long the whole step is."""
        return math.hypot(*self.displacement)

    @property
    def interaction_factor(self) -> float | None:
        """By what the last halving divides the interaction; None where there is none."""
        return _factor([(frame, frame.interaction) for frame in self.frames])

    @property
    def surprise_factor(self) -> float | None:
        """By what the last halving divides the surprise; None where there is none."""
        return _factor([(frame, frame.surprise) for frame in self.frames])


def aimed_film(game: Game, move: Move) -> Film | None:
    """Return the film of a move before it is made.

    Returns:
        The film; None where the move leads nowhere, or its end is beyond the player's sight.

    Raises:
        MoveError: The rules forbid the move.
    """
    source = Source(game.shown, game.gradient, game.position)
    displacement = game.preview(move).update.displacement
    sight = game.level.map.sight
    if sight != "all" and math.hypot(*displacement) > float(sight) * (1.0 + 1e-9):
        return None
    film = film_of(source, displacement)
    return film._replace(name=name_before(game, move)) if film else None


def film_of_turn(game: Game, turn: int) -> Film | None:
    """Return the film of the player's move in a turn from 1, None where it led nowhere."""
    film = film_of(source_of_turn(game, turn), game.turns[turn - 1].update.displacement)
    return film._replace(turn=turn, name=name_of_turn(game, turn)) if film else None


def film_of_iteration(game: Game, start: Point, end: Point) -> Film | None:
    """Return the film of a bot's iteration on the true loss, None where it led nowhere."""
    surface = game.variant.surface
    displacement = tuple(b - a for a, b in zip(start, end, strict=True))
    return film_of(Source(surface, surface.gradient(start), start), displacement)


def film_of(source: Source, displacement: Point) -> Film | None:
    """Return the film of a step, None for a step of length 0."""
    if not 0.0 < math.hypot(*displacement) < math.inf:
        return None
    shares = [2.0**-halving for halving in range(HALVINGS + 1)]
    frames = tuple(_frame(source, displacement, share) for share in shares)
    return Film(source, displacement, frames)


def line_of(film: Film, share: float, points: int) -> tuple[FloatArray, FloatArray]:
    """Return the change of the loss and the promise at points up to a share of the step."""
    surface, gradient, start = film.source
    shares = np.linspace(0.0, share, points)
    w1, w2 = (x + shares * d for x, d in zip(start, film.displacement, strict=True))
    with np.errstate(all="ignore"):
        together = np.broadcast_to(surface.values(w1, w2), w1.shape) - surface.value(start)
        return together, shares * promise_of(gradient, film.displacement)


def _frame(source: Source, displacement: Point, share: float) -> Frame:
    surface, gradient, start = source
    shorter = tuple(share * d for d in displacement)
    end = tuple(x + d for x, d in zip(start, shorter, strict=True))
    first, second = WEIGHTS.parts(start, end, shorter)
    before, after = surface.value(start), surface.value(end)
    alone1, alone2 = surface.value(first) - before, surface.value(second) - before
    together, promise = after - before, promise_of(gradient, shorter)
    largest = max(abs(before), abs(after), abs(alone1 + before), abs(alone2 + before))
    return Frame(
        share=share,
        promise=promise,
        together=together,
        interaction=together - (alone1 + alone2),
        surprise=together - promise,
        rounding=ROUNDING * largest if math.isfinite(largest) else 0.0,
    )


def _factor(parts: Sequence[tuple[Frame, float]]) -> float | None:
    """Return the quotient of the last two values in a row that are well above rounding."""
    for (_, longer), (frame, shorter) in reversed(list(pairwise(parts))):
        known = math.isfinite(longer) and math.isfinite(shorter)
        if known and frame.is_known(shorter / RELIABLE):
            return longer / shorter
    return None
