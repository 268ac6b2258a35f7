"""The plot of a cut: areas of what each weight adds, the loss and its tangent over them."""

import math
from itertools import groupby
from typing import NamedTuple

import numpy as np

from descent_game.game.cut import Cut
from descent_game.game.wording import plain, signed
from descent_game.rendering.stack import (
    CURVE,
    EMPTY,
    FIRST,
    FOG,
    MARK,
    SECOND,
    TANGENT,
    THIRD,
    ZERO,
    Axis,
    Cells,
    Stack,
    axis_of,
    draw_stack,
)
from descent_game.rendering.style import Style
from descent_game.view.line import Line, Paper, Piece, Role

GUTTER = 8
"""Columns of the labels of the scale."""
UNSEEN = "beyond your sight"

_INKS: dict[int, Role] = {
    EMPTY: "ground", FIRST: "area-w1", SECOND: "area-w2", THIRD: "area-interaction", FOG: "fog",
    CURVE: "player", TANGENT: "compass", MARK: "aim", ZERO: "rule",
}  # fmt: skip
_LETTER_INKS: dict[int, Role] = _INKS | {
    EMPTY: "text", FIRST: "w1", SECOND: "w2", THIRD: "interaction"
}  # fmt: skip
_PAPERS: dict[int, Paper] = {
    EMPTY: "", FIRST: "area-w1", SECOND: "area-w2", THIRD: "area-interaction", FOG: "fog"
}  # fmt: skip


class Look(NamedTuple):
    """The style of the map, and whether letters stand for areas because there are no colours."""

    style: Style = "braille"
    letters: bool = False


def stack_of(cut: Cut) -> Stack:
    """Return what is drawn of a cut: nothing that the player may not know."""
    parts = [np.where(cut.split, part, math.nan) for part in (*cut.alone, cut.interaction)]
    defined = np.isfinite(np.sum(parts, axis=0))
    first, second, third = (np.where(defined, part, math.nan) for part in parts)
    last = float(cut.distances[-1])
    return Stack(
        parts=(first, second, third),
        curve=np.where(cut.seen, cut.together, math.nan),
        tangent=np.where(cut.seen, cut.promise, math.nan),
        fog=cut.on_map & ~cut.seen,
        mark=cut.step / last,
        lowest=None if cut.lowest is None else float(cut.distances[cut.lowest]) / last,
    )


def cut_plot(cut: Cut, size: tuple[int, int], look: Look) -> list[Line]:
    """Return the plot of a cut with its scale, in ``size`` columns and rows and the axis below."""
    columns, rows = size[0] - GUTTER, size[1]
    stack = stack_of(cut)
    axis = axis_of(stack, rows)
    cells = draw_stack(stack, axis, (columns, rows), look.style, letters=look.letters)
    _write_fog(cells, stack)
    labels = _labels(axis, rows)
    lines: list[Line] = [
        (Piece(f"{labels.get(row, ''):>{GUTTER - 1}} ", "dim"), *plot_pieces(cells, row, look))
        for row in range(rows)
    ]
    return [*lines, *_feet(cut, columns, look)]


def plot_pieces(cells: Cells, row: int, look: Look) -> list[Piece]:
    """Return a row of cells as pieces."""
    inks = _LETTER_INKS if look.letters else _INKS
    columns = zip(
        cells.glyphs[row].tolist(),
        cells.inks[row].tolist(),
        cells.papers[row].tolist(),
        strict=True,
    )
    return [
        Piece("".join(chr(glyph) for glyph, _, _ in run), inks[ink], _PAPERS[paper])
        for (ink, paper), run in groupby(columns, lambda cell: cell[1:])
    ]


def _write_fog(cells: Cells, stack: Stack) -> None:
    """Write into the fog what it is, where it is wide enough."""
    rows = cells.glyphs.shape[0]
    hidden = np.flatnonzero((cells.inks == FOG).sum(axis=0) >= rows - 1)
    runs = np.split(hidden, np.flatnonzero(np.diff(hidden) > 1) + 1) if len(hidden) else []
    run = max(runs, key=len, default=hidden)
    if len(run) >= len(UNSEEN) + 2:
        start = int(run[0]) + (len(run) - len(UNSEEN)) // 2
        cells.glyphs[rows // 2, start : start + len(UNSEEN)] = [ord(sign) for sign in UNSEEN]
        cells.inks[rows // 2, start : start + len(UNSEEN)] = MARK


def _round_step(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most so much."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= most * 1.000001)


def _labels(axis: Axis, rows: int) -> dict[int, str]:
    """Return changes of the loss at round numbers, by the row that each is in."""
    if not 0.0 < axis.unit < math.inf:
        return {}
    step = _round_step(axis.unit * rows / 2.0)
    decimals = max(0, -math.floor(math.log10(step)))
    labels: dict[int, str] = {}
    for number in range(-12, 13):
        place = axis.row_of(number * step)
        if 0.0 <= place <= rows:
            row = min(int(place), rows - 1)
            text = signed(number * step, decimals) if number else "0"
            labels.setdefault(row, text if len(text) < GUTTER else f"{number * step:+.0e}")
    labels[min(axis.above, rows - 1)] = "0"
    return labels


def _feet(cut: Cut, columns: int, look: Look) -> list[Line]:
    """Return the axis of distances: round numbers, and the end of the step."""
    last = float(cut.distances[-1])
    mark = min(int(cut.step / last * columns), columns - 1)
    rule, words = ["─"] * columns, [" "] * columns
    label = f"{cut.name} {plain(cut.step)}"
    start = min(max(mark - len(label) // 2, 0), columns - len(label))
    stride = _round_step(last / 3.0)
    number = 0
    while number * stride <= last:
        text = plain(number * stride)
        column = min(int(number * stride / last * columns), columns - 1)
        left = max(column - len(text) // 2, 0)
        if left + len(text) <= columns:
            rule[column] = "┴"
            if left + len(text) < start or left > start + len(label):
                words[left : left + len(text)] = text
        number += 1
    space = Piece(" " * GUTTER)
    ruled = "".join(rule)
    return [
        (
            space,
            Piece(ruled[:mark], "rule"),
            Piece("^" if look.style == "ascii" else "▲", "aim"),
            Piece(ruled[mark + 1 :], "rule"),
        ),
        (
            space,
            Piece("".join(words[:start]), "dim"),
            Piece(label, "aim"),
            Piece("".join(words[start + len(label) :]).rstrip(), "dim"),
        ),
    ]
