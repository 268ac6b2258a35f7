"""Assignments and submissions for tests."""

from pathlib import Path

from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.submission import make_submission, submitted_game, to_json
from tests.levels_for_tests import level_text

HOMEWORK = """
format = 1
id = "hw1"
title = "Homework 1"
course = "Optimisation"
due = 2026-03-02T12:00:00+01:00
{more}

[late]
grace = 10
per_day = 0.1
most = 0.5

[variants]
personal = {personal}
salt = "s3cret"

[[levels]]
level = "bowl"
points = 10

[[levels]]
level = "valley"
points = 6.0
"""

DRAWN = "c = { value = 2.0, between = [-1.0, 3.0] }"
QUESTION = """
[[questions]]
ask = "Which way?"
choices = ["down", "up"]
answer = 1
because = "It is lower there."
"""
WINNING = ((40.0, 2.0), (40.0, 2.0), (35.0, 2.0), (45.0, 0.42))
"""Wins the published bowl with three stars."""


def make_assignment(
    folder: Path, *, personal: bool = False, more: str = "", end: str = ""
) -> Assignment:
    """Write an assignment of two bowls into a folder and read it."""
    for name, formula in (
        ("bowl", "((w1-c)**2+(w2-1)**2)/2"),
        ("valley", "(w1-c)**2/2+2*w2**2"),
    ):
        text = level_text(formula, id=name, loss=f"[loss.parameters]\n{DRAWN}")
        (folder / f"{name}.toml").write_text(text + QUESTION, encoding="utf-8")
    path = folder / "hw1.toml"
    text = HOMEWORK.format(personal=str(personal).lower(), more=more)
    path.write_text(text + end, encoding="utf-8")
    return read_assignment(path)


def play(
    assignment: Assignment, student: str, level: int, moves: tuple[tuple[float, float], ...]
) -> Game:
    """Play a student's first attempt; a game that does not end is given up."""
    game = Game(assignment.levels[level], assignment.seed(student, assignment.levels[level], 1))
    for heading, step in moves:
        if game.outcome is None:
            game.play(Move(heading, step))
    if game.outcome is None:
        game.resign()
    return game


def submission_of(
    assignment: Assignment,
    student: str,
    moves: tuple[tuple[float, float], ...] = WINNING,
    answers: tuple[int, ...] = (1,),
) -> bytes:
    """Return a submission in which a student makes the same moves on every level."""
    games = (play(assignment, student, level, moves) for level in range(len(assignment.levels)))
    attempts = tuple(submitted_game(game, 1, before=(2,), after=answers) for game in games)
    return to_json(make_submission(assignment, student, attempts)).encode()
