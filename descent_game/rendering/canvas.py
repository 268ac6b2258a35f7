"""A grid of character cells, each with a glyph, an ink (foreground) and a paper (background)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.rendering.colour import DEFAULT, Colour, ColourArray, Ink
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE

GlyphArray: TypeAlias = npt.NDArray[np.uint32]
IndexArray: TypeAlias = npt.NDArray[np.intp]
DotArray: TypeAlias = npt.NDArray[np.bool_]

BRAILLE = 0x2800
"""The empty braille cell; its dots are the bits of the low byte."""

DOT_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.uint32)
"""The bit of each dot of a braille cell, by row and column."""


class Run(NamedTuple):
    """Successive cells of one row with the same ink and paper."""

    text: str
    ink: Colour
    paper: Colour


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """Three arrays of shape ``(rows, columns)``: code points, ink and paper (packed colours)."""

    glyphs: GlyphArray
    ink: ColourArray
    paper: ColourArray

    @classmethod
    def blank(cls, columns: int, rows: int, paper: Colour = DEFAULT) -> "Canvas":
        """Return a canvas of spaces."""
        shape = (rows, columns)
        return cls(
            np.full(shape, ord(" "), dtype=np.uint32),
            np.full(shape, DEFAULT, dtype=np.int32),
            np.full(shape, paper, dtype=np.int32),
        )

    @property
    def columns(self) -> int:
        """How many cells a row has."""
        return int(self.glyphs.shape[1])

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.glyphs.shape[0])

    def copy(self) -> "Canvas":
        """Return a canvas that can be drawn on without changing this one."""
        return Canvas(self.glyphs.copy(), self.ink.copy(), self.paper.copy())

    def put(self, column: int, row: int, glyph: str, ink: Ink) -> None:
        """Draw one glyph without changing the paper; nothing outside the canvas."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self.glyphs[row, column] = ord(glyph)
            self.ink[row, column] = ink.on(int(self.paper[row, column]))

    def write(
        self, column: int, row: int, text: str, ink: Colour = DEFAULT, paper: Colour | None = None
    ) -> None:
        """Write a line of text, cut at the edges; without ``paper`` the papers stay."""
        if not 0 <= row < self.rows:
            return
        shown = text[max(-column, 0) : max(self.columns - column, 0)]
        start = max(column, 0)
        place = np.s_[row, start : start + len(shown)]
        self.glyphs[place] = [ord(character) for character in shown]
        self.ink[place] = ink
        if paper is not None:
            self.paper[place] = paper

    def stroke(self, x: IndexArray, y: IndexArray, ink: Ink, below: "Canvas") -> None:
        """Set braille dots in one ink.

        They are added to the dots of other strokes, but replace those of the canvas ``below``, so
        that a path is not thickened by the contour lines that it crosses.

        Args:
            x: The columns, counted in dots, all on the canvas.
            y: The rows, counted in dots.
            ink: The ink.
            below: The canvas before any stroke.
        """
        row, column = y // DOTS_HIGH, x // DOTS_WIDE
        untouched = self.glyphs[row, column] == below.glyphs[row, column]
        self.glyphs[row[untouched], column[untouched]] = BRAILLE
        is_braille = self.glyphs[row, column] & ~np.uint32(0xFF) == BRAILLE
        row, column = row[is_braille], column[is_braille]
        bits = DOT_BITS[y[is_braille] % DOTS_HIGH, x[is_braille] % DOTS_WIDE]
        np.bitwise_or.at(self.glyphs, (row, column), bits)
        self.ink[row, column] = ink.over(self.paper[row, column])

    def paste(self, other: "Canvas", column: int, row: int) -> None:
        """Replace a rectangle by another canvas, which must be within this one."""
        place = np.s_[row : row + other.rows, column : column + other.columns]
        self.glyphs[place] = other.glyphs
        self.ink[place] = other.ink
        self.paper[place] = other.paper

    def text(self, row: int) -> str:
        """Return the characters of one row, as many as there are columns."""
        return str(self.glyphs[row].astype("<u4").tobytes(), "utf-32-le")

    def lines(self) -> list[str]:
        """Return every row as plain text without trailing spaces."""
        return [self.text(row).rstrip() for row in range(self.rows)]

    def runs(self, row: int) -> Iterator[Run]:
        """Yield the row as the longest runs of one ink and paper, from left to right.

        Spaces show no ink, so they are part of any run with their paper.
        """
        text, ink, paper = self.text(row), self.ink[row], self.paper[row]
        visible = self.glyphs[row] != ord(" ")
        shown = ink[_last_visible(visible)]
        changes = np.flatnonzero((shown[1:] != shown[:-1]) | (paper[1:] != paper[:-1])) + 1
        starts = [0, *changes.tolist()]
        for start, end in zip(starts, [*changes.tolist(), len(text)], strict=True):
            yield Run(text[start:end], int(shown[start]), int(paper[start]))

    def changed_rows(self, before: "Canvas") -> list[int]:
        """Return the rows that differ from an earlier canvas; all of them if the size changed."""
        if self.glyphs.shape != before.glyphs.shape:
            return list(range(self.rows))
        different = self.glyphs != before.glyphs
        different |= self.ink != before.ink
        different |= self.paper != before.paper
        rows: list[int] = np.flatnonzero(different.any(axis=1)).tolist()
        return rows


def braille(dots: DotArray) -> GlyphArray:
    """Return the braille glyphs ``(rows, columns)`` of dots ``(4 rows, 2 columns)``."""
    glyphs = np.full((dots.shape[0] // DOTS_HIGH, dots.shape[1] // DOTS_WIDE), BRAILLE, np.uint32)
    for row in range(DOTS_HIGH):
        for column in range(DOTS_WIDE):
            glyphs |= dots[row::DOTS_HIGH, column::DOTS_WIDE] * DOT_BITS[row, column]
    return glyphs


def _last_visible(visible: DotArray) -> IndexArray:
    """Return for each cell the nearest visible one to its left, or itself where there is none."""
    places = np.arange(len(visible))
    return np.maximum.accumulate(np.where(visible, places, 0))
