"""The whole map at 120x40 beside contourpy's lines and plotext's matrix plot of the same grid."""

import numpy as np
import plotext

from benchmarks.measure import ratio, report, without
from descent_game.losses.surface import Box
from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Terrain
from descent_game.rendering.viewport import FloatArray, Viewport

BOX: Box = ((-2.0, 2.0), (-1.0, 3.0))
COLUMNS, ROWS = 120, 40
ISOVALUES = tuple(0.5 * 2.0**k for k in range(13))
LINES_BUDGET, MATRIX_BUDGET = 1.0, 1 / 20


def rosenbrock(w1: FloatArray, w2: FloatArray) -> FloatArray:
    """Return Rosenbrock's function."""
    return (1 - w1) ** 2 + 100 * (w2 - w1**2) ** 2


def main() -> None:
    """Print every figure of the map."""
    view, colours = Viewport.fit(BOX, COLUMNS, ROWS), palette()
    terrain = Terrain(rosenbrock, BOX, 0.5, ISOVALUES)

    def ours() -> None:
        draw_map(view, terrain, style="braille", palette=colours)

    name = f"map of {COLUMNS}x{ROWS} cells / contourpy's lines"
    try:
        from contourpy import contour_generator  # noqa: PLC0415 - an optional reference
    except ImportError:
        without(name, "contourpy is not installed (pip install descent-game[benchmarks])")
    else:
        report(
            name, ratio(ours, lambda: contour_generator(z=_grid(2, 4)).multi_lines(ISOVALUES)),
            LINES_BUDGET,
        )  # fmt: skip
    report(
        f"map of {COLUMNS}x{ROWS} cells / plotext's matrix plot",
        ratio(ours, _matrix, repeats=7), MATRIX_BUDGET,
    )  # fmt: skip


def _grid(across: int, down: int) -> FloatArray:
    """Return the values at the map's places: so many a cell, across and down."""
    w1 = np.linspace(*BOX[0], COLUMNS * across)
    w2 = np.linspace(*BOX[1], ROWS * down)
    return rosenbrock(*np.meshgrid(w1, w2))


def _matrix() -> None:
    plotext.clear_figure()
    plotext.plotsize(COLUMNS, ROWS)
    plotext.matrix_plot(_grid(1, 1).tolist())
    plotext.build()


if __name__ == "__main__":
    main()
