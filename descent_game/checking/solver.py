"""A search for a short play by key: the few best positions of each turn are pursued."""

from typing import NamedTuple

import numpy as np

from descent_game.checking.candidates import FloatArray, pushes, reached
from descent_game.game.game import Game
from descent_game.game.goals import goal_loss
from descent_game.losses.surface import Point

WIDTH = 40
"""Positions pursued from each turn to the next."""
CELLS = 200
"""Positions closer together than the map's width over this count as the same."""


class Front(NamedTuple):
    """Positions after a turn ``(n, 2)``, their losses ``(n,)``, and the pushes that led there."""

    positions: FloatArray
    losses: FloatArray
    ways: list[list[Point]]


def solve(game: Game) -> list[Point]:
    """Return the pushes of a play to a loss at or below the goal's, or the best play found.

    A beam search over the headings and steps that the keys offer, sight-free and in the level's own
    moves, for goals of kind ``reach``.
    """
    offered, goal = pushes(game.level.rules), goal_loss(game.variant.goal)
    front = Front(np.array([game.position]), np.array([game.loss]), [[]])
    for _ in range(game.level.rules.turns):
        front = _advance(game, front, offered)
        if front.losses[0] <= goal:
            break
    return front.ways[0]


def _advance(game: Game, front: Front, offered: FloatArray) -> Front:
    """Return the best positions that one more move reaches, the best first."""
    ends, losses = reached(game, front.positions, offered)
    low, high = np.array(game.variant.box).T
    cells = np.floor(CELLS * (ends - low) / (high - low))
    best: dict[tuple[float, float], int] = {}
    for index in np.argsort(losses, kind="stable")[: 50 * WIDTH]:
        best.setdefault((cells[index, 0], cells[index, 1]), int(index))
    chosen = list(best.values())[:WIDTH]
    ways = []
    for index in chosen:
        before, push = divmod(index, len(offered))
        ways.append([*front.ways[before], (float(offered[push, 0]), float(offered[push, 1]))])
    return Front(ends[chosen], losses[chosen], ways)
