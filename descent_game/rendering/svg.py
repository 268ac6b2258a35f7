"""SVG elements: colours, texts, and a canvas of cells as shapes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import BRAILLE, DOT_BITS, Canvas, DotArray
from descent_game.rendering.colour import DEFAULT, Colour
from descent_game.rendering.html import escaped
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, Viewport

WIDE, HIGH = 8, 16
"""Units of a cell; its dots stand four units apart."""

DOT = 2.4
"""Diameter of a braille dot."""

FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
UPPER_HALF = ord("▀")
FULL = ord("█")
_DRAWN = frozenset(map(ord, " ▀█"))


def colour(packed: Colour, instead: str = "none") -> str:
    """Return a packed colour as SVG writes it; ``instead`` for the terminal's own colour."""
    return instead if packed == DEFAULT else f"#{packed:06x}"


def words(
    text: str, place: tuple[float, float], fill: str, *, anchor: str = "start", size: int = 13
) -> str:
    """Return a text element whose baseline is at ``place``."""
    x, y = place
    return (
        f'<text x="{_short(x)}" y="{_short(y)}" fill="{fill}" text-anchor="{anchor}"'
        f' font-size="{size}" xml:space="preserve">{escaped(text)}</text>'
    )


def place_of(view: Viewport, w: Point) -> tuple[float, float]:
    """Return where weights lie on a canvas of that view, in units from its top left corner."""
    x, y = view.place_of(w)
    return round(x * WIDE, 2), round(y * HIGH, 2)


def pair(place: tuple[float, float]) -> str:
    """Return a place as SVG's lists of points write it."""
    return f"{_short(place[0])},{_short(place[1])}"


def cells(canvas: Canvas, ink: str) -> Iterator[str]:
    """Yield the shapes of a canvas: papers, half blocks, braille dots, characters.

    Args:
        canvas: The canvas.
        ink: The colour of characters in the terminal's own colour.
    """
    yield from _papers(canvas)
    yield from _halves(canvas)
    yield from _dots(canvas, ink)
    yield from _characters(canvas, ink)


def _papers(canvas: Canvas) -> Iterator[str]:
    """Yield one path for each paper: the runs of its cells."""
    boxes = (
        (
            colour(int(canvas.paper[row, start])),
            (start * WIDE, row * HIGH, (end - start) * WIDE, HIGH),
        )
        for row in range(canvas.rows)
        for start, end in _runs(canvas.paper[row])
    )
    yield from _filled(box for box in boxes if box[0] != "none")


def _halves(canvas: Canvas) -> Iterator[str]:
    """Yield one path for each ink of blocks, which cover the upper half of a cell or all of it."""
    yield from _filled(
        (colour(int(canvas.ink[row, column])), (column * WIDE, row * HIGH, WIDE, height))
        for glyph, height in ((UPPER_HALF, HIGH // 2), (FULL, HIGH))
        for row, column in np.argwhere(canvas.glyphs == glyph).tolist()
    )


def _filled(boxes: Iterable[tuple[str, tuple[int, int, int, int]]]) -> Iterator[str]:
    """Yield one path for each fill: its boxes by left, top, width and height."""
    paths: dict[str, list[str]] = defaultdict(list)
    for fill, (x, y, wide, high) in boxes:
        paths[fill].append(f"M{x} {y}h{wide}v{high}h-{wide}z")
    for fill, shapes in paths.items():
        yield f'<path fill="{fill}" d="{"".join(shapes)}"/>'


def _dots(canvas: Canvas, ink: str) -> Iterator[str]:
    """Yield one path for each ink of braille dots: points with round ends."""
    paths: dict[str, list[str]] = defaultdict(list)
    for row, column in np.argwhere(_is_braille(canvas)).tolist():
        bits = int(canvas.glyphs[row, column]) - BRAILLE
        stroke = colour(int(canvas.ink[row, column]), ink)
        for down in range(DOTS_HIGH):
            for across in range(DOTS_WIDE):
                if bits & int(DOT_BITS[down, across]):
                    paths[stroke].append(
                        f"M{column * WIDE + 4 * across + 2} {row * HIGH + 4 * down + 2}h0"
                    )
    for stroke, points in paths.items():
        yield (
            f'<path stroke="{stroke}" stroke-width="{DOT}" stroke-linecap="round"'
            f' fill="none" d="{"".join(points)}"/>'
        )


def _characters(canvas: Canvas, ink: str) -> Iterator[str]:
    others = ~_is_braille(canvas) & ~np.isin(canvas.glyphs, list(_DRAWN))
    for row, column in np.argwhere(others).tolist():
        fill = colour(int(canvas.ink[row, column]), ink)
        place = (column * WIDE + WIDE / 2, row * HIGH + 12)
        yield words(chr(int(canvas.glyphs[row, column])), place, fill, anchor="middle")


def _is_braille(canvas: Canvas) -> DotArray:
    found: DotArray = canvas.glyphs & ~np.uint32(0xFF) == BRAILLE
    return found


def _runs(row: np.ndarray) -> Iterator[tuple[int, int]]:
    changes = (np.flatnonzero(row[1:] != row[:-1]) + 1).tolist()
    yield from zip([0, *changes], [*changes, len(row)], strict=True)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
