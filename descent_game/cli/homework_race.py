"""``descent homework race``: bots that were handed in, against each other and the levels' own."""

from pathlib import Path

import click

from descent_game.cli.homework import ASSIGNMENT, FILE
from descent_game.cli.output import echo, write_file
from descent_game.errors import DescentError
from descent_game.homework.assignment import read_assignment
from descent_game.homework.bots import (
    leaderboard,
    leaderboard_csv,
    leaderboard_lines,
    race_bot,
)
from descent_game.homework.submission_files import find_submissions


@click.command(
    epilog="Example: descent homework race hw3.toml bots.zip --held-back secret.toml -o board.csv"
)
@ASSIGNMENT
@click.argument("bots", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=FILE, help="Write the leaderboard as a CSV table.")
@click.option("--held-back", type=FILE, help="An assignment file with levels nobody was shown.")
def race(
    assignment: Path, bots: tuple[Path, ...], output: Path | None, held_back: Path | None
) -> None:
    """Race bots that were handed in.

    BOTS are bot.toml files, folders, zip files; the assignment has a [race] table. A bot is an
    optimizer with its settings: data, no code. Points go by turns to the goal.
    """
    public = read_assignment(assignment)
    secret = read_assignment(held_back) if held_back else None
    for asked in (public, secret or public):
        if asked.file.race is None:
            raise DescentError(f"{asked.path}: has no [race] table, so it asks for no bots")
    raced = [race_bot(found, public, secret) for found in find_submissions(bots, ".toml")]
    if not raced:
        raise DescentError("there is no bot (*.toml, *.zip) at these places")
    board = leaderboard(raced)
    if output:
        write_file(output, leaderboard_csv(board))
    echo("\n".join(leaderboard_lines(board)))
    for each in sorted(raced, key=lambda each: each.source):
        if each.reason:
            echo(f"refused: {each.source}: {each.reason}")
