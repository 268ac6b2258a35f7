"""A turn of many places at once: every move from each, by the same rules as ``Game.play``."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.game.game import Game
from descent_game.game.goals import SLACK, Progress
from descent_game.game.moves import HAIR, Move
from descent_game.game.oracle import compass_of, shown_in_turn
from descent_game.level.schema import HoldGoal, KeepPromiseGoal, RulesSection
from descent_game.losses.surface import Point
from descent_game.measuring.candidates import FloatArray
from descent_game.measuring.offers import Offers, offers

IndexArray: TypeAlias = npt.NDArray[np.intp]
FlagArray: TypeAlias = npt.NDArray[np.bool_]

SAFE = 1.0 - SLACK
"""The share of a tolerance that is used: what is kept only just may be lost to rounding."""


class Place(NamedTuple):
    """Where a play may have come, with what has to be known to go on, and the way there."""

    w: Point
    velocity: Point
    axes: float
    progress: Progress
    way: tuple[Move, ...] = ()

    @classmethod
    def start(cls, game: Game) -> "Place":
        """Return where every play begins."""
        start = game.variant.start
        loss = game.variant.surface.value(start)
        return cls(start, (0.0, 0.0), 0.0, Progress.begin(loss))


class Gains(NamedTuple):
    """What moves bring towards the goal, arrays ``(n,)``; the fields are those of ``Progress``."""

    lowest: FloatArray
    held: FloatArray
    counted: FloatArray
    reached: FlagArray


class Ends(NamedTuple):
    """Where the moves lead: positions and updates ``(n, 2)``, the rest ``(n,)``, a row a move.

    ``owner`` is the place that a move starts from. Losses that are not finite are infinite; the
    velocity is 0 after a wall.
    """

    owner: IndexArray
    positions: FloatArray
    velocities: FloatArray
    losses: FloatArray
    gains: Gains


class Step(NamedTuple):
    """All moves from all places, and where they lead."""

    rules: RulesSection
    front: Sequence[Place]
    offered: Sequence[Offers]
    ends: Ends

    def place(self, index: int) -> Place:
        """Return the place to which one of the moves leads."""
        owner, gains = int(self.ends.owner[index]), self.ends.gains
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
                loss=float(self.ends.losses[index]),
                lowest=float(gains.lowest[index]),
                held=int(gains.held[index]),
                counted=float(gains.counted[index]),
                reached=bool(gains.reached[index]),
            ),
            way=(*before.way, move),
        )


def step_all(game: Game, turn: int, front: Sequence[Place]) -> Step:
    """Return every move that the keys offer in a turn (from 1) at some places."""
    rules, oracle = game.level.rules, shown_in_turn(game.variant, turn)
    offered = [offers(rules, compass_of(oracle, place.w, rules), place.axes) for place in front]
    owner = np.repeat(np.arange(len(front)), [len(each.moves) for each in offered])
    wanted = np.concatenate([each.pushes for each in offered])
    if rules.inertia != 0.0:
        velocity = np.array([place.velocity for place in front])[owner]
        wanted += np.concatenate([each.kept for each in offered])[:, None] * velocity
    start = np.array([place.w for place in front])[owner]
    positions, updates, at_wall = _walked(start, wanted, np.array(game.variant.box))
    losses = game.variant.surface.values(positions[:, 0], positions[:, 1])
    losses = np.where(np.isfinite(losses), losses, np.inf)
    if isinstance(game.variant.goal, KeepPromiseGoal):
        slopes = np.array([oracle.gradient(place.w) for place in front])[owner]
        promises = np.sum(slopes * updates, axis=1)
        gains = _promises_kept(game.variant.goal, front, owner, losses, promises)
    else:
        gains = _held(game, front, owner, losses)
    velocities = np.where(at_wall[:, None], 0.0, updates)
    return Step(rules, front, offered, Ends(owner, positions, velocities, losses, gains))


def _walked(
    start: FloatArray, wanted: FloatArray, box: FloatArray
) -> tuple[FloatArray, FloatArray, FlagArray]:
    """Return ends, updates and whether a wall shortened them, as ``moves.walk`` does for one."""
    low, high = box.T
    ends = start + wanted
    outside = (ends < low) | (ends > high)
    at_wall: FlagArray = outside[:, 0] | outside[:, 1]
    rows = np.flatnonzero(at_wall)
    wall = np.where(wanted[rows] > 0.0, high, low)
    room = np.divide(
        wall - start[rows], wanted[rows], out=np.ones_like(wall), where=outside[rows]
    ).min(axis=1)
    at_wall[rows] = room < 1.0 - HAIR
    wanted[rows] *= np.clip(room, 0.0, 1.0)[:, None]
    ends[rows] = np.clip(start[rows] + wanted[rows], low, high)
    return ends, wanted, at_wall


def _held(game: Game, front: Sequence[Place], owner: IndexArray, losses: FloatArray) -> Gains:
    """Return the gains towards a loss to be at, as ``goals.advance`` does for one move."""
    goal = game.variant.goal
    assert not isinstance(goal, KeepPromiseGoal)
    safely = float(goal.loss) - SLACK * abs(float(goal.loss))
    held = np.where(losses <= safely, _each(front, owner, "held") + 1.0, 0.0)
    reached = held >= (goal.turns if isinstance(goal, HoldGoal) else 1)
    lowest = np.minimum(_each(front, owner, "lowest"), losses)
    return Gains(lowest, held, np.zeros(len(losses)), reached)


def _promises_kept(
    goal: KeepPromiseGoal,
    front: Sequence[Place],
    owner: IndexArray,
    losses: FloatArray,
    promises: FloatArray,
) -> Gains:
    """Return the gains of kept promises, as ``goals.advance`` does for one move."""
    lowest = _each(front, owner, "lowest")
    together = losses - _each(front, owner, "loss")
    kept = np.abs(together - promises) <= SAFE * goal.tolerance * -promises
    drops = np.where(kept & (promises < 0.0), np.maximum(0.0, lowest - losses), 0.0)
    counted = _each(front, owner, "counted") + drops
    held = np.zeros(len(losses))
    return Gains(np.minimum(lowest, losses), held, counted, SAFE * counted >= float(goal.total))


def _each(front: Sequence[Place], owner: IndexArray, field: str) -> FloatArray:
    """Return one field of the progress so far, for every move."""
    so_far = np.array([float(getattr(place.progress, field)) for place in front])
    return so_far[owner]
