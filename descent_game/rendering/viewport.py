"""The part of the map that a grid of cells shows: conversion of weights, cells and dots."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.losses.surface import Box, Point

Aspect: TypeAlias = Literal["equal", "stretch"]
"""``equal``: 45 degrees looks like 45 degrees. ``stretch``: the map fills the view both ways."""

Cell: TypeAlias = tuple[int, int]
"""Column and row, counted from the top left corner; outside the view it may be negative."""

FloatArray: TypeAlias = npt.NDArray[np.float64]

DOTS_WIDE, DOTS_HIGH = 2, 4
"""Braille dots in a cell. Because a cell is twice as high as wide, dots stand equally far apart."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of ``columns`` x ``rows`` cells around ``centre``, with +w2 up.

    ``scale`` is what one cell spans, ``(w1 a column, w2 a row)``, in the units of the weights. With
    an equal aspect the second is twice the first, since a cell is twice as high as wide.
    """

    columns: int
    rows: int
    centre: Point
    scale: Point

    @classmethod
    def fit(cls, box: Box, columns: int, rows: int, aspect: Aspect = "equal") -> "Viewport":
        """Return the view of the whole box; its walls run through the middle of the edge cells."""
        (left, right), (bottom, top) = box
        wide, high = (right - left) / max(columns - 1, 1), (top - bottom) / max(rows - 1, 1)
        if aspect == "equal":
            high = max(2 * wide, high)
            wide = high / 2
        return cls(columns, rows, ((left + right) / 2, (bottom + top) / 2), (wide, high))

    @property
    def box(self) -> Box:
        """The weights at the outer edges of the view."""
        half = (self.columns * self.scale[0] / 2, self.rows * self.scale[1] / 2)
        (w1, w2) = self.centre
        return (w1 - half[0], w1 + half[0]), (w2 - half[1], w2 + half[1])

    @property
    def row_height(self) -> float:
        """What a row spans in weights; where the aspect is stretched, the finer of both axes."""
        return min(2 * self.scale[0], self.scale[1])

    def place_of(self, w: Point) -> tuple[float, float]:
        """Return where ``w`` lies in cells from the top left corner, as fractions ``(x, y)``."""
        x = (w[0] - self.centre[0]) / self.scale[0] + self.columns / 2
        y = (self.centre[1] - w[1]) / self.scale[1] + self.rows / 2
        return x, y

    def cell_of(self, w: Point) -> Cell | None:
        """Return the cell that shows ``w``, or None where it is not finite or out of view."""
        if not finite(w):
            return None
        x, y = self.place_of(w)
        inside = 0 <= x < self.columns and 0 <= y < self.rows
        return (int(x), int(y)) if inside else None

    def weights_at(self, column: float, row: float) -> Point:
        """Return the weights at the centre of a cell."""
        w1 = self.centre[0] + (column + 0.5 - self.columns / 2) * self.scale[0]
        w2 = self.centre[1] - (row + 0.5 - self.rows / 2) * self.scale[1]
        return w1, w2

    def cell_centres(self) -> tuple[FloatArray, FloatArray]:
        """Return w1 of shape ``(1, columns)`` and w2 of shape ``(rows, 1)``."""
        return self._centres(1, 1)

    def dot_centres(self) -> tuple[FloatArray, FloatArray]:
        """Return w1 of shape ``(1, 2 columns)`` and w2 of shape ``(4 rows, 1)``."""
        return self._centres(DOTS_WIDE, DOTS_HIGH)

    def _centres(self, across: int, down: int) -> tuple[FloatArray, FloatArray]:
        x = (np.arange(self.columns * across) + 0.5) / across - self.columns / 2
        y = (np.arange(self.rows * down) + 0.5) / down - self.rows / 2
        w1 = self.centre[0] + x * self.scale[0]
        w2 = self.centre[1] - y * self.scale[1]
        return w1[np.newaxis, :], w2[:, np.newaxis]


def finite(point: Point) -> bool:
    """Return whether both weights are numbers that can have a place."""
    return math.isfinite(point[0]) and math.isfinite(point[1])
