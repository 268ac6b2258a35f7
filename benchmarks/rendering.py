"""How long the map takes: the whole layer at 120x40, and composing an overlay over it."""

from functools import partial

from benchmarks.measure import median_seconds, report
from descent_game.rendering.fog import Fog
from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.overlay import Overlay, compose
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Terrain
from descent_game.rendering.style import STYLES
from descent_game.rendering.viewport import Box, FloatArray, Viewport

BOX: Box = ((-2.0, 2.0), (-1.0, 3.0))
LAYER_BUDGET = 5.0
OVERLAY_BUDGET = 1.0
"""Milliseconds, median."""

WAY = tuple((-1.2 + 0.1 * turn, 1.0 + 0.05 * (turn % 3)) for turn in range(21))


def rosenbrock(w1: FloatArray, w2: FloatArray) -> FloatArray:
    """Return Rosenbrock's function."""
    return (1 - w1) ** 2 + 100 * (w2 - w1**2) ** 2


def main() -> None:
    """Print every figure of the map."""
    view, terrain, colours = Viewport.fit(BOX, 120, 40), Terrain(rosenbrock, BOX, 0.5), palette()
    fog = Fog(WAY, 0.5)
    overlay = Overlay(WAY, (WAY[::-1],), (0.5, 0.5), (-1.0, 1.0), WAY[0], overview_rows=8)
    for style in STYLES:
        for name, cover in (("", None), (", fog of 21 turns", fog)):
            work = partial(draw_map, view, terrain, style=style, palette=colours, fog=cover)
            spent = 1e3 * median_seconds(work)
            report(f"map layer 120x40, {style}{name}", spent, LAYER_BUDGET, "ms")
    layer = draw_map(view, terrain, style="braille", palette=colours, fog=fog)
    before = compose(layer, overlay).canvas
    spent = 1e3 * median_seconds(partial(compose, layer, overlay, before))
    report("overlay of 21 turns and its changed rows", spent, OVERLAY_BUDGET, "ms")


if __name__ == "__main__":
    main()
