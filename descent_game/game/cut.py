"""The cut: the loss along one heading, its tangent, and what each weight adds at every distance."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from descent_game.game.directions import heading_of
from descent_game.game.game import Game
from descent_game.game.moves import Move, Update, inertia_of
from descent_game.game.oracle import shown_in_turn
from descent_game.game.readout import Readout, promise_of, read
from descent_game.losses.surface import Array, Point, Surface

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

REACH = 1.3
"""How far a cut goes, in steps."""
POINTS, SLOW_POINTS = 261, 27
"""Points of a cut, the end of the step among them, and where a loss over data takes long."""
SLOW = 1000
"""The cost of a point, as a multiple of a formula's, from which on a loss takes long."""
INSIDE = 1.0 + 1e-9
"""Sight ends so much further out, so that what it just reaches does not depend on rounding."""


class Source(NamedTuple):
    """Where a cut begins: the loss that is read, the gradient that promises, and the point."""

    surface: Surface
    gradient: Point
    start: Point


@dataclass(frozen=True, eq=False)
class Cut:
    """What the loss does along a step and a little further, as changes since its start.

    Attributes:
        heading: In degrees.
        step: How long the whole update is.
        distances: From 0 on, evenly apart, up to ``REACH`` steps.
        promise: The tangent, ``g . d``.
        together: The change of the loss.
        alone: The changes with w1 alone and with w2 alone.
        on_map: Where the cut is on the map.
        seen: Where the player may know ``together``.
        split: Where the player may know the parts, too.
        promised: The promise of the step.
        reached: What the step does together, None where the player may not know it.
        readout: The readout of the step, None where the player may not know it.
        turn: The turn whose move it is, None for one that has not been made.
        name: What the step is called: a move, where speed that was kept is part of it.
    """

    heading: float
    step: float
    distances: FloatArray
    promise: FloatArray
    together: FloatArray
    alone: tuple[FloatArray, FloatArray]
    on_map: BoolArray
    seen: BoolArray
    split: BoolArray
    promised: float
    reached: float | None
    readout: Readout | None
    turn: int | None = None
    name: str = "step"

    @property
    def interaction(self) -> FloatArray:
        """What only both weights together do, at each distance."""
        with np.errstate(invalid="ignore", over="ignore"):
            return self.together - (self.alone[0] + self.alone[1])

    @property
    def lowest(self) -> int | None:
        """The index of the lowest point that is seen; None where it is at an end of what is."""
        known = self.seen & np.isfinite(self.together)
        places = np.flatnonzero(known)
        if len(places) < 3:
            return None
        index = int(places[np.argmin(self.together[places])])
        is_inside = 0 < index < len(known) - 1 and known[index - 1] and known[index + 1]
        return index if is_inside and self.together[index] < 0.0 else None


def aimed_cut(game: Game, move: Move, *, parts: bool) -> Cut | None:
    """Return the cut along a move before it is made, as far as the player sees.

    Args:
        game: The game.
        move: The move.
        parts: Whether the player may know what each weight does alone.

    Returns:
        The cut of the loss that the player is shown; None where the move leads nowhere.

    Raises:
        MoveError: The rules forbid the move.
    """
    update = game.preview(move).update
    source = Source(game.shown, game.gradient, game.position)
    sight = game.level.map.sight
    reach = math.inf if sight == "all" else float(sight)
    seen = _Seen(tuple(game.player.path), reach, 0.0, parts=parts, name=name_before(game, move))
    return _cut(game, source, update, seen)


def name_before(game: Game, move: Move) -> str:
    """Return what a move is called before it is made: a step, unless speed is part of it."""
    glides = any(game.velocity) and inertia_of(move, game.level.rules) > 0.0
    return "move" if glides else "step"


def cut_of_turn(game: Game, turn: int) -> Cut | None:
    """Return the cut of the player's move in a turn from 1, with its parts.

    While the game lasts it goes on beyond the end of the move only as far as the player sees.
    """
    update = game.turns[turn - 1].update
    over, sight = game.outcome is not None, game.level.map.sight
    reach = math.inf if over or sight == "all" else float(sight)
    name = name_of_turn(game, turn)
    seen = _Seen(tuple(game.player.path), reach, 1.0, parts=True, turn=turn, name=name)
    return _cut(game, source_of_turn(game, turn), update, seen)


