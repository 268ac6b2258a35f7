"""Points, and the rows of a gradebook that they belong to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A student's points, and every name by which a gradebook may know the student.

    ``points`` is None where there is nothing to enter: such a row is left as it is.
    """

    student: str
    points: float | None
    names: tuple[str, ...] = ()


class MatchedRows(NamedTuple):
    """Which row each mark goes to, and which marks go nowhere, each with its reason."""

    rows: dict[int, Mark]
    unmatched: tuple[str, ...]
    ambiguous: tuple[str, ...]


class FilledGradebook(NamedTuple):
    """A gradebook with the points entered, and what its owner has to know.

    ``missing`` are rows for which there are no points; they are left as they were.
    """

    text: str
    entered: int
    unmatched: tuple[str, ...]
    ambiguous: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield lines about what was entered and what was not."""
        yield f"{self.entered} scores entered"
        for what in ("unmatched", "ambiguous", "missing"):
            for each in getattr(self, what):
                yield f"{what}: {each}"
        yield from self.notes


def match_rows(marks: Sequence[Mark], columns: Sequence[Sequence[str]]) -> MatchedRows:
    """Return which row each mark belongs to.

    The first column that has a student decides, and later ones may only narrow it down. Where they
    name another row the mark is ambiguous and nothing is entered: points in another student's row
    are worse than none.

    Args:
        marks: The points with the students' names.
        columns: The cells of the identifying columns, the most reliable first.
    """
    known = [_rows_by_cell(cells) for cells in columns]
    wanted: dict[int, list[Mark]] = defaultdict(list)
    unmatched, ambiguous = [], []
    for mark in marks:
        found = _rows_of(mark, known)
        if found is None:
            unmatched.append(mark.student)
        elif len(found) != 1:
            ambiguous.append(f"{mark.student} (several rows could be meant)")
        else:
            wanted[found.pop()].append(mark)
    rows = {}
    for row, claims in sorted(wanted.items()):
        if len(claims) == 1:
            rows[row] = claims[0]
        else:
            names = ", ".join(sorted(mark.student for mark in claims))
            ambiguous.append(f"{names} (all of the same row)")
    return MatchedRows(rows, tuple(unmatched), tuple(ambiguous))


def _rows_of(mark: Mark, known: Sequence[dict[str, set[int]]]) -> set[int] | None:
    """Return the rows that may be the student's: an empty set where columns contradict each other.

    None where no column has the student.
    """
    found: set[int] | None = None
    for rows in known:
        named = {row for key in _keys(mark) for row in rows.get(key, ())}
        if named:
            found = named if found is None else found & named
    return found


def _rows_by_cell(cells: Sequence[str]) -> dict[str, set[int]]:
    rows: dict[str, set[int]] = defaultdict(set)
    for row, cell in enumerate(cells):
        if cell.strip():
            rows[_key(cell)].add(row)
    return rows


def _keys(mark: Mark) -> set[str]:
    return {_key(name) for name in (mark.student, *mark.names) if name.strip()}


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
