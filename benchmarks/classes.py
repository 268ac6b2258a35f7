"""A synthetic class: an assignment of ten levels and a submission for each of many students.

Everything is drawn from fixed seeds, so that the same class is made on every machine:
``python -m benchmarks.classes FOLDER --students 2000``.
"""

import argparse
import multiprocessing
import random
from functools import cache, partial
from pathlib import Path

from benchmarks.players import play_noisily
from descent_game.game.game import Game
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.submission import (
    SubmittedGame,
    make_submission,
    submitted_game,
    to_json,
)
from descent_game.level.schema import Level
from descent_game.processes import available_jobs

LEVELS = (
    "first-light", "one-at-a-time", "tilted-bowl", "free-bowl", "the-objection",
    "overshoot", "ravine", "banana", "saddle", "momentum",
)  # fmt: skip
HOMEWORK = """format = 1
id = "hw1"
title = "Synthetic homework"
course = "A class that is not there"
due = 2026-03-02T12:00:00+01:00

[points]
questions = 0.2

[variants]
personal = true
salt = "benchmark"
"""
STUDENTS = 2000


def write_assignment(folder: Path) -> Assignment:
    """Write the assignment into a folder and read it."""
    folder.mkdir(parents=True, exist_ok=True)
    levels = "".join(f'\n[[levels]]\nlevel = "{level}"\npoints = 10\n' for level in LEVELS)
    path = folder / "hw1.toml"
    path.write_text(HOMEWORK + levels, encoding="utf-8")
    return read_assignment(path)


def name_of(number: int) -> str:
    """Return a student's id."""
    return f"student{number:04d}"


def submission_of(assignment: Assignment, student: str) -> str:
    """Return a student's submission: one or two attempts at each level, and the answers."""
    attempts = []
    for level in assignment.levels:
        chance = random.Random(f"{student}/{level.id}")
        tries = chance.choice((1, 1, 1, 2))
        attempts += [_attempt(assignment, student, level, n, chance) for n in range(1, tries + 1)]
    return to_json(make_submission(assignment, student, tuple(attempts)))


def write_class(folder: Path, students: int = STUDENTS) -> Assignment:
    """Write assignment and submissions into a folder, in as many processes as there are."""
    assignment = write_assignment(folder)
    (folder / "submissions").mkdir(exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with context.Pool(available_jobs()) as pool:
        pool.map(partial(_write_one, folder), range(students), chunksize=10)
    return assignment


_read = cache(read_assignment)


def _write_one(folder: Path, number: int) -> None:
    student = name_of(number)
    text = submission_of(_read(folder / "hw1.toml"), student)
    path = folder / "submissions" / f"{student}-hw1.descent.json"
    path.write_text(text, encoding="utf-8")


def _attempt(
    assignment: Assignment, student: str, level: Level, number: int, chance: random.Random
) -> SubmittedGame:
    game = Game(level, assignment.seed(student, level, number))
    play_noisily(game, chance)
    choices = [range(1, len(question.choices) + 1) for question in level.questions]
    before = tuple(map(chance.choice, choices))
    after = tuple(
        question.answer if chance.random() < 0.7 else chance.choice(offered)
        for question, offered in zip(level.questions, choices, strict=True)
    )
    hints = chance.choice((0, 0, 0, 1, 2))
    return submitted_game(game, number, before=before, after=after, hints=hints)


def main() -> None:
    """Write a class into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=STUDENTS)
    arguments = parser.parse_args()
    write_class(arguments.folder, arguments.students)


if __name__ == "__main__":
    main()
