"""Signed bars: numbers as lengths to the left and right of an axis, all on one scale."""

import math

from descent_game.view.line import Line, Piece, Role

EIGHTHS = " ▏▎▍▌▋▊▉"


def signed_bar(value: float, largest: float, width: int) -> Line:
    """Return a bar of ``width`` cells, an axis in the middle; below zero is down, and good.

    Whole cells are spaces on coloured paper; only an end may be a block of eighths.
    """
    half = (width - 1) // 2
    share = abs(value) / largest if largest > 0.0 and math.isfinite(value) else 0.0
    whole, rest = divmod(round(share * half * 8), 8)
    if value < 0.0:
        return (*_leftwards(whole, rest, half), Piece("│", "rule"), Piece(" " * half))
    return (Piece(" " * half), Piece("│", "rule"), *_rightwards(whole, rest, half))


def _rightwards(whole: int, rest: int, room: int) -> Line:
    end = EIGHTHS[rest] if rest else ""
    bar, tip = _roles("bad")
    return Piece(" " * whole, bar), Piece(end, tip), Piece(" " * (room - whole - len(end)))


def _leftwards(whole: int, rest: int, room: int) -> Line:
    # There are no right-aligned eighths: the nearest half cell is close enough.
    end = "▐" if rest >= 3 else ""
    bar, tip = _roles("good")
    return Piece(" " * (room - whole - len(end))), Piece(end, tip), Piece(" " * whole, bar)


def _roles(name: str) -> tuple[Role, Role]:
    return ("bar-good", "bar-good-end") if name == "good" else ("bar-bad", "bar-bad-end")
