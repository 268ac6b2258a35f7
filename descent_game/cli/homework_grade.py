"""``descent homework grade``: plays every submission again, and writes the grades."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from descent_game.cli.homework import ASSIGNMENT
from descent_game.cli.output import echo, with_progress, write_errors, write_file
from descent_game.cli.screen_options import Command, with_options
from descent_game.errors import DescentError
from descent_game.homework.assignment import read_assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import ClassResult, consolidate
from descent_game.homework.exports.marks import FilledGradebook
from descent_game.homework.exports.registry import (
    EXPORTS,
    Export,
    FileExport,
    FolderExport,
    GradebookExport,
)
from descent_game.homework.exports.table import read_table
from descent_game.homework.results import Graded
from descent_game.homework.roster import read_roster
from descent_game.homework.submission_files import count_submissions, find_submissions
from descent_game.processes import available_jobs

FILE = click.Path(path_type=Path)
MAX_LINES = 20
"""Lines of each kind that the summary prints; the table has them all."""


def _export_options(exports: Sequence[Export]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options of exports, in their order."""
    return with_options(*(option for export in exports for option in _options_of(export)))


def _options_of(export: Export) -> list[Callable[[Any], Any]]:
    option = f"--{export.name}"
    match export:
        case GradebookExport():
            return [
                click.option(option, type=FILE, nargs=2, metavar="IN OUT", help=export.help),
                click.option(f"{option}-column", metavar="TITLE", help=export.column_help),
            ]
        case FolderExport():
            return [click.option(option, type=FILE, metavar="FOLDER", help=export.help)]
        case FileExport():
            names = [name for name in (export.short, option) if name]
            return [click.option(*names, type=FILE, help=export.help)]


@click.command(
    epilog="Example: descent homework grade hw1.toml downloads/ --roster class.csv -o grades.csv"
    " --canvas gradebook.csv filled.csv --report report/"
)
@ASSIGNMENT
@click.argument("submissions", nargs=-1, required=True, type=FILE)
@_export_options(EXPORTS[:1])
@click.option("--roster", type=FILE, help="A CSV file with a column id; name, email, uploaded.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Use so many processes.")
@click.option("--old-levels", type=FILE, help="A folder of level files as they were played.")
@_export_options(EXPORTS[1:])
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
    writers = _writers(options)
    found, processes = find_submissions(submissions), jobs or available_jobs()
    facts = options["report"] is not None
    results = with_progress(
        "Grading",
        lambda: count_submissions(submissions),
        lambda update: grade_all(found, opened, processes, update, facts=facts),
    )
    if not results:
        raise DescentError("there is no submission (*.json, *.zip) at these places")
    result = consolidate(results, opened, roster)
    for write in writers:
        write(result)
    if options["report"]:
        _write_report(result, options["report"], submissions)
    _print_summary(result)


def _writers(options: dict[str, Any]) -> list[Callable[[ClassResult], None]]:
    """Return what writes the requested exports. Gradebooks are read here, before any grading."""
    return [
        _writer(export, options[export.name], options.get(f"{export.name}_column"))
        for export in EXPORTS
        if options[export.name]
    ]


def _writer(export: Export, target: Any, column: str | None) -> Callable[[ClassResult], None]:
    match export:
        case GradebookExport():
            source, filled = target
            table = read_table(source)
            return lambda result: _write_book(filled, export.fill(table, result, column))
        case FolderExport():
            return lambda result: _write_folder(target, export.files(result))
        case FileExport():
            return lambda result: write_file(target, export.text(result))


def _write_book(path: Path, filled: FilledGradebook) -> None:
    write_file(path, filled.text)
    lines = list(filled.lines())
    echo(f"{path}: {lines[0]}")
    _list(lines[1:])


def _write_folder(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    with write_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in files:
        write_file(folder / name, text)


def _write_report(result: ClassResult, folder: Path, submissions: Sequence[Path]) -> None:
    from descent_game.homework.report.site import write_report  # noqa: PLC0415 - loads NumPy

    found = find_submissions(submissions)
    with write_errors(folder):
        with_progress(
            "Report",
            lambda: count_submissions(submissions),
            lambda update: write_report(result, folder, found, update),
        )


def _print_summary(result: ClassResult) -> None:
    graded, assignment = result.graded, result.assignment
    mean = sum(each.points for each in graded) / len(graded) if graded else 0.0
    echo(f"{len(graded)} graded, mean {mean:.2f} of {assignment.max_points:g} points")
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
    for line in lines[:MAX_LINES]:
        echo(f"  {line}")
    if len(lines) > MAX_LINES:
        echo(f"  and {len(lines) - MAX_LINES} more")
