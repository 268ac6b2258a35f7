"""Canvas: the gradebook that Canvas exported, with one assignment's points filled in.

The rules are those of Canvas's own importer: three identifying columns after ``Student``, a row
``Points Possible``, the assignment's column found by ``Title (id)``. A blank cell would erase a
score, so a row without points keeps what it had. Scores have two decimals, as Canvas compares them.
"""

import re
from collections.abc import Sequence

from descent_game.homework.exports.marks import FilledGradebook, Mark, match_rows
from descent_game.homework.exports.table import GradebookError, Table, cell, pad

IDENTIFYING = ("ID", "SIS User ID", "SIS Login ID", "Student")
"""The columns that name a student, the strongest first."""
REQUIRED = ("Student", "ID")
POSSIBLE = "points possible"
_TITLED = re.compile(r"^(?P<title>.*\S)\s*\((?P<id>\d+)\)$")


def fill_canvas(
    table: Table, marks: Sequence[Mark], title: str, max_points: float, column: str | None = None
) -> FilledGradebook:
    """Return the gradebook with the points in the assignment's column.

    Args:
        table: The gradebook as Canvas exported it; it is changed.
        marks: The points to enter.
        title: The title of the assignment.
        max_points: What the assignment is worth.
        column: The header of its column, or its id, where the title does not determine it.

    Raises:
        GradebookError: It is no such gradebook, or its column cannot be determined.
    """
    headers = [header.strip() for header in table.rows[0]]
    _check_headers(headers)
    target = _target(headers, column or title)
    first = _first_student(table)
    known = [name for name in IDENTIFYING if name in headers]
    matched = match_rows(marks, [table.column(headers.index(name), first) for name in known])
    entered, missing = 0, []
    for number, row in enumerate(table.rows[first:]):
        mark = matched.rows.get(number)
        if mark is None or mark.points is None:
            missing += [cell(row, 0)] if any(map(str.strip, row)) else []
        elif cell(row, target).casefold() == "ex":
            missing.append(f"{cell(row, 0)} (excused in Canvas, left so)")
        else:
            pad(row, target + 1)
            row[target] = f"{mark.points:.2f}"
            entered += 1
    notes = _notes(table, first, target, max_points)
    return FilledGradebook(
        table.text(), entered, matched.unmatched, matched.ambiguous, tuple(missing), notes
    )


def _check_headers(headers: list[str]) -> None:
    if tuple(headers[:2]) != REQUIRED:
        raise GradebookError("not Canvas's gradebook: it starts with the columns Student and ID")
    if "SIS User ID" in headers and "SIS Login ID" not in headers:
        raise GradebookError("Canvas does not take SIS User ID without SIS Login ID")


def _target(headers: list[str], wanted: str) -> int:
    """Return the assignment's column by its id, its whole header, or its title."""
    columns = {
        index: match for index, header in enumerate(headers) if (match := _TITLED.match(header))
    }
    candidates = (
        [index for index, match in columns.items() if match["id"] == wanted],
        [index for index, header in enumerate(headers) if index > 1 and header == wanted],
        [index for index, match in columns.items() if match["title"] == wanted],
    )
    for found in candidates:
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(repr(headers[index]) for index in found)
            raise GradebookError(
                f"several columns could be {wanted!r}: {names}; give one by its id"
            )
    names = ", ".join(repr(headers[index]) for index in columns) or "none"
    raise GradebookError(f"no column {wanted!r}; columns of assignments are: {names}")


def _first_student(table: Table) -> int:
    """Return the first row of a student: after ``Points Possible`` and what stands before it."""
    for number, row in enumerate(table.rows[:5]):
        if cell(row, 0).casefold() == POSSIBLE:
            return number + 1
    raise GradebookError("not Canvas's gradebook: the row 'Points Possible' is missing")


def _notes(table: Table, first: int, target: int, max_points: float) -> tuple[str, ...]:
    possible = cell(table.rows[first - 1], target)
    try:
        same = abs(float(possible) - max_points) < 0.005
    except ValueError:
        same = False
    if same:
        return ()
    return (f"note: Canvas has {possible or 'no'} points possible, the assignment {max_points:g}",)
