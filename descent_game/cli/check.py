"""``descent level check``: checks that level files are complete and their claims true."""

import os.path
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import click

from descent_game.catalogue.catalogue import course_folder, find_level
from descent_game.catalogue.data_folder import cache_folder
from descent_game.checking.bindings import bindings_of
from descent_game.checking.cache import FindingsCache
from descent_game.checking.check_files import (
    DEFAULT_SEEDS,
    Report,
    level_files,
    run_check,
)
from descent_game.checking.reports import FORMATS
from descent_game.checking.trials import Trial
from descent_game.cli.output import echo
from descent_game.errors import DescentError, LevelError
from descent_game.level.loading import level_from_text, read_text
from descent_game.processes import available_jobs

FINDINGS = 1
UNREADABLE = 2


@click.command(epilog="Example: descent level check my-levels/ --seeds 100 --format json")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--seeds",
    type=click.IntRange(0, 10_000),
    default=DEFAULT_SEEDS,
    show_default=True,
    metavar="N",
    help="Try every level on so many drawn variants, too; 0 for the published level only.",
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Check so many files at once; without it as many as there are processors.",
)
@click.option(
    "--cache/--no-cache",
    "caching",
    default=True,
    help="Keep what was found, for the next check of the same file.  [default: cache]",
)
@click.option("--texts", is_flag=True, help="List the texts of each level beside their proofs.")
def check(  # noqa: PLR0913, PLR0917 - an option each
    paths: tuple[str, ...], seeds: int, form: str, jobs: int | None, caching: bool, texts: bool
) -> int:
    """Prove that levels are whole and true: files, folders or ids; without PATHS the course.

    Exit status: 0 if there are no errors, 1 if there are, 2 if something could not be opened.
    """
    places = _places(paths)
    report = checked(places, seeds, jobs or available_jobs(), caching=caching)
    if texts and form == "text":
        echo("\n".join(_text_lines(places)))
    echo(FORMATS[form](report))
    if any(finding.rule == "unreadable" for finding in report.findings):
        return UNREADABLE
    return FINDINGS if report.errors else 0


def _text_lines(places: Sequence[Path]) -> Iterator[str]:
    """Yield the texts of every level that can be read, each with its proofs."""
    for path in level_files(places):
        with suppress(LevelError, OSError):
            text = read_text(path)
            trial = Trial(level_from_text(text, path))
            yield str(path)
            yield from map(str, bindings_of(trial, text))


def checked(places: Sequence[Path], seeds: int, jobs: int, *, caching: bool = True) -> Report:
    """Return the report on level files and those in folders, and show the progress meanwhile."""
    cache = FindingsCache(cache_folder() / "checks", seeds) if caching else None
    with _progress(len(level_files(places))) as show:
        return run_check(places, seeds, jobs, show, cache)


@contextmanager
def _progress(files: int) -> Iterator[Callable[[Path], None]]:
    """Yield what shows each file that was checked, on standard error.

    That is a bar with its name on a terminal, else a line; one file alone has no line.
    """
    if sys.stderr.isatty():
        with click.progressbar(
            length=files,
            label="Checking levels",
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda path: path.stem if path else None,
        ) as bar:
            yield lambda path: bar.update(1, path)
        return
    numbers = count(1)

    def show(path: Path) -> None:
        if files > 1:
            echo(f"checked {next(numbers)} of {files}: {path.name}", err=True)

    yield show


def _places(names: Sequence[str]) -> list[Path]:
    """Return files and folders. Raises ``DescentError`` for what does not exist."""
    places = []
    for name in names or [str(course_folder())]:
        path = Path(name) if os.path.isdir(name) else find_level(name).path
        if not os.path.exists(path):
            raise DescentError(f"{name}: there is no such file or folder")
        if os.path.isdir(path) and not level_files([path]):
            raise DescentError(f"{name}: there is no level file in this folder")
        places.append(path)
    return places
