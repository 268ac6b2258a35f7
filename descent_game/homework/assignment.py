"""An assignment: which levels, what they are worth, until when, and whose maps."""

import hashlib
import json
import os.path
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from descent_game.catalogue.catalogue import LevelSource, UnknownLevelError, find_known_level
from descent_game.catalogue.short_course import SHORT_COURSE, STEPS
from descent_game.catalogue.versions import roundings
from descent_game.errors import KeyProblem, LevelError, quoted
from descent_game.level.decoding import Problems
from descent_game.level.digests import LENGTH, section_digests
from descent_game.level.loading import SUFFIX, file_within, read_level, read_tables
from descent_game.level.schema import Count, Flag, Level, Line, Positive, Section, Slug, Turns
from descent_game.level.variant import draw_variant
from descent_game.losses.surface import Point
from descent_game.optimizers.noise import draw

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
Time: TypeAlias = Annotated[
    datetime, Meta(tz=True, description="a date, a time and a zone: 2026-12-01T23:59:00+01:00")
]
SEEDS = 2**53
"""The number of seeds: JSON readers keep integers below this exactly."""

MAX_PERSONAL = 200
"""Attempts at a level that count with personal variants where no limit is given.

Each has a variant of its own to be drawn: 500 of a level with mini-batches take a grader long.
"""


class PointsSection(Section, frozen=True, kw_only=True):
    """How a game becomes points, in shares of what its level is worth.

    ``stars`` are the shares for one, two and three stars. Of the level's worth ``questions`` goes
    to right answers after the game instead. Every turn above par costs ``turns``. Every hint costs
    ``hints``, which only the student's own machine counts, so it is 0 unless an instructor sets it.
    """

    stars: tuple[Share, Share, Share] = (0.6, 0.8, 1.0)
    questions: Share = 0.0
    turns: Share = 0.0
    hints: Share = 0.0


class LateSection(Section, frozen=True, kw_only=True):
    """What lateness costs: after ``grace`` minutes ``per_day`` for every day begun."""

    grace: Annotated[float, Meta(ge=0, le=10_000, description="minutes from 0")] = 0.0
    per_day: Share = 0.0
    most: Share = 1.0


class PersonalSection(Section, frozen=True, kw_only=True):
    """Whether each student gets variants of their own, drawn with the ``salt``, a secret text."""

    personal: Flag = False
    salt: Annotated[str, Meta(max_length=200, description="a text")] = ""


class RaceSection(Section, frozen=True, kw_only=True):
    """Asks for an optimizer instead of moves.

    It is raced on the published map and ``maps - 1`` drawn ones of each level, for ``turns`` or as
    many as the level has.
    """

    maps: Annotated[int, Meta(ge=1, le=50, description="a whole number from 1 to 50")] = 1
    turns: Turns | None = None


class AssignedLevel(Section, frozen=True, kw_only=True):
    """A level of an assignment, by its id or the path of its file, and what it is worth.

    ``"short-course"`` stands for the five levels of the short course, which share the points.
    """

    level: Line
    points: Positive
    scoring: PointsSection | None = None


class StudentSection(Section, frozen=True, kw_only=True):
    """Exceptions for one student: another due time, other variants (raise ``reroll``)."""

    id: Line
    due: Time | None = None
    reroll: Annotated[int, Meta(ge=0, le=1000, description="a whole number from 0")] = 0


