"""What is golden of files and of what commands print: made from games with fixed moves."""

import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import click

from descent_game import __version__
from descent_game.catalogue.catalogue import course, open_level
from descent_game.cli.main import cli
from descent_game.cli.main import main as descent
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record, to_json
from descent_game.homework import submission
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.submission import make_submission, submitted_game
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.transfer import export_record

STUDENTS = ("ada", "Grace  HOPPER", "zoë@example.org")
TIME = "2026-01-02T03:04:05+00:00"
PLAYED: dict[str, tuple[int | None, list[Move]]] = {
    "tilted-bowl": (3, [Move(180.0, 0.5), Move(0.0, 1.25), Move(90.0, 0.125)]),
    "momentum": (None, [Move(35.5, 0.25), Move(200.0, 0.375), Move(90.0, 0.0625)]),
    "cool-down": (12, [Move(None, 0.25), Move(None, 0.125)]),
    "turn-the-axes": (1, [Move(0.0, 0.25), Move(30.0, 0.125), Move(120.0, 0.25)]),
    "shared-kernel": (None, [Move(None, 0.25, 0.5), Move(None, 0.25, 0.0)]),
}
"""Seeds and moves of games: by heading and by compass, with an inertia, on turned axes."""
ASSIGNMENT = """format = 1
id = "golden"
title = "Every level"
course = "Golden values"
attempts = 3
counts = "best"

[points]
stars = [0.5, 0.75, 1.0]
questions = 0.25
turns = 0.01
hints = 0.05

[variants]
personal = true
salt = "salt and pepper"

[[students]]
id = "zoë@example.org"
reroll = 2
"""


def played(name: str) -> Game:
    """Return a game with fixed moves, given up after them."""
    seed, moves = PLAYED[name]
    game = Game(open_level(name), seed)
    for move in moves:
        game.play(move)
    game.resign()
    return game


def assignment(folder: Path) -> Assignment:
    """Return an assignment of the whole course, on everybody's own maps."""
    levels = [f'\n[[levels]]\nlevel = "{level.id}"\npoints = 4\n' for level in course()]
    path = folder / "golden.toml"
    path.write_text(ASSIGNMENT + "".join(levels), encoding="utf-8")
    return read_assignment(path)


def personal_seeds(folder: Path) -> Any:
    """Return everybody's seeds: they come from the assignment, the student and the level."""
    found = assignment(folder)
    return {
        student: {
            level.id: [found.seed(student, level, number) for number in (1, 2, 3)]
            for level in found.levels
        }
        for student in STUDENTS
    } | {"digest": found.digest}


def replay_text(folder: Path) -> str:
    """Return replay files, a blank line between them."""
    del folder
    return "\n\n".join(to_json(record(played(name))) for name in PLAYED) + "\n"


def submission_text(folder: Path) -> str:
    """Return a submission file: an attempt at every second level, straight down the compass."""
    found = assignment(folder)
    games = [_descended(found, number) for number in range(0, len(found.levels), 2)]
    said = {"before": (1,), "after": (2,), "hints": 1, "started": TIME, "ended": TIME}
    attempts = tuple(submitted_game(game, 1, **said) for game in games)
    made = make_submission(found, "ada", attempts, TIME)
    return submission.to_json(made).replace(f'"{__version__}"', '"0"', 1)


def _descended(found: Assignment, number: int) -> Game:
    level = found.levels[number]
    game = Game(level, found.seed("ada", level, 1))
    while game.outcome is None and len(game.turns) < 5:
        heading = None if level.rules.moves == "gradient" else 90.0 * (len(game.turns) % 4)
        inertia = 0.5 if level.rules.inertia == "player" else None
        game.play(Move(heading, level.rules.max_step / 4.0, inertia))
    game.resign()
    return game


def export_text(folder: Path) -> str:
    """Return an exported record; names and times in it are made the same each time."""
    kept = Record(folder / "home")
    for name in PLAYED:
        game = played(name)
        kept.set_purpose(game, "homework golden ada")
        kept.save(Attempt(game.level, game.seed), game, AttemptNotes((1,), (2, 1), 3))
    text = export_record(kept)
    kept.close()
    names = iter(f'"{number:032x}"' for number in range(len(PLAYED)))
    text = re.sub(r'"[0-9a-f]{32}"', lambda found: next(names), text)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", TIME, text)


def grades_text(folder: Path) -> str:
    """Return the table of a class's grades."""
    assignment(folder)
    (folder / "in").mkdir()
    (folder / "in" / "ada.json").write_text(submission_text(folder), encoding="utf-8")
    (folder / "in" / "eve.json").write_text("{}", encoding="utf-8")
    printed(folder, "homework", "grade", "golden.toml", "in", "-o", "out.csv", "--jobs", "1")
    return (folder / "out.csv").read_text(encoding="utf-8")


def printed(folder: Path, *words: str) -> str:
    """Return what a command prints in a folder, on both streams."""
    out = io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        descent(words)
    return out.getvalue()


MOVES = {
    "tilted-bowl": "0 0.5\n90 0.5\n180 0.25\n",
    "momentum": "40 0.25\n220 0.25\n",
    "rough": "40 0.25\n170 0.25\n",
    "cool-down": "- 0.25\n- 0.125\n",
    "own-rates": "- 0.25\n- 0.125\n",
    "one-cycle": "- 0.25\n- 0.125\n",
    "pooling": "0 0.25\n90 0.125\n",
}


def printed_documents(folder: Path) -> Any:
    """Return the JSON documents that commands print."""
    commands = {
        "level list": ("level", "list", "--json"),
        "level probe": ("level", "probe", "banana", "--seed", "2", "--json"),
        "race": ("race", "tilted-bowl", "--turns", "6", "--json"),
        "race of bots": (
            "race", "ravine", "--bot", "adam:learning_rate=1", "--bot", "newton", "--turns", "4",
            "--json",
        ),
        "progress": ("progress", "--json"),
    }  # fmt: skip
    for name, moves in MOVES.items():
        (folder / f"{name}.txt").write_text(moves, encoding="utf-8")
        options = ("--moves", f"{name}.txt", "--seed", "4", "--json")
        commands[f"simulate {name}"] = ("simulate", name, *options)
    return {name: _document(printed(folder, *words)) for name, words in commands.items()}


def _document(text: str) -> Any:
    document = json.loads(text)
    for entry in document if isinstance(document, list) else []:
        entry["path"] = Path(entry["path"]).name
    return document


def helps(folder: Path) -> str:
    """Return what every command says with ``--help``."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        return "\n".join(
            f"$ descent {' '.join(words)}\n{printed(folder, *words)}" for words in _commands()
        )
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def _commands(group: click.Command = cli, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield (*above, "--help")
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from _commands(command, (*above, name))


TEXTS = {
    "replays.txt": replay_text,
    "submission.json": submission_text,
    "progress.json": export_text,
    "grades.csv": grades_text,
    "help.txt": helps,
}
"""Golden texts by their files: a function of an empty folder."""
DOCUMENTS = {"personal-seeds": personal_seeds, "commands": printed_documents}
