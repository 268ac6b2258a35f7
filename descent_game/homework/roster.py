"""The roster: the students of a course, their names, and when they uploaded their files."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DescentError
from descent_game.homework.assignment import student_key
from descent_game.homework.exports.table import cell, read_table

IDS = ("id", "student", "student id", "sis user id")
OTHERS = ("email", "name", "login", "sis login id")


class RosterStudent(NamedTuple):
    """A student of the course; ``uploaded`` is the platform's time, where the roster has it."""

    id: str
    names: tuple[str, ...] = ()
    uploaded: datetime | None = None


class Roster(NamedTuple):
    """The students of a course. ``ambiguous`` are names that several of them share."""

    students: tuple[RosterStudent, ...]
    by_name: dict[str, RosterStudent]
    ambiguous: tuple[str, ...]

    def find(self, name: str) -> RosterStudent | None:
        """Return the student of that id, address or name, None where there is no one such."""
        return self.by_name.get(student_key(name))


def read_roster(path: Path) -> Roster:
    """Return the roster in a CSV file.

    It has a column ``id``; ``name``, ``email``, ``login`` and ``uploaded`` are optional.

    Raises:
        DescentError: The file cannot be read, has no ids, has one twice, or a time without zone.
    """
    table = read_table(path)
    headers = [header.strip().casefold() for header in table.rows[0]]
    ids = [headers.index(name) for name in IDS if name in headers]
    if not ids:
        raise DescentError(f"{path}: no column 'id'; there are {', '.join(table.rows[0])}")
    others = [headers.index(name) for name in OTHERS if name in headers]
    when = headers.index("uploaded") if "uploaded" in headers else None
    students = []
    for line, row in enumerate(table.rows[1:], start=2):
        if cell(row, ids[0]):
            names = tuple(cell(row, column) for column in others if cell(row, column))
            time = None if when is None else _time(cell(row, when), f"{path}:{line}")
            students.append(RosterStudent(cell(row, ids[0]), names, time))
    return roster_of(students, str(path))


def roster_of(students: Sequence[RosterStudent], source: str = "roster") -> Roster:
    """Return a roster of students.

    Raises:
        DescentError: An id is there twice.
    """
    by_id = {student_key(student.id): student for student in students}
    if len(by_id) != len(students):
        counts = Counter(student_key(student.id) for student in students)
        twice = next(each for each, count in counts.items() if count > 1)
        raise DescentError(f"{source}: {twice!r} is there twice, so points could go to either")
    named: dict[str, list[RosterStudent]] = {}
    for student in students:
        for name in {student_key(each) for each in student.names} - by_id.keys():
            named.setdefault(name, []).append(student)
    ambiguous = tuple(sorted(name for name, owners in named.items() if len(owners) > 1))
    single = {name: owners[0] for name, owners in named.items() if len(owners) == 1}
    return Roster(tuple(students), single | by_id, ambiguous)


def _time(text: str, where: str) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise DescentError(f"{where}: {text!r} is not a time like 2026-03-02T12:00+01:00") from None
    if time.tzinfo is None:
        raise DescentError(f"{where}: {text!r} has no time zone")
    return time
