"""Regions of a map: each cell in the colour of its region, some with the region's sign."""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.rendering.colour import DEFAULT, Colour, Ink, blend
from descent_game.rendering.fog import lattice
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.painting import SPACE

COLOURS: tuple[Colour, ...] = (
    0x1E7A52,
    0x8A3B72,
    0x2C6CA8,
    0x94621A,
    0x6650B0,
    0x9C4038,
    0x2E8492,
    0x737F2A,
    0x8A5A78,
)
"""Papers of the regions on a dark theme, repeated where there are more regions."""

QUIET: Colour = 0x39414C
"""The paper of quiet regions."""

PALER = 0.62
"""The share of white in the papers on a light theme."""

REACH = 1, 3
"""Rows and columns around a sign in which cells of its region need none."""

INK = Ink(on_dark=0xFFFFFF, on_light=0x000000)

Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Regions:
    """The regions of a view.

    Attributes:
        cells: The region of each cell by number, -1 for none; shape ``(rows, columns)``.
        signs: One 7-bit character for each region.
        quiet: The regions without a colour of their own.
    """

    cells: npt.NDArray[np.int16]
    signs: str
    quiet: frozenset[int] = frozenset()


def region_papers(regions: Regions, *, dark: bool) -> list[Colour]:
    """Return the paper of each region."""
    papers: list[Colour] = []
    for number in range(len(regions.signs)):
        colour = QUIET if number in regions.quiet else COLOURS[number % len(COLOURS)]
        papers.append(colour if dark else int(blend(colour, 0xFFFFFF, PALER)))
    return papers


def paint_regions(layer: MapLayer, regions: Regions, *, dark: bool) -> MapLayer:
    """Return the layer with its bands replaced by regions; contour lines stay."""
    canvas = layer.canvas.copy()
    known = regions.cells >= 0
    if layer.palette.depth != "none":  # the walls stay, on the paper of what lies outside
        known &= canvas.paper != layer.palette.base.outside
    numbers = np.where(known, regions.cells, 0)
    if layer.palette.depth != "none":
        papers = np.array(region_papers(regions, dark=dark) or [DEFAULT], dtype=np.int32)[numbers]
        canvas.paper[known] = papers[known]
        lines = layer.palette.lines(papers)
        canvas.ink[known] = lines[known]
        canvas.glyphs[known & (canvas.glyphs == ord("▀"))] = SPACE  # blocks have no lines to keep
    if layer.palette.depth == "none" or layer.style == "ascii":
        marked = known
    else:
        marked = _with_strays(known & lattice(layer.view, 4, 2), numbers, known)
    signs = np.array([ord(sign) for sign in regions.signs] or [SPACE], dtype=np.uint32)
    canvas.glyphs[marked] = signs[numbers[marked]]
    canvas.ink[marked] = INK.over(canvas.paper[marked])
    return replace(layer, canvas=canvas)


def _with_strays(marked: Mask, numbers: npt.NDArray[np.int16], known: Mask) -> Mask:
    """Return the cells with a sign: those marked, and some of every part without one nearby."""
    marked, named = marked.copy(), np.zeros_like(marked)

    def name(row: int, column: int) -> None:
        near = np.s_[
            max(row - REACH[0], 0) : row + REACH[0] + 1,
            max(column - REACH[1], 0) : column + REACH[1] + 1,
        ]
        named[near] |= numbers[near] == numbers[row, column]

    for row, column in np.argwhere(marked):
        name(row, column)
    for row, column in np.argwhere(known & ~named):
        if not named[row, column]:
            marked[row, column] = True
            name(row, column)
    return marked
