"""A small picture of braille dots, each in a role, as lines of text."""

from itertools import groupby

from descent_game.view.line import Line, Piece, Role

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column."""


class DotPicture:
    """``columns`` x ``rows`` cells of 2 x 4 dots; a cell takes the role of its last dot."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._bits: dict[tuple[int, int], int] = {}
        self._roles: dict[tuple[int, int], Role] = {}
        self._glyphs: dict[tuple[int, int], str] = {}

    def dot(self, x: int, y: int, role: Role) -> None:
        """Set a dot, counted from the top left corner; outside the picture nothing happens."""
        cell = row, column = y // 4, x // 2
        if 0 <= row < self._rows and 0 <= column < self._columns:
            self._bits[cell] = self._bits.get(cell, 0) | BITS[y % 4][x % 2]
            self._roles[cell] = role
            self._glyphs.pop(cell, None)

    def write(self, x: int, y: int, text: str, role: Role) -> None:
        """Write over the cells from the one with that dot on, until dots are set there again."""
        for number, glyph in enumerate(text):
            cell = row, column = y // 4, x // 2 + number
            if 0 <= row < self._rows and 0 <= column < self._columns:
                self._glyphs[cell] = glyph
                self._roles[cell] = role

    def lines(self) -> list[Line]:
        """Return the rows, a piece for each run of a role; cells without dots are spaces."""
        return [self._line(row) for row in range(self._rows)]

    def _line(self, row: int) -> Line:
        cells = [(row, column) for column in range(self._columns)]
        runs = groupby(cells, lambda cell: self._roles.get(cell, "dim"))
        return tuple(Piece("".join(map(self._glyph, run)), role) for role, run in runs)

    def _glyph(self, cell: tuple[int, int]) -> str:
        bits = self._bits.get(cell)
        if cell in self._glyphs:
            return self._glyphs[cell]
        return chr(0x2800 + bits) if bits else " "
