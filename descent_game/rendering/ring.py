"""The ring around the player: how far the step of the aim leads, and what it would do there."""

import math
from typing import NamedTuple

import numpy as np

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import DotArray, IndexArray
from descent_game.rendering.colour import Ink
from descent_game.rendering.pen import Pen
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, Viewport

LEAST_ROWS = 2.5
"""The smallest radius, in rows: of shorter steps the ring is wider than true."""
THICKEST = 3
"""Dots across where the loss changes most."""
FALLS_SPACING, RISES_SPACING = 1, 3
"""Every so many dots around are drawn: a line where the loss falls, dots where it rises."""
NEUTRAL_SPACING = 3
"""The same where changes are not shown."""
MOST_PLACES = 3000
"""The most places around, however large the ring is."""


class Ring(NamedTuple):
    """A ring around the player.

    Attributes:
        radius: The step, in the unit of the weights.
        changes: The change of the loss that it brings along headings that are evenly apart, from
            +w1 on; empty where the level withholds them.
    """

    radius: float
    changes: tuple[float, ...] = ()


def ring_rows(view: Viewport, ring: Ring) -> float:
    """Return the radius of a ring on the screen, in rows."""
    return max(ring.radius / view.row_height, LEAST_ROWS)


def draw_ring(pen: Pen, here: Point, ring: Ring) -> None:
    """Draw a ring: in dots, or in signs where colours cannot tell falling from rising.

    Where changes are shown dots are the thicker, and signs the closer, the larger the change is.
    """
    rim, glyphs, inks = _Rim(pen, here, ring), pen.glyphs, pen.layer.palette.inks
    if not ring.changes:
        rim.draw(rim.number % NEUTRAL_SPACING == 0, 0, glyphs.ring, inks.start)
        return
    sizes = rim.sizes(ring.changes)
    for sign, spacing, glyph, ink in (
        (-1, FALLS_SPACING, glyphs.falls, inks.falls),
        (1, RISES_SPACING, glyphs.rises, inks.rises),
    ):
        size = np.maximum(sign * sizes, 0)
        if rim.dotted:
            for thickness, offset in enumerate((0, 1, -1), start=1):
                rim.draw((size >= thickness) & (rim.number % spacing == 0), offset, glyph, ink)
        else:
            close = rim.number % (THICKEST + 1 - size) == 0
            rim.draw((size > 0) & close, 0, glyph, ink)


class _Rim:
    """Places around a ring, about as far apart as dots are, or as cells where signs are drawn."""

    def __init__(self, pen: Pen, here: Point, ring: Ring) -> None:
        layer, view = pen.layer, pen.layer.view
        self._pen = pen
        self.dotted = layer.style == "braille" and (layer.palette.has_hues or not ring.changes)
        across, down = (DOTS_WIDE, DOTS_HIGH) if self.dotted else (1, 1)
        self._size = view.columns * across, view.rows * down
        x, y = view.place_of(here)
        self._centre = x * across, y * down
        reach = ring_rows(view, ring) * view.row_height
        self._reach = reach / view.scale[0] * across, reach / view.scale[1] * down
        count = min(math.ceil(2.0 * math.pi * max(self._reach)), MOST_PLACES)
        self.number = np.arange(count)
        self._angles = np.linspace(0.0, 2.0 * math.pi, count, endpoint=False)

    def sizes(self, changes: tuple[float, ...]) -> IndexArray:
        """Return the size of the change at each place, 1 to ``THICKEST``.

        It is below 0 where the loss falls, and 0 where it stays or is unknown.
        """
        headings = np.arange(len(changes)) * (2.0 * math.pi / len(changes))
        with np.errstate(over="ignore", invalid="ignore"):
            along = np.interp(self._angles, headings, changes, period=2.0 * math.pi)
        along[~np.isfinite(along)] = 0.0
        most = float(np.abs(along).max()) or 1.0
        sizes = np.minimum(1.0 + np.floor(THICKEST * np.abs(along) / most), THICKEST)
        return (np.sign(along) * sizes).astype(np.intp)

    def draw(self, chosen: DotArray, offset: int, glyph: str, ink: Ink) -> None:
        """Draw the places that are chosen and in view, so many dots further out."""
        angles = self._angles[chosen]
        x = np.floor(self._centre[0] + (self._reach[0] + offset) * np.cos(angles))
        y = np.floor(self._centre[1] - (self._reach[1] + offset) * np.sin(angles))
        inside = (x >= 0) & (x < self._size[0]) & (y >= 0) & (y < self._size[1])
        columns, rows = x[inside].astype(np.intp), y[inside].astype(np.intp)
        if self.dotted:
            self._pen.dots(columns, rows, ink)
        else:
            self._pen.cells(columns, rows, glyph, ink)
