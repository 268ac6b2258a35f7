"""A turn of many places at once: every move from each, by the same rules as ``Game.play``."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.game.game import Game
from descent_game.game.goals import Progress, ProgressArrays
from descent_game.game.moves import WALL_TOLERANCE, Move
from descent_game.game.oracle import compass_of, shown_in_turn
from descent_game.level.schema import RulesSection
from descent_game.losses.surface import Point
from descent_game.measuring.candidates import FloatArray
from descent_game.measuring.offers import Offers, offers

IndexArray: TypeAlias = npt.NDArray[np.intp]
FlagArray: TypeAlias = npt.NDArray[np.bool_]


class Place(NamedTuple):
    """A position that a play may reach, with the moves that lead there."""

    w: Point
    velocity: Point
    axes: float
    progress: Progress
    moves: tuple[Move, ...] = ()

    @classmethod
    def start(cls, game: Game) -> "Place":
        """Return where every play begins."""
        start = game.variant.start
        loss = game.variant.surface.value(start)
        return cls(start, (0.0, 0.0), 0.0, Progress.begin(loss))


class Ends(NamedTuple):
    """Where the moves lead: positions and updates ``(n, 2)``, the rest ``(n,)``, a row a move.

    ``owner`` is the place that a move starts from. Losses that are not finite are infinite; the
    velocity is 0 after a wall.
    """

    owner: IndexArray
    positions: FloatArray
    velocities: FloatArray
    progress: ProgressArrays


class Step(NamedTuple):
    """All moves from all places, and where they lead."""

    rules: RulesSection
    front: Sequence[Place]
    offered: Sequence[Offers]
    ends: Ends

    def place(self, index: int) -> Place:
        """Return the place to which one of the moves leads."""
        owner, progress = int(self.ends.owner[index]), self.ends.progress
        before = self.front[owner]
        first = int(np.searchsorted(self.ends.owner, owner))
        move = self.offered[owner].moves[index - first]
        turned = self.rules.moves == "axis" and before.axes == 0.0
        w1, w2 = self.ends.positions[index].tolist()
        v1, v2 = self.ends.velocities[index].tolist()
        return Place(
            w=(w1, w2),
            velocity=(v1, v2),
            axes=(move.heading or 0.0) % 90.0 if turned else before.axes,
            progress=Progress(
                loss=float(progress.loss[index]),
                lowest=float(progress.lowest[index]),
                held=int(progress.held[index]),
                counted=float(progress.counted[index]),
                reached=bool(progress.reached[index]),
            ),
            moves=(*before.moves, move),
        )


def step_all(game: Game, turn: int, front: Sequence[Place]) -> Step:
    """Return every move that the keys offer in a turn (from 1) at some places."""
    rules, oracle = game.level.rules, shown_in_turn(game.variant, turn)
    offered = [offers(rules, compass_of(oracle, place.w, rules), place.axes) for place in front]
    owner = np.repeat(np.arange(len(front)), [len(each.moves) for each in offered])
    wanted = np.concatenate([each.pushes.T for each in offered], axis=1)
    if rules.inertia != 0.0:
        kept = np.concatenate([each.kept for each in offered])
        wanted += kept * _columns([place.velocity for place in front], owner)
    start = _columns([place.w for place in front], owner)
    positions, updates, at_wall = _walked(start, wanted, np.array(game.variant.box))
    losses = game.variant.surface.values(*positions)
    losses = np.where(np.isfinite(losses), losses, np.inf)

    def promises() -> FloatArray:
        slopes = _columns([oracle.gradient(place.w) for place in front], owner)
        promised: FloatArray = np.sum(slopes * updates, axis=0)
        return promised

    before = _columns([place.progress for place in front], owner)
    progress = game.goal.advance_all(ProgressArrays(*before), losses, promises)
    velocities = np.where(at_wall, 0.0, updates)
    return Step(rules, front, offered, Ends(owner, positions.T, velocities.T, progress))


def _columns(of_places: Sequence[Sequence[float]], owner: IndexArray) -> FloatArray:
    """Return numbers of each place for each of its moves, a row for each of the numbers."""
    return np.array(of_places, float).T.take(owner, axis=1)


def _walked(
    start: FloatArray, wanted: FloatArray, box: FloatArray
) -> tuple[FloatArray, FloatArray, FlagArray]:
    """Return ends, updates and whether a wall shortened them, as ``moves.walk`` does for one.

    Points are columns: ``start``, ``wanted`` and the first two results have shape ``(2, n)``.
    """
    low, high = box.T[:, :, None]
    ends = start + wanted
    outside = (ends < low) | (ends > high)
    at_wall: FlagArray = outside[0] | outside[1]
    rows = np.flatnonzero(at_wall)
    if not len(rows):
        return ends, wanted, at_wall
    start, pushes = start[:, rows], wanted[:, rows]
    wall = np.where(pushes > 0.0, high, low)
    room = np.divide(wall - start, pushes, out=np.ones_like(wall), where=outside[:, rows]).min(
        axis=0
    )
    at_wall[rows] = room < 1.0 - WALL_TOLERANCE
    pushes *= np.clip(room, 0.0, 1.0)
    wanted[:, rows] = pushes
    ends[:, rows] = np.clip(start + pushes, low, high)
    return ends, wanted, at_wall
