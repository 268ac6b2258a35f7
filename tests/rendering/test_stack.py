"""Stacked areas: where they begin and end, what covers what, and what no colour shows."""

import math
from itertools import pairwise

import numpy as np
import pytest

from descent_game.rendering.stack import (
    CURVE,
    EIGHTHS,
    EMPTY,
    FIRST,
    FOG,
    MARK,
    SECOND,
    TANGENT,
    THIRD,
    Axis,
    Stack,
    axis_of,
    draw_stack,
)
from descent_game.rendering.style import STYLES, Style

X = np.linspace(0.0, 1.0, 101)
NOTHING = np.full(101, math.nan)
CLEAR = np.zeros(101, dtype=np.bool_)


def stack_of(first: float, second: float, third: float, **changes: object) -> Stack:
    parts = (first + 0.0 * X, second + 0.0 * X, third + 0.0 * X)
    values = {"curve": NOTHING, "tangent": NOTHING, "fog": CLEAR} | changes
    return Stack(parts, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "column"),
    [
        ((1.0, 2.0, 1.0), "xx222211"),
        ((1.0, -2.0, 1.0), "xx112222"),
        ((-1.0, -2.0, -1.0), "112222xx"),
        ((4.0, 0.0, -4.0), "1111xxxx"),
    ],
)
def test_areas_are_stacked_from_zero_in_their_order(
    parts: tuple[float, float, float], column: str
) -> None:
    stack = stack_of(*parts)
    axis = axis_of(stack, 8)
    cells = draw_stack(stack, axis, (10, 8), "ascii", letters=True)
    drawn = "".join(chr(sign) for sign in cells.glyphs[:, 4]).replace("-", " ").strip()
    for letter in "12x":  # rounding may take a row from one, never its place
        assert abs(drawn.count(letter) - column.count(letter)) <= 1
    assert [*dict.fromkeys(drawn)] == [*dict.fromkeys(column)]
    assert (cells.papers == EMPTY).all()


def test_an_area_ends_at_an_eighth_of_a_row() -> None:
    for eighths in range(1, 8):
        cells = draw_stack(
            stack_of(1.0 + eighths / 8, 0.0, 0.0), Axis(2, 1.0), (4, 2), "braille", letters=False
        )
        assert cells.glyphs[0, 1] == EIGHTHS[eighths]
        assert (cells.inks[0, 1], cells.papers[0, 1]) == (FIRST, EMPTY)
        assert (cells.glyphs[1, 1], cells.papers[1, 1]) == (ord(" "), FIRST)
        below = draw_stack(
            stack_of(0.0, -eighths / 8, 0.0), Axis(0, 1.0), (4, 1), "braille", letters=False
        )
        assert below.glyphs[0, 1] == EIGHTHS[8 - eighths]
        assert (below.inks[0, 1], below.papers[0, 1]) == (EMPTY, SECOND)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("letters", [True, False])
def test_the_curve_is_on_top_and_has_no_gaps(style: Style, letters: bool) -> None:
    stack = stack_of(1.0, 1.0, -1.0, curve=3 * np.sin(9 * X), tangent=27 * X, mark=0.5)
    axis = axis_of(stack, 12)
    cells = draw_stack(stack, axis, (60, 12), style, letters=letters)
    assert cells.glyphs.shape == (12, 60)
    assert (cells.inks == CURVE).any(axis=0).all()
    assert (cells.inks == TANGENT).any()
    assert (cells.inks[:, 30] == MARK).sum() >= 8
    rows = [np.flatnonzero(cells.inks[:, column] == CURVE) for column in range(60)]
    for left, right in pairwise(rows):
        assert left.min() <= right.max() + 1
        assert right.min() <= left.max() + 1
    if style == "ascii":
        assert (cells.glyphs < 128).all() or not letters


def test_what_is_not_known_is_fog_or_empty() -> None:
    fog = X > 0.5
    known = np.where(fog, math.nan, 1.0)
    stack = Stack((known, known * 0, known * 0), known, 2 * X, fog)
    cells = draw_stack(stack, axis_of(stack, 6), (20, 6), "braille", letters=False)
    assert (cells.papers[:, 11:] == FOG).any(axis=0).all()
    assert not (cells.papers[:, 11:] == FIRST).any()
    assert not (cells.inks[:, 11:] == CURVE).any()
    hole = np.where((X > 0.4) & (X < 0.6), math.nan, 1.0)
    cells = draw_stack(
        Stack((hole, hole, hole), hole, hole, CLEAR), Axis(6, 1.0), (20, 6), "blocks", letters=False
    )
    assert (cells.papers[:, 10] == EMPTY).all()
    assert THIRD in cells.papers[:, 3]


@pytest.mark.parametrize(
    ("values", "above"),
    [(X, 8), (-X, 0), (X - 0.5, 4), (0 * X, 4), (NOTHING, 4), (np.where(X > 0.9, 1e9, -X), 5)],
)
def test_zero_stands_between_two_rows_and_everything_fits(values: np.ndarray, above: int) -> None:
    stack = Stack((NOTHING, NOTHING, NOTHING), values, NOTHING, CLEAR, mark=0.8)
    axis = axis_of(stack, 8)
    assert axis.above == above
    assert 0.0 < axis.unit < 1e3
    known = values[:80][np.isfinite(values[:80])]
    places = axis.above - known / axis.unit
    assert ((places >= 0.0) & (places <= 8.0)).all()
