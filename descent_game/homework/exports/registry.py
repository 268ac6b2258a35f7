"""Every format in which ``descent homework grade`` writes grades, each with its option.

An export is a file, a folder of files, or a learning platform's own gradebook with grades filled
in. The command makes its options from this table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from descent_game.homework.consolidation import ClassResult
from descent_game.homework.exports.canvas import fill_canvas
from descent_game.homework.exports.gradescope import result_files
from descent_game.homework.exports.junit import junit_xml
from descent_game.homework.exports.marks import FilledGradebook, Mark
from descent_game.homework.exports.moodle import fill_moodle
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.exports.table import Table


@dataclass(frozen=True)
class FileExport:
    """One file with the grades of all; ``short`` is the short form of its option, if any."""

    name: str
    help: str
    text: Callable[[ClassResult], str]
    short: str = ""


@dataclass(frozen=True)
class FolderExport:
    """A folder of files: ``files`` yields their names and texts."""

    name: str
    help: str
    files: Callable[[ClassResult], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class GradebookExport:
    """A gradebook that a platform exported. A second option names the column for the grades."""

    name: str
    help: str
    column_help: str
    fill: Callable[[Table, ClassResult, str | None], FilledGradebook]


Export: TypeAlias = FileExport | FolderExport | GradebookExport


def _canvas(table: Table, result: ClassResult, column: str | None) -> FilledGradebook:
    assignment = result.assignment
    return fill_canvas(table, _marks(result), assignment.file.title, assignment.max_points, column)


def _marks(result: ClassResult) -> list[Mark]:
    """Return the points of everybody whose submission was graded; other rows stay unchanged."""
    return [
        Mark(graded.student, graded.points, result.names_of(graded.student))
        for graded in result.graded
    ]


EXPORTS: tuple[Export, ...] = (
    FileExport(
        "output",
        "Write a CSV table, a line a student.",
        lambda result: results_csv(result.results, result.assignment),
        short="-o",
    ),
    GradebookExport(
        "canvas",
        "Fill in Canvas's exported gradebook.",
        "The assignment's column, or its number.",
        _canvas,
    ),
    GradebookExport(
        "moodle",
        "Fill in Moodle's grading worksheet.",
        "The column for grades.",
        lambda table, result, column: fill_moodle(
            table, _marks(result), result.assignment.max_points, column
        ),
    ),
    FolderExport("gradescope", "Write a results.json a student.", result_files),
    FileExport("junit", "Write JUnit XML.", lambda result: junit_xml(result.results)),
)
