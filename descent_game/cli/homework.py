"""``descent homework``: assignments are written, played, submitted and graded."""

from pathlib import Path

import click

from descent_game.cli.lazy import LazyGroup
from descent_game.cli.output import echo, write_new
from descent_game.cli.records import lasting_record, open_record, print_notice
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError
from descent_game.game.attempts import has_variants
from descent_game.homework.assignment import Assignment, read_assignment, student_key
from descent_game.homework.assignment_template import template
from descent_game.homework.result_text import due_words, plain_points, summary_lines
from descent_game.homework.results import Graded
from descent_game.homework.student import Homework, points_so_far
from descent_game.homework.submission import check_student
from descent_game.level.schema import Level
from descent_game.player.homework_list import Begun, begun, remember
from descent_game.player.record import Record
from descent_game.view.line import counted

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
UNREADABLE = 2
NONE_BEGUN = "no homework was begun yet; say which file: descent homework start FILE"
ASSIGNMENT = click.argument("assignment", type=FILE, metavar="HW.toml")
BEGUN = click.argument("assignment", type=FILE, metavar="[HW.toml]", required=False)
STUDENT = click.option(
    "--student",
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
    write_new(assignment, template(assignment.stem))
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
    echo(f"  {plain_points(found.max_points):>5}  in all; digest {found.digest}")
    same = [level.id for level in found.levels if not has_variants(level)]
    if found.file.variants.personal and same:
        echo(f"note: the same map for everybody, since nothing is drawn: {', '.join(same)}")


@click.command(epilog="Example: descent homework start hw1.toml --student ada@example.org ravine")
@BEGUN
@click.argument("level", required=False)
@STUDENT
@click.option("--plain", is_flag=True, help="Play in lines of text, even in a terminal.")
@look_options
def start(
    assignment: Path | None, student: str | None, level: str | None = None, plain: bool = False
) -> int:
    """Play the homework on your own maps.

    It begins with LEVEL, or with a list of the levels. Every finished game counts as your
    assignment says. Without a terminal the status is printed.
    Once begun, HW.toml and --student can be left out; in the game F4 lists your homework.
    """
    record = open_record()
    path, student = _one(assignment, student, record)
    found = read_assignment(path)
    chosen = _level(found, level) if level else None
    from descent_game.cli.play import has_screen, start_conversation  # noqa: PLC0415 - only here

    remember(record, path, check_student(student))
    if plain:
        start_conversation(chosen, None, "", Homework(found, student))
        return 0
    if not has_screen():
        print_notice(record)
        _print_status(found, student, record)
        return 0
    from descent_game.tui.play_context import HomeworkContext  # noqa: PLC0415 - loads the screen
    from descent_game.tui.running import run_game  # noqa: PLC0415

    return run_game(chosen, record=record, context=HomeworkContext(found, student))


@click.command(epilog="Example: descent homework status hw1.toml --student ada@example.org")
@BEGUN
@STUDENT
def status(assignment: Path | None, student: str | None) -> int:
    """Say what is due, and your points so far.

    They come from the code that grades. Without HW.toml it is said of every homework that was begun
    with `start`.
    """
    record, unread = lasting_record(), 0
    if assignment:
        path, student = _one(assignment, student, record)
        _print_status(read_assignment(path), student, record)
        return 0
    found = [each for each in begun(record) if student in (None, each.student)]
    if not found:
        raise DescentError(NONE_BEGUN)
    for number, each in enumerate(found):
        if number:
            echo("")
        try:
            _print_status(read_assignment(each.path), each.student, record)
        except DescentError as error:
            unread = UNREADABLE
            echo(f"{each.path}: cannot be read any more:\n{error}")
    return unread


@click.command(epilog="Example: descent homework submit hw1.toml --student ada@example.org")
@BEGUN
@STUDENT
@click.option("-o", "--output", type=FILE, default=Path(), help="The folder to write it to.")
def submit(assignment: Path | None, student: str | None, output: Path) -> None:
    """Write what you played to a file to upload.

    It says which points the file will earn. A further submission gets a name of its own:
    nothing that was written is overwritten.
    """
    from descent_game.homework.grading import grade  # noqa: PLC0415 - loaded with the record
    from descent_game.homework.student import collect, write_submission  # noqa: PLC0415

    record = lasting_record()
    file, student = _one(assignment, student, record)
    found = read_assignment(file)
    submission = collect(found, student, record)
    print_notice(record)
    if not submission.attempts:
        raise DescentError("no game of this homework is finished yet, so there is nothing to write")
    try:
        path = write_submission(submission, output)
    except OSError as error:
        raise DescentError(f"{output}: cannot be written: {error.strerror}") from None
    graded = grade(path.read_bytes(), found)
    games = counted(len(submission.attempts), "game")
    echo(f"{path}: {games}: moves, answers and hints, no scores.")
    _print_points(found, graded)
    echo("Upload this file. Editing it gains nothing: every game is played again.")


def _one(assignment: Path | None, student: str | None, record: Record) -> tuple[Path, str]:
    """Return the assignment's path and the student; what is left out is taken from the record."""
    known = begun(record)
    if assignment:
        known = [each for each in known if each.path == assignment.resolve()]
        known = known or [Begun(assignment, student or "")]
    if student:
        own = [each for each in known if student_key(each.student) == student_key(student)]
        known = own or [Begun(each.path, student) for each in known[:1]]
    if not known:
        raise DescentError(NONE_BEGUN)
    if len(known) > 1:
        which = ", ".join(f"{each.path} --student {each.student}" for each in known)
        raise DescentError(f"say which homework and --student is meant: {which}")
    if not known[0].student:
        raise DescentError("say who you are: --student ID, as your instructor asked for it")
    return known[0]


def _print_status(found: Assignment, student: str, record: Record) -> None:
    for line in _heading(found, student):
        echo(line)
    _print_points(found, points_so_far(found, student, record))
    print_notice(record)


def _print_points(found: Assignment, graded: Graded) -> None:
    for line in summary_lines(graded, uploaded=False):
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
        lines.append(f"{due_words(due)} ({due.isoformat(sep=' ', timespec='minutes')})")
    own = "everybody's own maps" if found.file.variants.personal else "the published maps"
    most = found.max_attempts
    number = f"at most {most}" if most else "any number of"
    lines.append(f"played on {own}; {number} attempts, the {found.file.counts} one counts")
    return lines


def _level(found: Assignment, name: str) -> Level:
    levels = {level.id: level for level in found.levels}
    if name not in levels:
        known = ", ".join(levels)
        raise DescentError(f"{name!r} is not a level of {found.file.id!r}; there are {known}")
    return levels[name]
