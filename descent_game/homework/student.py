"""A student's homework: the next attempt, what has been played, and the submission."""

import re
from collections.abc import Set
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from descent_game.game.attempts import Attempt, Seed, can_be_played
from descent_game.homework.assignment import Assignment, student_key
from descent_game.homework.grading import grade, grade_submission
from descent_game.homework.results import Graded
from descent_game.homework.submission import (
    MAX_ATTEMPTS,
    MAX_BYTES,
    Submission,
    SubmittedGame,
    check_student,
    make_submission,
    submitted_game,
    to_json,
)
from descent_game.level.schema import Level
from descent_game.player.files import write_free
from descent_game.player.record import Finished, Record

SUFFIX = ".descent.json"
DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])[.]", re.IGNORECASE)
"""Names that Windows reserves for devices, with any extension."""
MOST_FILES = 10_000


def purpose(assignment: Assignment, student: str) -> str:
    """Return the name under which the record keeps the games of a student's homework."""
    return f"homework {assignment.file.id} {student_key(student)}"


def next_attempt(
    assignment: Assignment, student: str, level: Level, seen: Set[Seed], finished: int = 0
) -> Attempt:
    """Return a student's next attempt at a level.

    With personal variants it is the first one that has not been seen; after the last attempt that
    counts, its variant is offered again as practice.

    Args:
        assignment: The homework.
        student: The student's id.
        level: One of its levels.
        seen: The seeds that were played.
        finished: How many games of the level are finished.
    """
    most = assignment.max_attempts
    if not assignment.file.variants.personal:
        return Attempt(level, None, practice=most is not None and finished >= most)
    for number in _numbers(assignment):
        seed = assignment.seed(student, level, number)
        if seed not in seen and can_be_played(level, seed):
            return Attempt(level, seed)
    return Attempt(level, seed, practice=True)


class Homework:
    """An assignment as one student plays it, on the screen or in lines of text."""

    def __init__(self, assignment: Assignment, student: str) -> None:
        self.assignment = assignment
        self.student = check_student(student)

    @property
    def purpose(self) -> str:
        """The name under which the record keeps its games."""
        return purpose(self.assignment, self.student)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the assignment."""
        return self.assignment.levels

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the student's next attempt at a level."""
        finished = len(record.finished(level, self.purpose))
        return next_attempt(self.assignment, self.student, level, record.seen(level), finished)

    def includes(self, attempt: Attempt) -> bool:
        """Return whether an attempt is at one of the variants that count for this homework."""
        return is_attempt(self.assignment, self.student, attempt.level, attempt.seed)


def is_attempt(assignment: Assignment, student: str, level: Level, seed: Seed) -> bool:
    """Tell whether a seed is that of a variant whose games the student may hand in."""
    if not assignment.file.variants.personal:
        return seed is None
    own = (assignment.seed(student, level, number) for number in _numbers(assignment))
    return seed in own


def _numbers(assignment: Assignment) -> range:
    """Return the numbers of the attempts that count where variants are personal."""
    return range(1, (assignment.max_attempts or 0) + 1)


def collect(assignment: Assignment, student: str, record: Record) -> Submission:
    """Return what a student has played for an assignment; a variant played twice counts once.

    Raises:
        SubmissionError: The student's id is not printable.
    """
    check_student(student)
    attempts = tuple(
        attempt
        for level in assignment.levels
        for attempt in _attempts(assignment, student, level, record)
    )
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return _fitting(make_submission(assignment, student, attempts, made), assignment)


def points_so_far(assignment: Assignment, student: str, record: Record) -> Graded:
    """Return the grade that a student would get now; lateness is unknown before the upload."""
    content = to_json(collect(assignment, student, record)).encode()
    return grade(content, assignment)


def write_submission(submission: Submission, folder: Path) -> Path:
    """Write a submission to a new file, whole or not at all, and return its path.

    Raises:
        OSError: The file cannot be written, or there are ``MOST_FILES`` of that name.
    """
    stem = f"{_file_name(submission.student)}-{submission.assignment}"
    folder.mkdir(parents=True, exist_ok=True)
    numbers = ("", *(f"-{number}" for number in range(2, MOST_FILES)))
    return write_free((folder / f"{stem}{n}{SUFFIX}" for n in numbers), to_json(submission))


def _file_name(student: str) -> str:
    """Return a student's id as a file name that is valid and not hidden on every system."""
    name = re.sub("^[.]|[^A-Za-z0-9._@-]", "_", student)
    return f"_{name}" if DEVICE.match(name) else name


def _fitting(submission: Submission, assignment: Assignment) -> Submission:
    """Return a submission within the limits of ``read_submission``."""
    if len(submission.attempts) > MAX_ATTEMPTS:
        submission = _shortened(submission, assignment, MAX_ATTEMPTS)
    while len(to_json(submission).encode()) > MAX_BYTES:
        submission = _shortened(submission, assignment, len(submission.attempts) * 3 // 4)
    return submission


def _shortened(submission: Submission, assignment: Assignment, room: int) -> Submission:
    """Return a submission with at most ``room`` attempts: those that count, then the latest."""
    counting = {(e.level, e.number) for e in grade_submission(submission, assignment).levels}
    ranked = sorted(submission.attempts, key=lambda e: ((e.level, e.number) in counting, e.number))
    kept = {(each.level, each.number) for each in ranked[len(ranked) - min(room, len(ranked)) :]}
    attempts = (each for each in submission.attempts if (each.level, each.number) in kept)
    return msgspec.structs.replace(submission, attempts=tuple(attempts))


def _attempts(
    assignment: Assignment, student: str, level: Level, record: Record
) -> list[SubmittedGame]:
    if not assignment.file.variants.personal:
        played = record.finished(level, purpose(assignment, student))
        return [_attempt(game, number) for number, game in enumerate(played, start=1)]
    first: dict[Seed, Finished] = {}
    for game in record.finished(level):
        first.setdefault(game.replay.seed, game)
    found = []
    for number in _numbers(assignment):
        seed = assignment.seed(student, level, number)
        if seed in first:
            found.append(_attempt(first[seed], number))
    return found


def _attempt(game: Finished, number: int) -> SubmittedGame:
    notes = game.notes._asdict()
    return submitted_game(game.replay, number, **notes, started=game.started, ended=game.ended)
