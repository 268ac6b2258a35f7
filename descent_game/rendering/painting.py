"""Painting a relief on a canvas in each of the three styles."""

import numpy as np
import numpy.typing as npt

from descent_game.rendering.canvas import BRAILLE, Canvas, DotArray, braille
from descent_game.rendering.contour import BandArray, edges
from descent_game.rendering.palette import Palette
from descent_game.rendering.relief import Relief
from descent_game.rendering.style import GLYPHS, Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE

UPPER_HALF = ord("▀")
SPACE = ord(" ")
HALF = DOTS_HIGH // 2
"""Rows of dots in half a cell, which is a square."""

ASCII_BANDS = 8
"""The most bands of the ascii style: more characters are hard to tell apart."""


def most_bands(style: Style, palette: Palette) -> int:
    """Return how many bands a map of that style and palette can tell apart."""
    if style == "ascii":
        return min(ASCII_BANDS, palette.most_bands)
    if style == "blocks" and palette.depth == "none":
        return len(GLYPHS[style].bands)
    return palette.most_bands


def paint(relief: Relief, style: Style, palette: Palette) -> Canvas:
    """Return the relief as a canvas of bands, contour lines and goal, without fog or frame."""
    if style == "braille":
        return _paint_braille(relief, palette)
    if style == "blocks" and palette.depth != "none":
        return _paint_blocks(relief, palette)
    return _paint_characters(relief, style, palette)


def _paint_braille(relief: Relief, palette: Palette) -> Canvas:
    """Paint bands as paper, mixed in cells with two; their edges and the goal's as dots."""
    papers = palette.mixtures(relief.count)
    mixture = np.minimum(_sums(relief.bands, DOTS_HIGH), len(papers) - 1)
    paper, ink = papers[mixture], palette.lines(papers)[mixture]
    rim = braille(edges(~relief.goal))
    on_rim = rim != BRAILLE
    glyphs = np.where(on_rim, rim, braille(edges(relief.bands)))
    ink[on_rim] = palette.inks.goal.over(paper[on_rim])
    if palette.depth == "none":
        glyphs[cells_with(relief.goal)] = ord(GLYPHS["braille"].goal)
    return Canvas(np.where(glyphs == BRAILLE, np.uint32(SPACE), glyphs), ink, paper)


def _paint_blocks(relief: Relief, palette: Palette) -> Canvas:
    """Paint each cell as two square halves in the colours of their bands."""
    papers = palette.bands(relief.count)
    colours = papers[_means(relief.bands, HALF)]
    rim = edges(_sums(relief.goal.astype(np.uint16), HALF) == 0)
    colours[rim] = palette.inks.goal.over(colours[rim])
    ink, paper = colours[::2], colours[1::2]
    glyphs = np.where(ink == paper, np.uint32(SPACE), np.uint32(UPPER_HALF))
    return Canvas(glyphs, ink.copy(), paper.copy())


def _paint_characters(relief: Relief, style: Style, palette: Palette) -> Canvas:
    """Paint each band as a character, denser the higher; the goal's region as another one."""
    count = relief.count
    ramp = np.array([ord(glyph) for glyph in band_glyphs(style, palette, count)], dtype=np.uint32)
    band = np.minimum(_means(relief.bands, DOTS_HIGH), count - 1)
    paper = palette.bands(count)[band]
    ink = palette.lines(paper)
    drawn = ramp[band]
    goal = cells_with(relief.goal)
    drawn[goal] = ord(GLYPHS[style].goal)
    ink[goal] = palette.inks.goal.over(paper[goal])
    return Canvas(drawn, ink, paper)


def band_glyphs(style: Style, palette: Palette, count: int) -> str:
    """Return the character of each band; spaces where bands differ by their paper."""
    if style == "braille" or (style == "blocks" and palette.depth != "none"):
        return " " * count
    glyphs = GLYPHS[style].bands
    places = np.rint(np.linspace(0, len(glyphs) - 1, count)).astype(np.intp)
    return "".join(glyphs[place] for place in places)


def _sums(bands: BandArray, rows: int) -> npt.NDArray[np.uint16]:
    """Return the sums over blocks of two columns and ``rows`` rows of dots."""
    sums = np.zeros((bands.shape[0] // rows, bands.shape[1] // DOTS_WIDE), dtype=np.uint16)
    for row in range(rows):
        for column in range(DOTS_WIDE):
            sums += bands[row::rows, column::DOTS_WIDE]
    return sums


def _means(bands: BandArray, rows: int) -> BandArray:
    """Return the bands of those blocks, rounded."""
    size = rows * DOTS_WIDE
    means: BandArray = (_sums(bands, rows) + size // 2) // size
    return means


def cells_with(dots: DotArray, at_least: int = 1) -> DotArray:
    """Return which cells have at least ``at_least`` of their eight dots set."""
    found: DotArray = _sums(dots.astype(np.uint16), DOTS_HIGH) >= at_least
    return found
