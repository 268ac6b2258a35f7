"""``descent homework``: assigned, played, submitted, graded."""

from pathlib import Path

import click

from descent_game.cli.lazy import LazyGroup
from descent_game.cli.output import echo
from descent_game.homework.assignment import read_assignment
from descent_game.homework.words import plain_points

COMMANDS = {
    "check": "descent_game.cli.homework:check",
    "grade": "descent_game.cli.homework_grade:grade",
}

ASSIGNMENT = click.argument("assignment", type=click.Path(path_type=Path), metavar="HW.toml")


@click.group(
    name="homework",
    cls=LazyGroup,
    places=COMMANDS,
    epilog="Example: descent homework grade hw1.toml submissions/ -o grades.csv",
)
def homework() -> None:
    """Assign levels, hand in games, grade them all by playing them again."""


@click.command(epilog="Example: descent homework check hw1.toml")
@ASSIGNMENT
def check(assignment: Path) -> None:
    """Say what an assignment file asks, or what is wrong with it."""
    found = read_assignment(assignment)
    echo(f"{found.file.id}: {found.file.title}")
    if found.file.due:
        echo(f"due {found.file.due.isoformat(sep=' ', timespec='minutes')}")
    for assigned, level in zip(found.file.levels, found.levels, strict=True):
        echo(f"  {plain_points(assigned.points):>5}  {level.id}: {level.title}")
    echo(f"  {plain_points(found.most):>5}  in all; digest {found.digest}")
