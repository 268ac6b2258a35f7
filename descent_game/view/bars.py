"""Bars of half a row's height, on a track; signed ones grow from an axis in the middle.

Full blocks touch those of the next row and look like a wall, half blocks do not. A bar never stands
without its number.
"""

import math

from descent_game.view.line import Line, Piece, Role

FULL, LEFT_HALF, RIGHT_HALF = "▄", "▖", "▗"
TRACK = "▁"
AXIS = "│"


def bar(share: float, width: int, role: Role) -> Line:
    """Return a bar of a share, 0 to 1, of ``width`` cells, to half a cell; the rest is track."""
    shown = _filled(share, width, LEFT_HALF)
    return Piece(shown, role), Piece(TRACK * (width - len(shown)), "rule")


def signed_bar(value: float, largest: float, width: int, role: Role) -> Line:
    """Return a bar of ``width`` cells from an axis in the middle: to the left below zero.

    Args:
        value: What is shown; one that is not finite has no bar.
        largest: The value of a bar that fills its half.
        width: Cells.
        role: The role of the bar.
    """
    half = (width - 1) // 2
    share = abs(value) / largest if largest > 0.0 and math.isfinite(value) else 0.0
    shown = _filled(share, half, RIGHT_HALF if value < 0.0 else LEFT_HALF)
    empty = Piece(" " * (half - len(shown)))
    axis = Piece(AXIS, "rule")
    if value < 0.0:
        return empty, Piece(shown[::-1], role), axis, Piece(" " * half)
    return Piece(" " * half), axis, Piece(shown, role), empty


def _filled(share: float, width: int, end: str) -> str:
    """Return the cells of a share, the last one perhaps a half."""
    halves = round(min(max(share, 0.0), 1.0) * width * 2) if math.isfinite(share) else 0
    return FULL * (halves // 2) + end * (halves % 2)
