"""Rows of a panel with ranks: which of them stay where there is little room.

What stays depends on the ranks and the height alone, so that a panel whose rows always exist never
jumps; a row without a value yet says ``-``.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from descent_game.view.line import BLANK, Line, Piece, width_of

NONE = "-"
"""What a row says that has no value yet, or whose value is not told."""


class Row(NamedTuple):
    """A row and its rank: rows of the highest rank go first, those of rank 0 last."""

    line: Line
    rank: float = 0.0


def gap(rank: float) -> Row:
    """Return an empty row."""
    return Row(BLANK, rank)


def ranked(lines: Iterable[Line], rank: float) -> list[Row]:
    """Return lines as rows of one rank."""
    return [Row(line, rank) for line in lines]


def folded(rows: Sequence[Row], height: int) -> list[Line]:
    """Return the rows that fit: those of one rank stay or go together; of rank 0 the first ones."""
    kept = list(rows)
    for rank in sorted({row.rank for row in rows if row.rank > 0.0}, reverse=True):
        if len(kept) <= height:
            break
        kept = [row for row in kept if row.rank < rank]
    return [row.line for row in kept[: max(height, 0)]]


def headed(title: Piece, fact: Line, width: int) -> Line:
    """Return the head of a section: its title, a rule that fills the row, a fact at the right."""
    room = width - len(title.text) - width_of(fact) - (2 if fact else 1)
    rule = Piece(f" {'─' * room} " if fact else f" {'─' * room}", "rule")
    return (title, rule, *fact) if room > 0 else (title, Piece(" "), *fact)


def between(left: Line, right: Line, width: int, *shorter: Line) -> Line:
    """Return a row with two parts; ``shorter`` forms of the right one stand in where it is wide.

    It is left out where none of them has room.
    """
    for form in (right, *shorter):
        space = width - width_of(left) - width_of(form)
        if space > 0:
            return (*left, Piece(" " * space), *form)
    return left
