"""Areas stacked from zero with lines over them, as arrays of cells: glyphs, inks and papers.

Areas are accurate to an eighth of a cell, lines to a dot. Without colours areas are letters.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from descent_game.rendering.canvas import DotArray, GlyphArray, braille
from descent_game.rendering.style import Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE

FloatArray = npt.NDArray[np.float64]
CodeArray = npt.NDArray[np.int8]

EMPTY, FIRST, SECOND, THIRD, FOG, CURVE, TANGENT, MARK, ZERO = range(9)
"""Codes of inks and papers; the three areas are stacked in the order of theirs."""
LETTERS = " 12x."
"""What areas and fog are made of where colours cannot tell them apart, by their code."""
EIGHTHS = np.array([ord(sign) for sign in " ▁▂▃▄▅▆▇█"], dtype=np.uint32)
PARTS = 8
"""Parts of a cell, down."""
DASH = 3
"""Dots of a dash of the tangent, and of its gaps."""
TAIL = 1.5
"""How much larger than on the step the changes beyond its end may be drawn."""
MARGIN = 1.02


class Signs(NamedTuple):
    """The signs of a style; where no dots are drawn, those of the lines."""

    curve: str
    tangent: str
    mark: str
    lowest: str
    fog: str
    zero: str


SIGNS: dict[Style, Signs] = {
    "braille": Signs("", "", "┊", "○", "·", "⠁"),
    "blocks": Signs("●", "•", "┊", "○", "·", "·"),
    "ascii": Signs("@", "~", "|", "o", ".", "-"),
}


@dataclass(frozen=True, eq=False)
class Stack:
    """What is drawn, at distances that are evenly apart; NaN where nothing is known.

    Attributes:
        parts: The three areas.
        curve: What they add up to.
        tangent: The line that it starts along.
        fog: Where the player does not see.
        mark: The share of the distances that is marked, None for none.
        lowest: The share at which the lowest point is, None without one.
    """

    parts: tuple[FloatArray, FloatArray, FloatArray]
    curve: FloatArray
    tangent: FloatArray
    fog: npt.NDArray[np.bool_]
    mark: float | None = None
    lowest: float | None = None


class Axis(NamedTuple):
    """The vertical scale: so many rows above zero, and the change that a row is high."""

    above: int
    unit: float

    def row_of(self, value: float) -> float:
        """Return where a value stands, in rows from the top edge."""
        return self.above - value / self.unit


class Cells(NamedTuple):
    """Glyphs as code points, codes of inks and of papers, each of shape ``(rows, columns)``."""

    glyphs: GlyphArray
    inks: CodeArray
    papers: CodeArray


def axis_of(stack: Stack, rows: int) -> Axis:
    """Return the scale on which everything fits, with zero between two rows.

    Beyond the mark changes are cut off where they would make those before it small.
    """
    parts = np.stack(stack.parts)
    with np.errstate(invalid="ignore"):
        above = np.nansum(np.maximum(parts, 0.0), axis=0)
        below = np.nansum(np.maximum(-parts, 0.0), axis=0)
        for line in (stack.curve, stack.tangent):
            known = np.where(np.isfinite(line), line, 0.0)
            above, below = np.maximum(above, known), np.maximum(below, -known)
    end = max(math.ceil((stack.mark or 1.0) * len(above)), 1)
    ends = [_largest(side[:end]) for side in (above, below)]
    limit = TAIL * max(ends)
    up, down = (
        min(_largest(side), max(limit, own)) if limit else _largest(side)
        for side, own in zip((above, below), ends, strict=True)
    )
    if not up and not down:
        return Axis(rows // 2, 1.0)
    scales = [(_unit(up, over, down, rows - over), over) for over in range(rows + 1)]
    unit, over = min(scales)
    return Axis(over, unit * MARGIN)


def _largest(values: FloatArray) -> float:
    known = values[np.isfinite(values)]
    return float(known.max()) if len(known) else 0.0


def _unit(up: float, over: int, down: float, under: int) -> float:
    if (up and not over) or (down and not under):
        return math.inf
    return max(up / over if over else 0.0, down / under if under else 0.0)


def draw_stack(
    stack: Stack, axis: Axis, size: tuple[int, int], style: Style, *, letters: bool
) -> Cells:
    """Return a stack in ``size`` columns and rows; with ``letters`` without any paper."""
    columns, rows = size
    areas = _areas(stack, axis, size)
    whole = _majority(areas, rows)
    cells = _filled(areas, letters=letters)
    _fog(cells, stack, style, letters=letters)
    _zero(cells, axis, style)
    if not letters:
        whole = np.where(cells.papers == FOG, FOG, whole).astype(np.int8)
    signs = SIGNS[style]
    per_cell = (DOTS_WIDE, DOTS_HIGH) if style == "braille" else (1, 1)

    def draw(places: npt.NDArray[np.bool_], glyphs: GlyphArray | int, ink: int) -> None:
        cells.glyphs[places] = glyphs[places] if isinstance(glyphs, np.ndarray) else glyphs
        cells.inks[places] = ink
        if not letters:
            cells.papers[places] = whole[places]

    def draw_line(line: FloatArray, sign: str, ink: int, dash: int) -> None:
        dots = _dots(line, axis, (columns, rows), per_cell, dash if not sign else 0)
        shape = (rows, per_cell[1], columns, per_cell[0])
        places: DotArray = np.any(dots.reshape(shape), axis=(1, 3))
        draw(places, ord(sign) if sign else braille(dots), ink)

    at_mark = np.zeros((rows, columns), dtype=np.bool_)
    if stack.mark is not None:
        at_mark[:, min(int(stack.mark * columns), columns - 1)] = True
    draw_line(stack.tangent, signs.tangent or "~" * letters, TANGENT, DASH)
    draw(at_mark, ord(signs.mark), MARK)
    draw_line(stack.curve, signs.curve, CURVE, 0)
    if stack.lowest is not None:
        column = min(int(stack.lowest * columns), columns - 1)
        value = float(_at(stack.curve, columns)[column])
        if math.isfinite(value):
            row = min(max(int(axis.row_of(value)), 0), rows - 1)
            cells.glyphs[row, column], cells.inks[row, column] = ord(signs.lowest), MARK
    return cells


def _at(values: FloatArray, count: int) -> FloatArray:
    """Return values at the centres of so many columns."""
    places = (np.arange(count) + 0.5) / count * (len(values) - 1)
    lower = np.floor(places).astype(np.intp)
    share = places - lower
    with np.errstate(invalid="ignore", over="ignore"):
        found: FloatArray = values[lower] * (1.0 - share) + values[lower + 1] * share
    return found


def _areas(stack: Stack, axis: Axis, size: tuple[int, int]) -> CodeArray:
    """Return the code at each eighth of a row, of shape ``(8 rows, columns)``."""
    columns, rows = size
    heights = (axis.above - (np.arange(rows * PARTS)[:, None] + 0.5) / PARTS) * axis.unit
    codes = np.zeros((rows * PARTS, columns), dtype=np.int8)
    above, below = np.zeros(columns), np.zeros(columns)
    with np.errstate(invalid="ignore"):
        for code, part in zip((FIRST, SECOND, THIRD), stack.parts, strict=True):
            values = _at(part, columns)
            up, down = above + np.maximum(values, 0.0), below + np.minimum(values, 0.0)
            codes[(heights > above) & (heights <= up)] = code
            codes[(heights < below) & (heights >= down)] = code
            above, below = up, down
    return codes


def _majority(areas: CodeArray, rows: int) -> CodeArray:
    """Return the code that takes most of each cell, of those that take as much the lowest."""
    parts = areas.reshape(rows, PARTS, -1)
    counts = np.stack([(parts == code).sum(axis=1) for code in (EMPTY, FIRST, SECOND, THIRD)])
    found: CodeArray = np.argmax(counts, axis=0).astype(np.int8)
    return found


def _filled(areas: CodeArray, *, letters: bool) -> Cells:
    """Return cells with at most two of the areas: a block at the bottom, paper above it."""
    rows, columns = areas.shape[0] // PARTS, areas.shape[1]
    parts = areas.reshape(rows, PARTS, columns)
    middle = _majority(areas, rows)
    if letters:
        signs = np.array([ord(sign) for sign in LETTERS], dtype=np.uint32)
        return Cells(signs[middle], middle.copy(), np.zeros_like(middle))
    top, bottom = parts[:, 0], parts[:, -1]
    height = (parts == bottom[:, None]).sum(axis=1)
    split = top != bottom
    glyphs = np.where(split, EIGHTHS[height % PARTS], ord(" ")).astype(np.uint32)
    papers = np.where(split, top, middle).astype(np.int8)
    return Cells(glyphs, np.where(split, bottom, EMPTY).astype(np.int8), papers)


def _fog(cells: Cells, stack: Stack, style: Style, *, letters: bool) -> None:
    """Put texture where the player does not see."""
    rows, columns = cells.glyphs.shape
    places = (np.arange(columns) + 0.5) / columns * (len(stack.fog) - 1)
    hidden = stack.fog[np.rint(places).astype(np.intp)]
    sparse = hidden & ((np.arange(columns) + 3 * (np.arange(rows)[:, None] % 2)) % 6 == 0)
    cells.glyphs[:, hidden] = ord(" ")
    cells.glyphs[sparse] = ord(SIGNS[style].fog)
    cells.inks[:, hidden] = FOG
    cells.papers[:, hidden] = EMPTY if letters else FOG


def _zero(cells: Cells, axis: Axis, style: Style) -> None:
    """Dot the line of zero where no area shows it."""
    rows, columns = cells.glyphs.shape
    row = min(axis.above, rows - 1)
    empty = (cells.glyphs[row] == ord(" ")) & (cells.papers[row] == EMPTY)
    spaced = empty & (np.arange(columns) % 2 == 0)
    at_bottom = style == "braille" and axis.above >= rows
    cells.glyphs[row, spaced] = ord("⡀" if at_bottom else SIGNS[style].zero)
    cells.inks[row, spaced] = ZERO


def _dots(
    line: FloatArray, axis: Axis, size: tuple[int, int], per_cell: tuple[int, int], dash: int
) -> DotArray:
    """Return a line on a grid of dots, without gaps where it is steep."""
    columns, rows = size[0] * per_cell[0], size[1] * per_cell[1]
    dots = np.zeros((rows, columns), dtype=np.bool_)
    with np.errstate(invalid="ignore", over="ignore"):
        places = np.floor((axis.above - _at(line, columns) / axis.unit) * per_cell[1])
    known = np.isfinite(places)
    before: int | None = None
    for column in np.flatnonzero(known).tolist():
        place = int(min(max(places[column], -1), rows))
        start = place if before is None or not known[column - 1] else before
        low, top = sorted((place, start + (place > start) - (place < start)))
        before = place
        if not dash or column // dash % 2 == 0:
            dots[max(low, 0) : max(top + 1, 0), column] = True
    return dots
