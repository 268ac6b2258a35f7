"""Basins: where a bot would end from every place of a map, many places at once."""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from descent_game.game.goals import build_goal
from descent_game.game.oracle import DefinedOracle, shown_in_turn
from descent_game.level.variant import Variant
from descent_game.losses.surface import Array, Point
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.batch import BatchOracle, EachState, part_of

ITERATIONS = 300
STILL = 1e-7
"""A bot has settled when its step is this part of the map's longer side, or less."""
STEADY = 2
"""So many turns running: a bot that goes in turn may rest on one weight only."""
OFF_EDGE = 1e-6
"""By so much of a cell its edges are moved: round numbers, where bots rest, shall not lie on them.
"""
NEAR = 0.04
"""Ends closer than this part of the map are one place."""
MOST_PLACES = 24
"""Places that are told apart; the rest is elsewhere."""

SMALLEST = 0.01
"""The smallest share of the map that makes a place worth a name."""
EACH = 2_000
"""How much a method that goes point by point costs, as a multiple of one that takes batches."""
MOST_WORK = 1e7
"""Places times cost that may be computed: a second or two; beyond that the grid is coarser."""

GoOn: TypeAlias = Callable[[float], bool]
"""Is told the share of the work that is done; False gives the rest up."""


class End(StrEnum):
    """How a bot's way from a place comes to its end."""

    GOAL = "at the goal"
    SETTLED = "settled"
    ELSEWHERE = "settled elsewhere"
    OFF = "off the map"
    MOVING = "still on its way"


class Basin(NamedTuple):
    """All places from which a bot ends alike: how, where (of settled ones), in which share."""

    end: End
    at: Point | None
    loss: float | None
    share: float


class Basins(NamedTuple):
    """The basins of a bot. ``cells[row, column]`` is the number of the basin of a place."""

    basins: tuple[Basin, ...]
    cells: Array


def find_basins(
    variant: Variant, bot: Optimizer, places: tuple[Array, Array], go_on: GoOn
) -> Basins | None:
    """Return where a bot ends from each place of a grid, None where that was given up.

    Places off the map belong to no basin: -1.

    ``places`` are w1 of shape ``(1, columns)`` and w2 of shape ``(rows, 1)``. The bot runs
    ``ITERATIONS`` turns unless it comes to the goal, leaves the map or stands still before.
    """
    import numpy as np  # noqa: PLC0415

    w1, w2 = np.broadcast_arrays(*places)
    starts = np.stack((w1.ravel(), w2.ravel()), axis=-1)
    with np.errstate(all="ignore"):
        run = _Run(variant, bot, starts)
        for turn in range(1, ITERATIONS + 1):
            if not run.active.size:
                break
            run.step(turn)
            if not go_on(turn / ITERATIONS):
                return None
    return _sorted(run, variant, w1.shape)


def coarseness(variant: Variant, bot: Optimizer, places: int) -> int:
    """Return how many cells apart the places of a grid have to be, each way; 1 is every cell."""
    import numpy as np  # noqa: PLC0415

    state = bot.init((np.zeros(1), np.zeros(1)))
    cost = variant.loss.cost * (EACH if isinstance(state, EachState) else 1)
    return max(1, math.ceil(math.sqrt(places * cost / MOST_WORK)))


class _Run:
    """Many ways at once; those that have ended are left out of what is computed further."""

    def __init__(self, variant: Variant, bot: Optimizer, starts: Array) -> None:
        import numpy as np  # noqa: PLC0415

        self.variant, self.bot = variant, bot
        self.goal = build_goal(variant.goal).loss
        (low1, high1), (low2, high2) = variant.box
        self.size = max(high1 - low1, high2 - low2)
        self.where = starts.copy()
        inside = (starts[:, 0] >= low1) & (starts[:, 0] <= high1)
        inside &= (starts[:, 1] >= low2) & (starts[:, 1] <= high2)
        self.ends = np.where(inside, _CODES[End.MOVING], -1).astype(np.int8)
        self.active = np.flatnonzero(inside)
        self.still = np.zeros(len(self.active), dtype=np.int8)
        self.state: Any = bot.init((starts[inside, 0], starts[inside, 1]))

    def step(self, turn: int) -> None:
        """Let every bot that is under way take one iteration."""
        import numpy as np  # noqa: PLC0415

        here = self.where[self.active]
        w1, w2 = here[:, 0], here[:, 1]
        oracle = DefinedOracle(BatchOracle(shown_in_turn(self.variant, turn)))
        (d1, d2), self.state = self.bot.update(oracle, self.state, (w1, w2))
        w1, w2 = w1 + d1, w2 + d2
        ended = self._ends(w1, w2, np.hypot(d1, d2))
        inside = ended != _CODES[End.OFF]
        self.where[self.active[inside]] = np.stack((w1, w2), axis=-1)[inside]
        self.ends[self.active] = ended
        moving = ended == _CODES[End.MOVING]
        if not moving.all():
            self.active, self.still = self.active[moving], self.still[moving]
            self.state = part_of(self.state, moving)

    def _ends(self, w1: Array, w2: Array, steps: Array) -> Array:
        """Return how each way has ended by now."""
        import numpy as np  # noqa: PLC0415

        (low1, high1), (low2, high2) = self.variant.box
        inside = (w1 >= low1) & (w1 <= high1) & (w2 >= low2) & (w2 <= high2)
        losses = self.variant.surface.values(w1, w2)
        ended = np.full(len(w1), _CODES[End.MOVING], dtype=np.int8)
        self.still = np.where(steps <= STILL * self.size, self.still + 1, 0)
        ended[self.still == STEADY] = _CODES[End.SETTLED]
        ended[losses <= self.goal] = _CODES[End.GOAL]
        ended[~(inside & np.isfinite(losses))] = _CODES[End.OFF]
        return ended


_CODES = {end: code for code, end in enumerate(End)}


def _sorted(run: _Run, variant: Variant, shape: tuple[int, ...]) -> Basins:
    """Return the ends as basins: the goal first, then settled places by size, then the rest."""
    import numpy as np  # noqa: PLC0415

    number = np.full(len(run.ends), -1, dtype=np.int16)
    basins: list[Basin] = []

    def add(end: End, chosen: Array, at: Point | None = None) -> None:
        if chosen.any():
            number[chosen] = len(basins)
            loss = variant.surface.value(at) if at else None
            basins.append(Basin(end, at, loss, float(chosen.sum() / (run.ends >= 0).sum())))

    add(End.GOAL, run.ends == _CODES[End.GOAL])
    rest = run.ends == _CODES[End.SETTLED]
    for _ in range(MOST_PLACES):
        if not rest.any():
            break
        near, at = _largest(run.where, rest, NEAR * run.size)
        if near.sum() < SMALLEST * (run.ends >= 0).sum():
            break
        add(End.SETTLED, near, at)
        rest &= ~near
    add(End.ELSEWHERE, rest)
    add(End.MOVING, run.ends == _CODES[End.MOVING])
    add(End.OFF, run.ends == _CODES[End.OFF])
    return Basins(tuple(basins), number.reshape(shape))


def _largest(where: Array, rest: Array, reach: float) -> tuple[Array, Point]:
    """Return the largest cluster of ends, and its middle."""
    import numpy as np  # noqa: PLC0415

    cells = np.round(where[rest] / reach + OFF_EDGE).astype(np.int64)
    found, counts = np.unique(cells, axis=0, return_counts=True)
    middle = found[counts.argmax()] * reach
    near = rest & (np.abs(where - middle).max(axis=1) <= reach)
    at = np.median(where[near], axis=0)
    return near, (float(at[0]), float(at[1]))