class AssignmentFile(Section, frozen=True, kw_only=True):
    """A whole assignment file."""

    format: Annotated[Literal[1], Meta(description="1")]
    id: Slug
    title: Line
    course: Annotated[str, Meta(max_length=200, description="a text")] = ""
    due: Time | None = None
    counts: Annotated[
        Literal["best", "last", "first"], Meta(description='"best", "last" or "first"')
    ] = "best"
    attempts: Count | None = None
    points: PointsSection = PointsSection()
    late: LateSection = LateSection()
    variants: PersonalSection = PersonalSection()
    race: RaceSection | None = None
    levels: Annotated[
        tuple[AssignedLevel, ...], Meta(min_length=1, max_length=200, description="[[levels]]")
    ]
    students: tuple[StudentSection, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """An assignment that was read and found good, with its levels in their order."""

    file: AssignmentFile
    path: Path
    levels: tuple[Level, ...]
    former: tuple[Level, ...] = ()
    """Levels as they were when some students played them."""
    former_folder: Path | None = None
    collects_facts: bool = True
    """Whether to collect what only the class report needs: it takes as long as playing."""

    @property
    def max_points(self) -> float:
        """The points of all levels together."""
        return sum(assigned.points for assigned in self.file.levels)

    @property
    def max_attempts(self) -> int | None:
        """How many attempts at a level count, the first ones; None for all."""
        most = self.file.attempts
        return most or (MAX_PERSONAL if self.file.variants.personal else None)

    @cached_property
    def digest(self) -> str:
        """The digest of the assignment without the exceptions for single students."""
        asked = msgspec.to_builtins(msgspec.structs.replace(self.file, students=()))
        text = json.dumps(asked, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]

    @cached_property
    def versions(self) -> dict[str, tuple[tuple[Level, dict[str, str]], ...]]:
        """Each level's versions with the digests of their sections, the present one first."""
        return {
            level.id: tuple(
                (version, section_digests(version))
                for each in (level, *self.former)
                if each.id == level.id
                for version in roundings(each)
            )
            for level in self.levels
        }

    @cached_property
    def starts(self) -> dict[str, Point]:
        """Where each level starts as it is published."""
        return {level.id: draw_variant(level).start for level in self.levels}

    @cached_property
    def _students(self) -> dict[str, StudentSection]:
        return {student_key(each.id): each for each in self.file.students}

    def due_for(self, student: str) -> datetime | None:
        """Return when it is due for a student, None without a due time."""
        own = self._students.get(student_key(student))
        return own.due if own and own.due else self.file.due

    def lost(self, student: str, uploaded: datetime | None) -> tuple[timedelta | None, float]:
        """Return how late an upload is, and the share of the points that this costs.

        Args:
            student: The student's id.
            uploaded: When the platform received it; None, where it is unknown, costs nothing.
        """
        due, late = self.due_for(student), self.file.late
        if due is None or uploaded is None:
            return None, 0.0
        after = max(timedelta(), uploaded - due)
        if after <= timedelta(minutes=late.grace):
            return after, 0.0
        days = -(-after // timedelta(days=1))
        return after, min(late.most, days * late.per_day)

    def seed(self, student: str, level: Level, number: int) -> int | None:
        """Return the seed of a student's attempt, None for the published variant.

        With personal variants each attempt, counted from 1, has another one.
        """
        variants = self.file.variants
        if not variants.personal:
            return None
        name = student_key(student)
        own = self._students.get(name)
        key = json.dumps([variants.salt, self.file.id, name, own.reroll if own else 0, level.id])
        return draw(key, f"attempt/{number}", SEEDS)

    def race_seeds(self, level: Level) -> list[int | None]:
        """Return the maps of a level that bots are raced on: the published one, then drawn ones."""
        race = self.file.race or RaceSection()
        key = json.dumps([self.file.variants.salt, self.file.id, level.id])
        return [None, *(draw(key, f"race/{number}", SEEDS) for number in range(1, race.maps))]


def student_key(student: str) -> str:
    """Return a student's id without differences of case and blanks, as a key."""
    return " ".join(student.split()).casefold()


def read_assignment(path: Path, former: Path | None = None) -> Assignment:
    """Return the assignment in a file, with its levels.

    Args:
        path: The file.
        former: A folder of level files as they were when some students played them.

    Raises:
        LevelError: The file or one of its levels cannot be used; it has every problem.
    """
    levels: list[Level] = []
    worth: list[AssignedLevel] = []

    def check(file: AssignmentFile, problems: Problems) -> None:
        _check(file, problems)
        for number, assigned in enumerate(file.levels):
            each = _single_levels(assigned)
            found = _levels(each, number, path, levels, problems)
            levels.extend(found)
            worth.extend(each)

    file = read_tables(path, AssignmentFile, check)
    file = msgspec.structs.replace(file, levels=tuple(worth))
    ids = [level.id for level in levels]
    olds = sorted(former.rglob(f"*{SUFFIX}")) if former else []
    kept = tuple(read_level(old) for old in olds if old.stem in ids)
    return Assignment(file, path, tuple(levels), kept, former)


def find_assigned(name: str, assignment: Path) -> LevelSource:
    """Return a level's file: beside the assignment or below, else of the course or a pack.

    Raises:
        UnknownLevelError: There is none; a path out of the assignment's folder is not followed.
    """
    file = name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"
    beside = file_within(file, assignment.resolve().parent)
    if beside is not None and os.path.isfile(beside):
        return LevelSource(beside)
    if file == name or "\\" in name or name.count("/") > 1:
        raise UnknownLevelError(f"{quoted(name)} is no file in the assignment's folder or below")
    return find_known_level(name)


def _single_levels(assigned: AssignedLevel) -> list[AssignedLevel]:
    """Return the levels that an entry stands for: for the short course five, of equal worth."""
    if assigned.level != SHORT_COURSE:
        return [assigned]
    points = assigned.points / len(STEPS)
    return [msgspec.structs.replace(assigned, level=step.level, points=points) for step in STEPS]


def _levels(
    entries: Sequence[AssignedLevel],
    number: int,
    path: Path,
    before: Sequence[Level],
    problems: Problems,
) -> list[Level]:
    """Return the levels of an entry that can be used, and add a problem for each of the others.

    Args:
        entries: What the entry stands for.
        number: Its place in the file, from 0.
        path: The assignment's file.
        before: The levels of the entries before it.
        problems: The problems found.
    """
    found: list[Level] = []
    for assigned in entries:
        try:
            level = find_assigned(assigned.level, path).read()
        except UnknownLevelError as error:
            problems.append(KeyProblem(("levels", number, "level"), str(error)))
        except LevelError as error:
            first, *rest = error.problems
            more = f" (and {len(rest)} more)" if rest else ""
            problems.append(
                KeyProblem(("levels", number, "level"), f"it cannot be used: {first}{more}")
            )
        else:
            if level.id in {each.id for each in (*before, *found)}:
                problems.append(
                    KeyProblem(("levels", number, "level"), f"{level.id!r} is there twice")
                )
            found.append(level)
    return found


def _check(file: AssignmentFile, problems: Problems) -> None:
    if list(file.points.stars) != sorted(file.points.stars):
        problems.append(KeyProblem(("points", "stars"), "more stars cannot be worth less"))
    if file.variants.personal and not file.variants.salt:
        problems.append(KeyProblem(("variants", "salt"), "personal variants need a salt, any text"))
    if (file.late.grace or file.late.per_day) and file.due is None:
        problems.append(KeyProblem(("late",), "lateness needs a 'due' time"))
    seen: set[str] = set()
    for number, student in enumerate(file.students):
        if student_key(student.id) in seen:
            problems.append(
                KeyProblem(("students", number, "id"), f"{student.id!r} is there twice")
            )
        seen.add(student_key(student.id))
