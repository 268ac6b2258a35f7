"""The rose in lines: what a step would do in every heading, around a circle of no change."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from descent_game.game.directions import unit
from descent_game.game.instruments import Petal, best_petal
from descent_game.game.wording import degrees, plain
from descent_game.losses.surface import Point
from descent_game.view.dots import DotPicture
from descent_game.view.line import BLANK, Line, Piece, Role, line, wrapped

PROMISED = 8
"""Every so many dots of what is promised is drawn: distinct from what happens without colours."""
SMALLEST, LARGEST = 9, 17
"""Rows of the plot; it has twice as many columns."""


def rose_lines(
    petals: Sequence[Petal], step: float, heading: float | None, size: tuple[int, int]
) -> list[Line]:
    """Return plot and words in ``size`` columns and rows; ``heading`` is where the aim points."""
    width, height = size
    rows = min(max(height - 10, SMALLEST), LARGEST)
    best = best_petal(list(petals))
    words = f"step {plain(step)}: lowest at {degrees(best.heading)}, by {plain(best.together)}"
    plot = [
        (Piece(" " * max((width - 2 * rows) // 2, 0)), *row) for row in _plot(petals, heading, rows)
    ]
    return [
        *wrapped(words, width, "strong"),
        BLANK,
        *plot,
        BLANK,
        (Piece("⠒⠒⠒⠒", "player"), Piece(" what the step would do")),
        (Piece("⠂ ⠂ ", "compass"), Piece(" what the gradient promises")),
        (Piece("⠂   ", "rule"), Piece(" no change; outside it the loss falls, inside it rises")),
        *(
            []
            if heading is None
            else [(Piece("⠂⠂⠂ ", "aim"), Piece(f" your heading, {degrees(heading)}"))]
        ),
    ]


def _plot(petals: Sequence[Petal], heading: float | None, rows: int) -> list[Line]:
    """Return the plot: the further out, the more the loss falls."""
    picture = DotPicture(2 * rows, rows)
    half = 2 * rows - 0.5
    known = [v for petal in petals for v in petal[1:] if math.isfinite(v)]
    scale = max(map(abs, known), default=0.0) or 1.0
    for degree in range(0, 360, 18):
        _dot(picture, half, unit(degree), 0.5, "rule")
    _curve(picture, half, [(p.heading, p.promise / scale) for p in petals], "compass", PROMISED)
    _curve(picture, half, [(p.heading, p.together / scale) for p in petals], "player", 1)
    if heading is not None:
        for share in range(0, 50, 4):
            _dot(picture, half, unit(heading), share / 100, "aim")
    return picture.lines()


def _curve(
    picture: DotPicture, half: float, values: Sequence[tuple[float, float]], role: Role, gap: int
) -> None:
    """Draw a closed curve: -1 is the rim, 0 the circle of no change, +1 the middle."""
    dots = 0
    for (start, first), (_, second) in pairwise([*values, values[0]]):
        for part in range(4):
            value = first + (second - first) * part / 4
            dots += 1
            if math.isfinite(value) and dots % gap == 0:
                _dot(picture, half, unit(start + 1.25 * part), 0.5 - value / 2, role)


def _dot(picture: DotPicture, half: float, direction: Point, share: float, role: Role) -> None:
    x, y = half * (1 + share * direction[0]), half * (1 - share * direction[1])
    picture.dot(round(x), round(y), role)


Source = Callable[[float], Sequence[Petal]]
"""The petals for a step."""

KEYS = "Up and down change the step, Escape closes."


def rose_page(
    source: Source, step: float, heading: float | None, size: tuple[int, int]
) -> list[Line]:
    """Return the whole page of the rose."""
    lines = rose_lines(source(step), step, heading, size)
    return [line("The rose", "player"), *lines, *wrapped(KEYS, size[0], "dim")]
