"""The map layer: a relief painted on a canvas once per view, below the overlay."""

from dataclasses import dataclass

import numpy as np

from descent_game.rendering.canvas import Canvas, DotArray
from descent_game.rendering.colour import blend
from descent_game.rendering.fog import Fog, lattice
from descent_game.rendering.frame import draw_frame
from descent_game.rendering.painting import SPACE, cells_with, most_bands, paint
from descent_game.rendering.palette import Palette
from descent_game.rendering.relief import Relief, Terrain, survey
from descent_game.rendering.style import GLYPHS, Style
from descent_game.rendering.viewport import Viewport

MAJORITY = 5
"""The undefined dots, of eight, with which a cell is shown as undefined."""


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """The contour picture of one view. Its canvas is shared: copy it before drawing on it."""

    view: Viewport
    terrain: Terrain
    relief: Relief
    style: Style
    palette: Palette
    canvas: Canvas


def draw_map(
    view: Viewport,
    terrain: Terrain,
    *,
    style: Style,
    palette: Palette,
    fog: Fog | None = None,
) -> MapLayer:
    """Evaluate the loss over the view and paint it: bands, contour lines, goal, fog and frame."""
    relief = survey(view, terrain, fog, most_bands(style, palette))
    canvas = paint(relief, style, palette)
    _paint_undefined(canvas, relief, style, palette)
    _paint_fog(canvas, relief, view, style, palette)
    if fog is not None and fog.excluded:
        _hatch(canvas, (relief.clarity == 0) & fog.hatched(view), view, style, palette)
    _paint_outside(canvas, relief, palette)
    draw_frame(canvas, view, terrain.box, style, palette)
    return MapLayer(view, terrain, relief, style, palette, canvas)


def _paint_undefined(canvas: Canvas, relief: Relief, style: Style, palette: Palette) -> None:
    """Mark the cells in which most losses are not numbers."""
    missing = relief.bands == relief.count
    if not missing.any():
        return
    cells = cells_with(missing, MAJORITY)
    canvas.glyphs[cells] = ord(GLYPHS[style].undefined)
    canvas.paper[cells] = palette.base.undefined
    canvas.ink[cells] = palette.base.speck


def _paint_fog(
    canvas: Canvas, relief: Relief, view: Viewport, style: Style, palette: Palette
) -> None:
    """Blend to the fog with its pattern of specks, as plain dark cells would look deep."""
    clarity = relief.clarity
    if palette.depth != "truecolor":
        clarity = np.rint(clarity)
    fading = (clarity > 0) & (clarity < 1)
    for colours in (canvas.ink, canvas.paper):
        colours[fading] = blend(colours[fading], palette.base.fog, 1 - clarity[fading])
    hidden = clarity == 0
    canvas.glyphs[hidden] = SPACE
    canvas.glyphs[hidden & lattice(view, 4, 2)] = ord(GLYPHS[style].fog)
    canvas.paper[hidden] = palette.base.fog
    canvas.ink[hidden] = palette.base.speck


def _hatch(canvas: Canvas, cells: DotArray, view: Viewport, style: Style, palette: Palette) -> None:
    """Hatch what nobody needs to search: cells in the fog with slanting strokes."""
    strokes = cells & lattice(view, 4, 1)
    canvas.glyphs[cells & ~strokes] = SPACE
    canvas.glyphs[strokes] = ord(GLYPHS[style].excluded)
    canvas.ink[strokes] = palette.base.speck


def _paint_outside(canvas: Canvas, relief: Relief, palette: Palette) -> None:
    outside = ~relief.inside
    canvas.glyphs[outside] = SPACE
    canvas.paper[outside] = palette.base.outside
