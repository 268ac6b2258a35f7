"""Basins: where a bot ends from every point of a grid, computed for many points at once."""

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
SETTLED_STEP = 1e-7
"""The largest step of a bot that has settled, as a share of the map's longer side."""
SETTLED_TURNS = 2
"""Consecutive turns of such steps: coordinate descent may have settled in one weight only."""
EDGE_OFFSET = 1e-6
"""Offset of the edges of clusters, in cells: bots settle at round numbers, which are not to lie on
an edge."""
MERGE_DISTANCE = 0.04
"""Ends closer than this share of the map are one basin."""
MAX_BASINS = 24
"""The most basins of settled ends; further ends are ``ELSEWHERE``."""

SMALLEST_SHARE = 0.01
"""The smallest share of the map that is a basin of its own."""
POINTWISE_COST = 2_000
"""The cost of a method that computes point by point, as a multiple of one that takes batches."""
MAX_COST = 1e7
"""The most points times cost that are computed, in a second or two; else the grid is coarser."""

ProgressCallback: TypeAlias = Callable[[float], bool]
"""Receives the fraction done; returns False to cancel."""


class End(StrEnum):
    """How a run of a bot ends."""

    GOAL = "at the goal"
    SETTLED = "settled"
    ELSEWHERE = "settled elsewhere"
    OFF = "off the map"
    MOVING = "still on its way"


class Basin(NamedTuple):
    """The points from which a bot ends in the same way and place.

    Attributes:
        end: How it ends.
        at: Where it settles, None for other ends.
        loss: The loss there.
        share: The share of the points on the map, from 0 to 1.
    """

    end: End
    at: Point | None
    loss: float | None
    share: float


class Basins(NamedTuple):
    """The basins of a bot; ``cells[row, column]`` is the index of a basin, -1 off the map."""

    basins: tuple[Basin, ...]
    cells: Array


def find_basins(
    variant: Variant, bot: Optimizer, places: tuple[Array, Array], progress: ProgressCallback
) -> Basins | None:
    """Return where a bot ends from each point of a grid, None where it was cancelled.

    The bot runs ``ITERATIONS`` turns unless it reaches the goal, leaves the map or settles before.

    Args:
        variant: The level in numbers.
        bot: The bot's method.
        places: w1 of shape ``(1, columns)`` and w2 of shape ``(rows, 1)``.
        progress: Called after every turn.
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
            if not progress(turn / ITERATIONS):
                return None
    return _sorted(run, variant, w1.shape)


def coarseness(variant: Variant, bot: Optimizer, places: int) -> int:
    """Return the factor by which a grid of ``places`` points is to be coarser in each direction."""
    import numpy as np  # noqa: PLC0415

    state = bot.init((np.zeros(1), np.zeros(1)))
    cost = variant.loss.cost * (POINTWISE_COST if isinstance(state, EachState) else 1)
    return max(1, math.ceil(math.sqrt(places * cost / MAX_COST)))


class _Run:
    """Many runs at once; only those that have not ended are computed further."""

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
        """Compute one iteration of every run that has not ended."""
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
        """Return how each run has ended by now."""
        import numpy as np  # noqa: PLC0415

        (low1, high1), (low2, high2) = self.variant.box
        inside = (w1 >= low1) & (w1 <= high1) & (w2 >= low2) & (w2 <= high2)
        losses = self.variant.surface.values(w1, w2)
        ended = np.full(len(w1), _CODES[End.MOVING], dtype=np.int8)
        self.still = np.where(steps <= SETTLED_STEP * self.size, self.still + 1, 0)
        ended[self.still == SETTLED_TURNS] = _CODES[End.SETTLED]
        ended[losses <= self.goal] = _CODES[End.GOAL]
        ended[~(inside & np.isfinite(losses))] = _CODES[End.OFF]
        return ended


_CODES = {end: code for code, end in enumerate(End)}


def _sorted(run: _Run, variant: Variant, shape: tuple[int, ...]) -> Basins:
    """Return the ends as basins: the goal first, then settled ends by size, then the others."""
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
    for _ in range(MAX_BASINS):
        if not rest.any():
            break
        near, at = _largest(run.where, rest, MERGE_DISTANCE * run.size)
        if near.sum() < SMALLEST_SHARE * (run.ends >= 0).sum():
            break
        add(End.SETTLED, near, at)
        rest &= ~near
    add(End.ELSEWHERE, rest)
    add(End.MOVING, run.ends == _CODES[End.MOVING])
    add(End.OFF, run.ends == _CODES[End.OFF])
    return Basins(tuple(basins), number.reshape(shape))


def _largest(where: Array, rest: Array, reach: float) -> tuple[Array, Point]:
    """Return the largest cluster of ends within ``reach`` of each other, and its median."""
    import numpy as np  # noqa: PLC0415

    cells = np.round(where[rest] / reach + EDGE_OFFSET).astype(np.int64)
    found, counts = np.unique(cells, axis=0, return_counts=True)
    middle = found[counts.argmax()] * reach
    near = rest & (np.abs(where - middle).max(axis=1) <= reach)
    at = np.median(where[near], axis=0)
    return near, (float(at[0]), float(at[1]))
