import numpy as np

from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.palette import palette
from descent_game.rendering.regions import REACH, Regions, paint_regions
from descent_game.rendering.relief import Terrain
from descent_game.rendering.viewport import Viewport

BOX = ((-4.0, 4.0), (-2.0, 2.0))
COLUMNS, ROWS = 40, 20


def test_every_part_of_a_region_is_named_by_a_sign_near_it() -> None:
    view = Viewport.fit(BOX, COLUMNS, ROWS)
    terrain = Terrain(lambda w1, w2: w1**2 + w2**2, BOX, None, "linear")
    layer = draw_map(view, terrain, style="braille", palette=palette("bathymetric", "dark"))
    cells = np.zeros((view.rows, view.columns), dtype=np.int16)
    dice = np.random.default_rng(7)
    cells[dice.random(cells.shape) < 0.05] = 1
    painted = paint_regions(layer, Regions(cells, "oA"), dark=True)
    signs = painted.canvas.glyphs
    inside = layer.canvas.paper != layer.palette.base.outside
    for row, column in np.argwhere(inside):
        near = (
            slice(max(row - REACH[0], 0), row + REACH[0] + 1),
            slice(max(column - REACH[1], 0), column + REACH[1] + 1),
        )
        assert ord("oA"[cells[row, column]]) in signs[near]
    assert (signs == ord("o")).sum() < inside.sum() / 2  # contour lines stay to be seen
