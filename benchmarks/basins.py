"""How long the basins of each level's bot take on a grid of 160x80, 300 iterations at most."""

import time

import numpy as np

from benchmarks.measure import report
from descent_game.catalogue.catalogue import course
from descent_game.game.basins import coarseness, find_basins
from descent_game.level.variant import draw_variant

COLUMNS, ROWS = 160, 80
BUDGET = 2.0
"""Seconds."""


def main() -> None:
    """Print every figure of the basins; a coarser grid is said."""
    for level in course():
        variant = draw_variant(level)
        (low1, high1), (low2, high2) = variant.box
        w1, w2 = np.linspace(low1, high1, COLUMNS), np.linspace(high2, low2, ROWS)
        factor = coarseness(variant, variant.bot, COLUMNS * ROWS)
        places = w1[np.newaxis, ::factor], w2[::factor, np.newaxis]
        began = time.perf_counter()
        find_basins(variant, variant.bot, places, lambda share: True)
        grid = "" if factor == 1 else f", every {factor}th place"
        name = f"basins, {level.id}, {variant.bot.name}{grid}"
        report(name, time.perf_counter() - began, BUDGET, "s")


if __name__ == "__main__":
    main()
