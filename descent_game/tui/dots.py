"""A small picture of braille dots, each in a role, as lines of text."""

from descent_game.tui.lines import Line, Piece, Role

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column."""


class DotPicture:
    """``columns`` x ``rows`` cells of 2 x 4 dots; a cell takes the role of its last dot."""

    def __init__(self, columns: int, rows: int) -> None:
        self._bits = [[0] * columns for _ in range(rows)]
        self._roles: list[list[Role]] = [["dim"] * columns for _ in range(rows)]

    def dot(self, x: int, y: int, role: Role) -> None:
        """Set a dot, counted from the top left corner; outside the picture nothing happens."""
        row, column = y // 4, x // 2
        if 0 <= row < len(self._bits) and 0 <= column < len(self._bits[0]):
            self._bits[row][column] |= BITS[y % 4][x % 2]
            self._roles[row][column] = role

    def lines(self) -> list[Line]:
        """Return the rows; cells without dots are spaces."""
        return [
            tuple(
                Piece(chr(0x2800 + bits) if bits else " ", role)
                for bits, role in zip(row, roles, strict=True)
            )
            for row, roles in zip(self._bits, self._roles, strict=True)
        ]
