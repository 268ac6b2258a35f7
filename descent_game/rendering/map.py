"""The map layer: a relief painted on a canvas once per view, before anything is drawn over it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from descent_game.rendering.canvas import BRAILLE, Canvas, GlyphArray, braille
from descent_game.rendering.colour import blend
from descent_game.rendering.contour import BandArray, edges
from descent_game.rendering.fog import Fog, lattice
from descent_game.rendering.frame import draw_frame
from descent_game.rendering.palette import MIXTURES, Palette
from descent_game.rendering.relief import Relief, Terrain, survey
from descent_game.rendering.style import GLYPHS, Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, Viewport

UPPER_HALF = ord("▀")
SPACE = ord(" ")
ASCII_BANDS = 8
"""The most bands of the ascii style: as many as it has characters for."""


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
    relief = survey(view, terrain, fog, _most_bands(style, palette))
    canvas = _paint(relief, style, palette)
    _paint_undefined(canvas, relief, style, palette)
    _paint_fog(canvas, relief, view, style, palette)
    _paint_outside(canvas, relief, palette)
    draw_frame(canvas, view, terrain.box, style, palette)
    return MapLayer(view, terrain, relief, style, palette, canvas)


def _most_bands(style: Style, palette: Palette) -> int:
    if style == "ascii":
        return min(ASCII_BANDS, palette.most_bands)
    if style == "blocks" and palette.depth == "none":
        return len(GLYPHS[style].bands)
    return palette.most_bands


def _paint(relief: Relief, style: Style, palette: Palette) -> Canvas:
    if style == "braille":
        return _paint_braille(relief, palette)
    if style == "blocks" and palette.depth != "none":
        return _paint_blocks(relief, palette)
    return _paint_characters(relief, style, palette)


def _paint_braille(relief: Relief, palette: Palette) -> Canvas:
    """Bands as paper, mixed where a cell holds two; their edges and the goal's as dots."""
    sums = _cell_sums(relief.bands)
    papers = palette.mixtures(relief.count)
    mixture = np.minimum(sums, len(papers) - 1)
    goal = braille(edges(~relief.goal))
    glyphs = braille(edges(relief.bands))
    has_goal = goal != BRAILLE
    glyphs = np.where(has_goal, goal, glyphs)
    paper = papers[mixture]
    ink = palette.lines(papers)[mixture]
    ink[has_goal] = palette.goal.over(paper[has_goal])
    return Canvas(_blank_spaces(glyphs), ink, paper)


def _paint_blocks(relief: Relief, palette: Palette) -> Canvas:
    """Each cell as two square halves in the colours of their bands."""
    papers = palette.bands(relief.count)
    halves = relief.bands[1::2, ::DOTS_WIDE]
    colours = papers[halves]
    rim = edges(~relief.goal[1::2, ::DOTS_WIDE])
    colours[rim] = palette.goal.over(colours[rim])
    ink, paper = colours[::2], colours[1::2]
    glyphs = np.where(ink == paper, np.uint32(SPACE), np.uint32(UPPER_HALF))
    return Canvas(glyphs, ink.copy(), paper.copy())


def _paint_characters(relief: Relief, style: Style, palette: Palette) -> Canvas:
    """Each band as a character, denser the higher; the goal's region as one of its own."""
    count = relief.count
    ramp = np.array([ord(glyph) for glyph in band_glyphs(style, palette, count)], dtype=np.uint32)
    band = np.minimum(relief.bands[1::DOTS_HIGH, ::DOTS_WIDE], count - 1)
    paper = palette.bands(count)[band]
    ink = palette.lines(paper)
    drawn = ramp[band]
    goal = _cell_sums(relief.goal.astype(np.uint8)) > 0
    drawn[goal] = ord(GLYPHS[style].goal)
    ink[goal] = palette.goal.over(paper[goal])
    return Canvas(drawn, ink, paper)


def band_glyphs(style: Style, palette: Palette, count: int) -> str:
    """Return the character of each band; spaces where bands are told by their paper."""
    if style == "braille" or (style == "blocks" and palette.depth != "none"):
        return " " * count
    glyphs = GLYPHS[style].bands
    places = np.rint(np.linspace(0, len(glyphs) - 1, count)).astype(np.intp)
    return "".join(glyphs[place] for place in places)


def _cell_sums(bands: BandArray) -> npt.NDArray[np.uint16]:
    """Return the sum of the bands of each cell's eight dots."""
    sums = np.zeros((bands.shape[0] // DOTS_HIGH, bands.shape[1] // DOTS_WIDE), dtype=np.uint16)
    for row in range(DOTS_HIGH):
        for column in range(DOTS_WIDE):
            sums += bands[row::DOTS_HIGH, column::DOTS_WIDE]
    return sums


def _blank_spaces(glyphs: GlyphArray) -> GlyphArray:
    """Return the glyphs with empty braille cells as spaces, which every font has."""
    return np.where(glyphs == BRAILLE, np.uint32(SPACE), glyphs)


def _paint_undefined(canvas: Canvas, relief: Relief, style: Style, palette: Palette) -> None:
    """Mark the cells in which most losses are not numbers."""
    missing = relief.bands == relief.count
    if not missing.any():
        return
    cells = _cell_sums(missing.astype(np.uint8)) > MIXTURES // 2
    canvas.glyphs[cells] = ord(GLYPHS[style].undefined)
    canvas.paper[cells] = palette.undefined
    canvas.ink[cells] = palette.speck


def _paint_fog(
    canvas: Canvas, relief: Relief, view: Viewport, style: Style, palette: Palette
) -> None:
    """Fade to the fog, and strew it with specks: dark would be taken for deep."""
    clarity = relief.clarity
    if palette.depth != "truecolor":
        clarity = np.rint(clarity)
    fading = (clarity > 0) & (clarity < 1)
    for colours in (canvas.ink, canvas.paper):
        colours[fading] = blend(colours[fading], palette.fog, 1 - clarity[fading])
    hidden = clarity == 0
    canvas.glyphs[hidden] = SPACE
    canvas.glyphs[hidden & lattice(view, 4, 2)] = ord(GLYPHS[style].fog)
    canvas.paper[hidden] = palette.fog
    canvas.ink[hidden] = palette.speck


def _paint_outside(canvas: Canvas, relief: Relief, palette: Palette) -> None:
    outside = ~relief.inside
    canvas.glyphs[outside] = SPACE
    canvas.paper[outside] = palette.outside