def name_of_turn(game: Game, turn: int) -> str:
    """Return what the move of a turn from 1 is called."""
    move, rules = game.turns[turn - 1].move, game.level.rules
    kept = turn > 1 and not game.turns[turn - 2].update.at_wall
    return "move" if kept and inertia_of(move, rules) > 0.0 else "step"


def cut_of_iteration(game: Game, start: Point, end: Point) -> Cut | None:
    """Return the cut of a bot's iteration on the true loss, all of it open."""
    surface = game.variant.surface
    update = Update(tuple(b - a for a, b in zip(start, end, strict=True)), end, at_wall=False)
    source = Source(surface, surface.gradient(start), start)
    return _cut(game, source, update, _Seen((), math.inf, 1.0, parts=True))


def source_of_turn(game: Game, turn: int) -> Source:
    """Return the loss of a turn as the player may know it now, with what was shown of its slope."""
    shown, start = shown_in_turn(game.variant, turn), game.player.path[turn - 1]
    surface = shown if game.hides_loss else game.variant.surface
    return Source(surface, shown.gradient(start), start)


class _Seen(NamedTuple):
    """What a player may know: within ``reach`` of visited points, and up to so much of the step."""

    path: tuple[Point, ...]
    reach: float
    share: float
    parts: bool
    turn: int | None = None
    name: str = "step"

    def places(self, w1: FloatArray, w2: FloatArray) -> BoolArray:
        if self.reach == math.inf:
            return np.ones(w1.shape, dtype=bool)
        found = np.zeros(w1.shape, dtype=bool)
        for x, y in self.path:
            found |= np.hypot(w1 - x, w2 - y) <= self.reach * INSIDE
        return found


def _cut(game: Game, source: Source, update: Update, seen: _Seen) -> Cut | None:
    displacement, start = update.displacement, source.start
    step = math.hypot(*displacement)
    if not 0.0 < step < math.inf:
        return None
    count = SLOW_POINTS if game.variant.loss.cost >= SLOW else POINTS
    shares = np.linspace(0.0, REACH, count)
    w1, w2 = (x + shares * d for x, d in zip(start, displacement, strict=True))
    still1, still2 = (np.full(count, x) for x in start)
    both, first, second = _changes(source.surface, start, [(w1, w2), (w1, still2), (still1, w2)])
    (left, right), (bottom, top) = game.variant.box
    tiny = 1e-9 * step
    on_map = (w1 >= left - tiny) & (w1 <= right + tiny)
    on_map &= (w2 >= bottom - tiny) & (w2 <= top + tiny)
    made = shares <= seen.share * INSIDE
    visible = on_map & (made | seen.places(w1, w2))
    corners = seen.places(w1, still2) & seen.places(still1, w2)
    split = visible & (made | corners) if seen.parts else np.zeros(count, dtype=bool)
    end = int(np.argmin(np.abs(shares - 1.0)))
    promised = promise_of(source.gradient, displacement)
    with np.errstate(invalid="ignore"):
        promise = shares * promised
    readout = read(source.surface, start, update, source.gradient) if visible[end] else None
    return Cut(
        heading=heading_of(displacement),
        step=step,
        distances=shares * step,
        promise=promise,
        together=both,
        alone=(first, second),
        on_map=on_map,
        seen=visible,
        split=split,
        promised=promised,
        reached=readout.together if readout else None,
        readout=readout if split[end] else None,
        turn=seen.turn,
        name=seen.name,
    )


def _changes(
    surface: Surface, start: Point, lines: list[tuple[FloatArray, FloatArray]]
) -> list[FloatArray]:
    """Return the changes of the loss since the start along lines of points, in one batch."""
    w1, w2 = (np.concatenate(each) for each in zip(*lines, strict=True))
    with np.errstate(all="ignore"):
        values: Array = np.broadcast_to(surface.values(w1, w2), w1.shape)
        changes = values - surface.value(start)
    parts: list[FloatArray] = np.split(changes, len(lines))
    return parts
