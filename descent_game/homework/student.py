"""The student's side: which map comes next, what has been played, and what is handed in."""

import os
import re
import tempfile
from collections.abc import Set
from datetime import UTC, datetime
from pathlib import Path

from descent_game.game.attempts import Attempt, Seed
from descent_game.homework.assignment import Assignment
from descent_game.homework.grading import grade
from descent_game.homework.results import Graded
from descent_game.homework.submission import (
    Submission,
    SubmittedGame,
    check_student,
    make_submission,
    submitted_replay,
    to_json,
)
from descent_game.level.schema import Level
from descent_game.progress.record import Finished, Record

SUFFIX = ".descent.json"
MOST_NUMBERS = 200
"""Attempts at a level that are looked for in the record."""


def next_attempt(assignment: Assignment, student: str, level: Level, seen: Set[Seed]) -> Attempt:
    """Return a student's next attempt at a level of an assignment.

    Where everybody has maps of their own it is the first that has not been seen. After the last
    that counts, its map again is practice.
    """
    most = assignment.file.attempts
    if not assignment.file.variants.personal:
        return Attempt(level, None)
    for number in range(1, (most or MOST_NUMBERS) + 1):
        seed = assignment.seed(student, level, number)
        if seed not in seen:
            return Attempt(level, seed)
    return Attempt(level, seed, practice=True)


def is_attempt(assignment: Assignment, student: str, level: Level, seed: Seed) -> bool:
    """Tell whether a map is one of those that the student may hand in games of."""
    if not assignment.file.variants.personal:
        return seed is None
    numbers = range(1, (assignment.file.attempts or MOST_NUMBERS) + 1)
    return any(assignment.seed(student, level, number) == seed for number in numbers)


def collect(assignment: Assignment, student: str, record: Record) -> Submission:
    """Return what a student has played for an assignment; a map played twice counts once."""
    check_student(student)
    attempts = tuple(
        attempt
        for level in assignment.levels
        for attempt in _attempts(assignment, student, level, record.finished(level))
    )
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return make_submission(assignment, student, attempts, made)


def points_so_far(assignment: Assignment, student: str, record: Record) -> Graded:
    """Return what a student would be given now, by the code that grades."""
    content = to_json(collect(assignment, student, record)).encode()
    return grade(content, assignment)


def write_submission(submission: Submission, folder: Path) -> Path:
    """Write a submission under a name that is not taken yet, and return its path.

    It is linked to its name when all of it is on the disk: no kill leaves half of one, and no
    second submission takes the place of a first.
    """
    stem = f"{re.sub('[^A-Za-z0-9._@-]', '_', submission.student)}-{submission.assignment}"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".submission-", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(to_json(submission))
            file.flush()
            os.fsync(file.fileno())
        for number in range(1, 10_000):
            path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
            try:
                path.hardlink_to(name)
            except FileExistsError:
                continue
            path.chmod(0o644)
            return path
    finally:
        Path(name).unlink(missing_ok=True)
    raise FileExistsError(f"{folder}: too many submissions")


def _attempts(
    assignment: Assignment, student: str, level: Level, games: list[Finished]
) -> list[SubmittedGame]:
    if not assignment.file.variants.personal:
        played = [game for game in games if game.replay.seed is None]
        return [_attempt(game, number) for number, game in enumerate(played, start=1)]
    first: dict[Seed, Finished] = {}
    for game in games:
        first.setdefault(game.replay.seed, game)
    found = []
    for number in range(1, (assignment.file.attempts or MOST_NUMBERS) + 1):
        seed = assignment.seed(student, level, number)
        if seed in first:
            found.append(_attempt(first[seed], number))
    return found


def _attempt(game: Finished, number: int) -> SubmittedGame:
    said = game.said
    return submitted_replay(
        game.replay,
        number,
        before=said.before,
        after=said.after,
        hints=said.hints,
        started=game.started,
        ended=game.ended,
    )
