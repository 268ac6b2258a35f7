"""``descent homework``: assigned, played, submitted, graded."""

from pathlib import Path

import click

from descent_game.cli.lazy import LazyGroup
from descent_game.cli.looks import look_options
from descent_game.cli.output import echo
from descent_game.errors import DescentError
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.results import Graded
from descent_game.homework.student import points_so_far
from descent_game.homework.template import template
from descent_game.homework.words import plain_points, summary_lines
from descent_game.level.schema import Level
from descent_game.progress.record import Record

COMMANDS = {
    "new": "descent_game.cli.homework:new",
    "check": "descent_game.cli.homework:check",
    "start": "descent_game.cli.homework:start",
    "status": "descent_game.cli.homework:status",
    "submit": "descent_game.cli.homework:submit",
    "grade": "descent_game.cli.homework_grade:grade",
    "race": "descent_game.cli.homework_race:race",
    "autograder": "descent_game.cli.homework_autograder:autograder",
}

FILE = click.Path(path_type=Path)
ASSIGNMENT = click.argument("assignment", type=FILE, metavar="HW.toml")
STUDENT = click.option(
    "--student",
    required=True,
    envvar="DESCENT_STUDENT",
    metavar="ID",
    help="Your id in the course; DESCENT_STUDENT in the environment does as well.",
)


@click.group(
    name="homework",
    cls=LazyGroup,
    places=COMMANDS,
    epilog="Example: descent homework start hw1.toml --student ada@example.org",
)
def homework() -> None:
    """Assign levels, play and hand in games, grade them all by playing them again."""


@click.command(epilog="Example: descent homework new hw1.toml")
@ASSIGNMENT
def new(assignment: Path) -> None:
    """Write a commented assignment file to start from."""
    try:
        with assignment.open("x", encoding="utf-8") as file:
            file.write(template(assignment.stem))
    except FileExistsError:
        raise DescentError(f"{assignment}: is there already, and is left as it is") from None
    except OSError as error:
        raise DescentError(f"{assignment}: cannot be written: {error.strerror}") from None
    echo(f"{assignment} is written. Edit it, then: descent homework check {assignment}")


@click.command(epilog="Example: descent homework check hw1.toml")
@ASSIGNMENT
def check(assignment: Path) -> None:
    """Say what an assignment file asks, or what is wrong with it."""
    found = read_assignment(assignment)
    for line in _heading(found, None):
        echo(line)
    for assigned, level in zip(found.file.levels, found.levels, strict=True):
        echo(f"  {plain_points(assigned.points):>5}  {level.id}: {level.title}")
    echo(f"  {plain_points(found.most):>5}  in all; digest {found.digest}")


@click.command(epilog="Example: descent homework start hw1.toml --student ada@example.org ravine")
@ASSIGNMENT
@click.argument("level", required=False)
@STUDENT
@look_options
def start(assignment: Path, student: str, level: str | None = None) -> None:
    """Play the homework on your own maps, from LEVEL or from a list of its levels.

    Every finished game counts as your assignment says. Without a terminal the status is printed.
    """
    found = read_assignment(assignment)
    chosen = _level(found, level) if level else None
    from descent_game.cli.play import has_screen  # noqa: PLC0415 - only here

    if not has_screen():
        _print_status(found, student)
        return
    from descent_game.tui.homework import HomeworkApp  # noqa: PLC0415 - loads the screen

    HomeworkApp(found, student, chosen).run()


@click.command(epilog="Example: descent homework status hw1.toml --student ada@example.org")
@ASSIGNMENT
@STUDENT
def status(assignment: Path, student: str) -> None:
    """Say what is due, what has been played, and the points so far by the code that grades."""
    _print_status(read_assignment(assignment), student)


@click.command(epilog="Example: descent homework submit hw1.toml --student ada@example.org")
@ASSIGNMENT
@STUDENT
@click.option("-o", "--output", type=FILE, default=Path(), help="The folder to write it to.")
def submit(assignment: Path, student: str, output: Path) -> None:
    """Write what you have played to a file to upload, and say which points it will earn.

    A further submission gets a name of its own: nothing that was written is overwritten.
    """
    from descent_game.homework.grading import grade  # noqa: PLC0415 - loaded with the record
    from descent_game.homework.student import collect, write_submission  # noqa: PLC0415

    found = read_assignment(assignment)
    submission = collect(found, student, Record())
    if not submission.attempts:
        raise DescentError("no game of this homework is finished yet, so there is nothing to write")
    try:
        path = write_submission(submission, output)
    except OSError as error:
        raise DescentError(f"{output}: cannot be written: {error.strerror}") from None
    graded = grade(path.read_bytes(), found)
    echo(f"{path}: {len(submission.attempts)} games: moves, answers and hints, no scores.")
    _say(found, graded)
    echo("Upload this file. Editing it gains nothing: every game is played again.")


def _print_status(found: Assignment, student: str) -> None:
    for line in _heading(found, student):
        echo(line)
    _say(found, points_so_far(found, student, Record()))


def _say(found: Assignment, graded: Graded) -> None:
    for line in summary_lines(graded):
        echo(line)
    unplayed = [level.title for level in graded.levels if level.number is None]
    if unplayed:
        echo(f"missing: {', '.join(unplayed)}")
    if found.file.late.per_day:
        echo("Lateness is not counted here: it is taken from the time of your upload.")


def _heading(found: Assignment, student: str | None) -> list[str]:
    course = f" ({found.file.course})" if found.file.course else ""
    lines = [f"{found.file.id}: {found.file.title}{course}"]
    due = found.due_for(student) if student else found.file.due
    if due:
        lines.append(f"due {due.isoformat(sep=' ', timespec='minutes')}")
    own = "everybody's own maps" if found.file.variants.personal else "the published maps"
    most = found.file.attempts
    number = f"at most {most}" if most else "any number of"
    lines.append(f"played on {own}; {number} attempts, the {found.file.counts} one counts")
    return lines


def _level(found: Assignment, name: str) -> Level:
    for level in found.levels:
        if level.id == name:
            return level
    known = ", ".join(level.id for level in found.levels)
    raise DescentError(f"{name!r} is not a level of {found.file.id!r}; there are {known}")
