"""``descent homework autograder``: a zip file that grades on Gradescope."""

import tempfile
from pathlib import Path
from typing import Any

import click

from descent_game.cli.homework import ASSIGNMENT, FILE
from descent_game.cli.output import echo, write_output
from descent_game.homework.assignment import read_assignment
from descent_game.homework.autograder.packing import autograder_zip
from descent_game.homework.autograder.self_test import run_checks
from descent_game.homework.autograder.wheels import PYTHONS
from descent_game.homework.roster import read_roster

FAILED = 1


@click.command(epilog="Example: descent homework autograder hw1.toml -o autograder.zip --self-test")
@ASSIGNMENT
@click.option("-o", "--output", type=FILE, default=Path("autograder.zip"), show_default=True)
@click.option("--roster", type=FILE, help="A CSV file with id and email: whose upload is whose.")
@click.option("--any-student", is_flag=True, help="Do not compare ids with who uploaded.")
@click.option(
    "--python",
    "pythons",
    multiple=True,
    default=PYTHONS,
    show_default=True,
    help="Pack the libraries for this Python; may be given several times.",
)
@click.option("--wheels", type=FILE, help="Take the libraries from this folder of wheels.")
@click.option("--self-test", is_flag=True, help="Try it here on good, bad and absent uploads.")
def autograder(assignment: Path, output: Path, self_test: bool, **options: Any) -> int:
    """Make an autograder for Gradescope.

    It needs no network when it grades. Making it fetches wheels for 64-bit Linux with pip;
    --wheels takes them from a folder instead.
    """
    found, pythons = read_assignment(assignment), options["pythons"]
    content = autograder_zip(
        found,
        read_roster(options["roster"]) if options["roster"] else None,
        any_student=options["any_student"],
        pythons=pythons,
        wheels=options["wheels"],
    )
    write_output(str(output), content)
    versions = ", ".join(pythons)
    echo(f"{output}: {len(content) / 1e6:.1f} MB, for Python {versions} on 64-bit Linux")
    if not self_test:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        results = list(run_checks(output, found, Path(folder)))
    for result in results:
        echo(f"{'ok    ' if result.passed else 'FAILED'} {result.name}: {result.detail}")
    return 0 if all(result.passed for result in results) else FAILED
