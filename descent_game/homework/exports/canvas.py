"""Canvas: the gradebook that Canvas exported, with one assignment's points filled in.

The rules are those of Canvas's own importer: three identifying columns after ``Student``, a row
``Points Possible``, the assignment's column found by ``Title (id)``. A blank cell would erase a
score, so a row without points keeps what it had. Scores have two decimals, as Canvas compares them.
"""

import re
from collections.abc import Sequence

from descent_game.homework.exports.marks import FilledGradebook, Mark, place
from descent_game.homework.exports.table import GradebookError, Table, cell, pad

IDENTIFYING = ("ID", "SIS User ID", "SIS Login ID", "Student")
"""The columns that name a student, the strongest first."""
REQUIRED = ("Student", "ID")
POSSIBLE = "points possible"
_TITLED = re.compile(r"^(?P<title>.*\S)\s*\((?P<id>\d+)\)$")


def fill_canvas(
    table: Table, marks: Sequence[Mark], title: str, most: float, column: str | None = None
) -> FilledGradebook:
    """Return the gradebook with the points in the assignment's column.

    ``column`` is the header of the column, or its id, where the title does not tell; ``most`` is
    what the assignment is worth. Raises ``GradebookError`` for what Canvas would not take back.
    """
    headers = [header.strip() for header in table.rows[0]]
    _check_headers(headers)
    target = _target(headers, column or title)
    first = _first_student(table)
    known = [name for name in IDENTIFYING if name in headers]
    placed = place(marks, [table.column(headers.index(name), first) for name in known])
    entered, missing = 0, []
    for number, row in enumerate(table.rows[first:]):
        mark = placed.rows.get(number)
        if mark is None or mark.points is None:
            missing += [cell(row, 0)] if any(map(str.strip, row)) else []
        elif cell(row, target).casefold() == "ex":
            missing.append(f"{cell(row, 0)} (excused in Canvas, left so)")
        else:
            pad(row, target + 1)
            row[target] = f"{mark.points:.2f}"
            entered += 1
    notes = _notes(table, first, target, most)
    return FilledGradebook(
        table.text(), entered, placed.unmatched, placed.ambiguous, tuple(missing), notes
    )


def _check_headers(headers: list[str]) -> None:
    if tuple(headers[:2]) != REQUIRED:
        raise GradebookError("not Canvas's gradebook: it starts with the columns Student and ID")
    if "SIS User ID" in headers and "SIS Login ID" not in headers:
        raise GradebookError("Canvas does not take SIS User ID without SIS Login ID")


def _target(headers: list[str], wanted: str) -> int:
    """Return the assignment's column by its id, its whole header, or its title."""
    titled = {place: _TITLED.match(header) for place, header in enumerate(headers)}
    columns = {place: match for place, match in titled.items() if match}
    ways = (
        [place for place, match in columns.items() if match["id"] == wanted],
        [place for place, header in enumerate(headers) if place > 1 and header == wanted],
        [place for place, match in columns.items() if match["title"] == wanted],
    )
    for found in ways:
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(repr(headers[place]) for place in found)
            raise GradebookError(
                f"several columns could be {wanted!r}: {names}; give one by its id"
            )
    names = ", ".join(repr(headers[place]) for place in columns) or "none"
    raise GradebookError(f"no column {wanted!r}; columns of assignments are: {names}")


def _first_student(table: Table) -> int:
    """Return the first row of a student: after ``Points Possible`` and what stands before it."""
    for number, row in enumerate(table.rows[:5]):
        if cell(row, 0).casefold() == POSSIBLE:
            return number + 1
    raise GradebookError("not Canvas's gradebook: the row 'Points Possible' is missing")


def _notes(table: Table, first: int, target: int, most: float) -> tuple[str, ...]:
    possible = cell(table.rows[first - 1], target)
    try:
        same = abs(float(possible) - most) < 0.005
    except ValueError:
        same = False
    if same:
        return ()
    return (f"note: Canvas has {possible or 'no'} points possible, the assignment {most:g}",)
