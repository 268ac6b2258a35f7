"""``descent homework grade``: plays every submission again, and brings grades where they belong."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from descent_game.checking.check_files import available_jobs
from descent_game.cli.homework import ASSIGNMENT
from descent_game.cli.output import echo, told_if_unwritable, write_file
from descent_game.errors import DescentError
from descent_game.homework.assignment import read_assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import ClassResult, consolidate
from descent_game.homework.exports.canvas import fill_canvas
from descent_game.homework.exports.gradescope import results_document
from descent_game.homework.exports.junit import junit_xml
from descent_game.homework.exports.marks import FilledGradebook, Mark
from descent_game.homework.exports.moodle import fill_moodle
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.exports.table import read_table
from descent_game.homework.results import Graded
from descent_game.homework.roster import read_roster
from descent_game.homework.submission_files import count_submissions, find_submissions

FILE = click.Path(path_type=Path)
BAR = 30
"""Signs of the progress bar."""
MOST_LINES = 20
"""Lines of each kind that the summary prints; the table has them all."""


@click.command(
    epilog="Example: descent homework grade hw1.toml downloads/ --roster class.csv -o grades.csv"
    " --canvas gradebook.csv filled.csv --report report/"
)
@ASSIGNMENT
@click.argument("submissions", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=FILE, help="Write a CSV table, a line a student.")
@click.option("--roster", type=FILE, help="A CSV file with a column id; name, email, uploaded.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Use so many processes.")
@click.option("--old-levels", type=FILE, help="A folder of level files as they were played.")
@click.option(
    "--canvas", type=FILE, nargs=2, metavar="IN OUT", help="Fill in Canvas's exported gradebook."
)
@click.option("--canvas-column", metavar="TITLE", help="The assignment's column, or its number.")
@click.option(
    "--moodle", type=FILE, nargs=2, metavar="IN OUT", help="Fill in Moodle's grading worksheet."
)
@click.option("--moodle-column", metavar="TITLE", help="The column for grades.")
@click.option("--gradescope", type=FILE, metavar="FOLDER", help="Write a results.json a student.")
@click.option("--junit", type=FILE, help="Write JUnit XML.")
@click.option("--report", type=FILE, metavar="FOLDER", help="Write the class report as HTML.")
def grade(
    assignment: Path, submissions: tuple[Path, ...], jobs: int | None, **options: Any
) -> None:
    """Grade files, folders and zip files of games.

    SUBMISSIONS are what learning platforms let you download.
    One bad submission never stops the rest. The exit status is 0 when grading ran, whatever the
    points.
    """
    opened = read_assignment(assignment, options["old_levels"])
    roster = read_roster(options["roster"]) if options["roster"] else None
    books = _opened_books(options)
    found, processes = find_submissions(submissions), jobs or available_jobs()
    facts = options["report"] is not None
    results = _with_progress(
        "Grading", submissions, lambda tick: grade_all(found, opened, processes, tick, facts=facts)
    )
    if not results:
        raise DescentError("there is no submission (*.json, *.zip) at these places")
    result = consolidate(results, opened, roster)
    _write_tables(result, options)
    for write in books:
        write(result)
    if options["report"]:
        _write_report(result, options["report"], submissions)
    _say(result)


def _opened_books(options: dict[str, Any]) -> list[Callable[[ClassResult], None]]:
    """Return what fills in the gradebooks. They are read first: a wrong one is told at once."""
    books: list[Callable[[ClassResult], None]] = []
    if options["canvas"]:
        source, target = options["canvas"]
        table, column = read_table(source), options["canvas_column"]

        def canvas(result: ClassResult) -> None:
            file, most = result.assignment.file, result.assignment.most
            _write_book(target, fill_canvas(table, marks_of(result), file.title, most, column))

        books.append(canvas)
    if options["moodle"]:
        worksheet, filled = options["moodle"]
        sheet, header = read_table(worksheet), options["moodle_column"]

        def moodle(result: ClassResult) -> None:
            most = result.assignment.most
            _write_book(filled, fill_moodle(sheet, marks_of(result), most, header))

        books.append(moodle)
    return books


def marks_of(result: ClassResult) -> list[Mark]:
    """Return the points of everybody whose submission was graded; the others' rows stay."""
    return [
        Mark(graded.student, graded.points, result.names_of(graded.student))
        for graded in result.graded
    ]


def _write_book(path: Path, filled: FilledGradebook) -> None:
    write_file(path, filled.text)
    lines = list(filled.lines())
    echo(f"{path}: {lines[0]}")
    _list(lines[1:])


def _write_tables(result: ClassResult, options: dict[str, Any]) -> None:
    if options["output"]:
        write_file(options["output"], results_csv(result.results, result.assignment))
    if options["junit"]:
        write_file(options["junit"], junit_xml(result.results))
    if options["gradescope"]:
        folder: Path = options["gradescope"]
        with told_if_unwritable(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for number, graded in enumerate(result.graded, start=1):
            document = json.dumps(results_document(graded, 0.0), allow_nan=False)
            write_file(folder / f"results-{number:04d}.json", document)


def _write_report(result: ClassResult, folder: Path, submissions: Sequence[Path]) -> None:
    from descent_game.homework.report.site import write_report  # noqa: PLC0415 - loads NumPy

    found = find_submissions(submissions)
    with told_if_unwritable(folder):
        _with_progress(
            "Report", submissions, lambda tick: write_report(result, folder, found, tick)
        )


def _say(result: ClassResult) -> None:
    graded, assignment = result.graded, result.assignment
    mean = sum(each.points for each in graded) / len(graded) if graded else 0.0
    echo(f"{len(graded)} graded, mean {mean:.2f} of {assignment.most:g} points")
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("refused", [f"{each.source}: {each.reason}" for each in result.refused]),
        ("attempts refused", list(_attempts_refused(graded))),
        ("set aside, another counts", [each.source for each in result.set_aside]),
        ("not on the roster", result.unmatched),
        ("several on the roster could be meant", result.ambiguous),
        ("handed in by several people under one id", result.contested),
        ("nothing handed in", result.missing),
        ("look alike (a figure, not a verdict)", [str(each) for each in result.similar]),
    )
    for title, lines in kinds:
        if lines:
            echo(f"{title}: {len(lines)}")
            _list(lines)


def _attempts_refused(graded: Sequence[Graded]) -> list[str]:
    return [
        f"{each.student}: {level.level}: {reason}"
        for each in graded
        for level in each.levels
        for reason in level.reasons
    ]


def _list(lines: Sequence[str]) -> None:
    for line in lines[:MOST_LINES]:
        echo(f"  {line}")
    if len(lines) > MOST_LINES:
        echo(f"  and {len(lines) - MOST_LINES} more")


def _with_progress(
    label: str, places: Sequence[Path], run: Callable[[Callable[[int], None]], Any]
) -> Any:
    """Run with a progress bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        return run(lambda count: None)
    done, total = 0, count_submissions(places)

    def tick(count: int) -> None:
        nonlocal done
        done += count
        sys.stderr.write(f"\r{label} {bar(done, total)} {done:,} of {max(done, total):,}")
        sys.stderr.flush()

    result = run(tick)
    sys.stderr.write("\n")
    return result


def bar(done: int, total: int) -> str:
    """Return how much is done as a bar; totals are estimates, so there may be more done."""
    full = BAR if done >= total else BAR * done // total
    return f"[{'#' * full}{'-' * (BAR - full)}]"
