"""Moodle: the offline grading worksheet that Moodle gave, with the grades filled in.

Its headers are in the language of the person who downloaded it. So the column for grades is found
by its header where the language is known, and else by what stands beside it: the maximum grade, the
same number in every row, follows it.
"""

import re
from collections.abc import Sequence

from descent_game.homework.exports.marks import FilledGradebook, Mark, match_rows
from descent_game.homework.exports.table import GradebookError, Table, pad

GRADE = {
    *("grade", "bewertung", "note", "calificación", "valutazione", "nota", "cijfer", "beoordeling"),
    *("ocena", "betyg", "karakter", "arvosana", "оценка", "оцінка", "成绩", "評点", "점수", "not"),
}
MAXIMUM = {
    *("maximum grade", "bestwertung", "note maximale", "calificación máxima", "nota máxima"),
    *("valutazione massima", "maximumcijfer", "hoogste cijfer", "ocena maksymalna", "maxbetyg"),
}
_NUMBER = re.compile(r"^\d+([.,]\d+)?$")


def fill_moodle(
    table: Table, marks: Sequence[Mark], max_points: float, column: str | None = None
) -> FilledGradebook:
    """Return the worksheet with the grades entered; rows without points stay as they are.

    Args:
        table: The worksheet as Moodle gave it; it is changed.
        marks: The points to enter.
        max_points: What the assignment is worth.
        column: The header of the column for grades, where it cannot be determined.

    Raises:
        GradebookError: The column for grades cannot be determined.
    """
    headers = [header.strip() for header in table.rows[0]]
    target = _grade_column(table, headers, column)
    maximum = _maximum_of(table, target)
    matched = match_rows(
        marks, [table.column(index) for index in _identifying(table, range(target))]
    )
    comma = any("," in text for text in table.column(target + 1) if _NUMBER.match(text))
    entered, missing, notes = 0, [], _notes(maximum, max_points)
    for number, row in enumerate(table.rows[1:]):
        mark = matched.rows.get(number)
        if mark is None or mark.points is None:
            missing += [" ".join(row[:2])] if any(map(str.strip, row)) else []
        elif maximum is not None and mark.points > maximum + 1e-9:
            notes.append(f"left out: {mark.student} has {mark.points:g}, above Moodle's maximum")
        else:
            pad(row, target + 1)
            grade = f"{mark.points:.2f}"
            row[target] = grade.replace(".", ",") if comma else grade
            entered += 1
    return FilledGradebook(
        table.text(), entered, matched.unmatched, matched.ambiguous, tuple(missing), tuple(notes)
    )


def _grade_column(table: Table, headers: list[str], column: str | None) -> int:
    if column is not None:
        if headers.count(column) != 1:
            raise GradebookError(f"no single column {column!r}; there are {', '.join(headers)}")
        return headers.index(column)
    found = [index for index, header in enumerate(headers) if header.casefold() in GRADE]
    if len(found) != 1:
        found = [
            index - 1
            for index, header in enumerate(headers)
            if index > 1 and (header.casefold() in MAXIMUM or _is_maximum(table, index))
        ]
    if len(found) != 1 or found[0] < 1:
        raise GradebookError(f"cannot tell which column is for grades: {', '.join(headers)}")
    return found[0]


def _is_maximum(table: Table, index: int) -> bool:
    """Tell whether a column holds the same number throughout, and grades stand before it."""
    cells, before = table.column(index), table.column(index - 1)
    constant = len(set(cells)) == 1 and bool(_NUMBER.match(cells[0]))
    return constant and all(text in ("", "-") or _NUMBER.match(text) for text in before)


def _identifying(table: Table, columns: Sequence[int]) -> list[int]:
    """Return the columns that may name a student, the strongest first.

    That is every column before the grades whose cells differ: addresses, numbers, then names.
    """

    def strength(index: int) -> tuple[int, int]:
        cells = [text for text in table.column(index) if text]
        if cells and all("@" in text for text in cells):
            return 0, index
        return (1 if len(set(cells)) == len(cells) and index != 1 else 2), index

    return sorted(columns, key=strength)


def _maximum_of(table: Table, target: int) -> float | None:
    cells = set(table.column(target + 1))
    if len(cells) != 1 or not _NUMBER.match(text := cells.pop()):
        return None
    return float(text.replace(",", "."))


def _notes(maximum: float | None, max_points: float) -> list[str]:
    if maximum is None or abs(maximum - max_points) < 0.005:
        return []
    return [
        f"note: Moodle's maximum is {maximum:g}, the assignment's {max_points:g}; not converted"
    ]
