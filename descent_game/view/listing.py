"""A list in lines: the rows of its entries, and lines that stay above and below them."""

from collections.abc import Sequence
from typing import NamedTuple

from descent_game.view.line import Line

LEAST = 2
"""Rows of entries that are shown at least."""


class Row(NamedTuple):
    """A row of a list, and the entry that a click on it chooses; a heading may have none."""

    line: Line
    entry: int | None = None


class Listing(NamedTuple):
    """The rows of a list; ``head`` and ``foot`` stay where they are while the rows scroll."""

    rows: Sequence[Row]
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()

    @property
    def height(self) -> int:
        """How many lines there are in all."""
        return len(self.head) + len(self.rows) + len(self.foot)

    def window(self, selected: int, height: int) -> list[Row]:
        """Return what fits into ``height`` lines, with the rows of the selected entry in sight."""
        room = max(height - len(self.head) - len(self.foot), LEAST)
        here = [n for n, row in enumerate(self.rows) if row.entry == selected]
        first = max(0, min((here[-1] if here else 0) - room // 2, len(self.rows) - room))
        fixed = [Row(line) for line in self.head], [Row(line) for line in self.foot]
        return [*fixed[0], *self.rows[first : first + room], *fixed[1]]
