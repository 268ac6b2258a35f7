"""Print the numbers that decide about every level of the course, as JSON.

It runs in a process of its own under settings that change how a machine computes. Under ``exact``
stands what has to be the same, under ``close`` what may differ in its last digits.
"""

import json
import math
import sys
from collections.abc import Iterable
from typing import Any

from descent_game.catalogue.catalogue import course
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.losses.curvature import condition_number
from descent_game.losses.surface import Point, Surface
from descent_game.measuring.lowest import minimum
from descent_game.measuring.plays import run_play
from descent_game.measuring.search import lowest_heading, lowest_length
from descent_game.measuring.solver import solve

SEEDS = None, 5
WIDTH = 8
"""Places that the solver pursues: few, as it has all levels to solve."""
COSTLY = 1000
"""Losses that cost as much for a point are not searched: that takes long."""


def numbers_of(level: Level, seed: int | None) -> dict[str, Any]:
    """Return the deciding numbers of a level on one variant."""
    game = Game(level, seed)
    variant, loss = game.variant, game.variant.loss
    is_costly = loss.cost >= COSTLY
    plays = [
        run_play(level, play, seed)
        for play in level.plays
        if (seed is None if play.moves else not is_costly)
    ]
    exact: dict[str, Any] = {
        "bot": [game.bot.goal_turn, game.bot.termination],
        "plays": [[*each.outcome] if each.outcome else None for each in plays],
        "moves": [],
    }
    close = [*game.bot.losses, *(loss for each in plays for loss in each.player.losses)]
    close += _local(variant.surface, game.bot.path[:3])
    if not is_costly:
        exact["moves"] = [list(move) for move in solve(game, WIDTH)]
        box = variant.box
        close += [variant.surface.value(minimum(variant.surface, box))]
        cosine, sine = unit(40.0)
        close += [
            lowest_length(
                variant.surface, variant.start, (cosine, sine), (0.0, level.rules.max_step)
            ),
            lowest_heading(variant.surface, variant.start, level.rules.max_step / 2.0),
        ]
    return {"exact": exact, "close": close}


def _local(surface: Surface, places: Iterable[Point]) -> list[float]:
    found: list[float] = []
    for w in places:
        hessian = surface.hessian(w)
        known = all(math.isfinite(each) for row in hessian for each in row)
        found += [*surface.gradient(w), condition_number(hessian) if known else math.nan]
    return found


if __name__ == "__main__":
    found = {f"{level.id} {seed}": numbers_of(level, seed) for level in course() for seed in SEEDS}
    json.dump(found, sys.stdout)
