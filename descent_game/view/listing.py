"""A list in lines: the rows of its entries, fixed lines above and below, the search line."""

from collections.abc import Sequence
from typing import NamedTuple

from descent_game.view.line import Line, Piece, counted

MIN_ROWS = 2
"""Rows of entries that are always shown."""


class Row(NamedTuple):
    """A row of a list, and the entry that a click on it selects; None for a heading."""

    line: Line
    entry: int | None = None


class Listing(NamedTuple):
    """The rows of a list; ``head`` and ``foot`` do not scroll."""

    rows: Sequence[Row]
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()

    @property
    def height(self) -> int:
        """How many lines there are in all."""
        return len(self.head) + len(self.rows) + len(self.foot)

    def window(self, selected: int, height: int) -> list[Row]:
        """Return what fits into ``height`` lines; the rows of the selected entry are among it."""
        room = max(height - len(self.head) - len(self.foot), MIN_ROWS)
        here = [n for n, row in enumerate(self.rows) if row.entry == selected]
        first = max(0, min((here[-1] if here else 0) - room // 2, len(self.rows) - room))
        fixed = [Row(line) for line in self.head], [Row(line) for line in self.foot]
        return [*fixed[0], *self.rows[first : first + room], *fixed[1]]


def search_line(text: str, count: int, noun: str) -> Line:
    """Return the text that is searched for, and how many entries are found."""
    found = counted(count, noun) if count else f"no {noun}"
    return Piece("Search: ", "dim"), Piece(f"{text}│", "strong"), Piece(f"  {found}", "dim")
