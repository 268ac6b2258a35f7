"""Long commands beside the same ones at an earlier commit, in processor time.

The commit is checked out into a folder of its own and run with this Python and these packages.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.editing import with_rows_inside
from benchmarks.measure import ratio_of, report, without

REVISION = "178f2a7"
HERE = Path(__file__).parents[1]
STUDENTS = 60
NO_CACHE = ("--no-cache",)


class Trial(NamedTuple):
    """The checkouts of now and then, and a folder for what is checked and graded."""

    now: Path
    then: Path
    folder: Path

    def compare(self, arguments: Sequence[str], repeats: int = 1, new: Sequence[str] = ()) -> float:
        """Return the ratio of the processor time of a command now to that of it then.

        ``new`` are options that there were not then.
        """
        now = partial(processor_seconds, [*arguments, *new], self.now, self.folder)
        then = partial(processor_seconds, arguments, self.then, self.folder)
        return ratio_of(now, then, repeats)


def measure(names: Sequence[str], revision: str) -> None:
    """Print the figures of those names against a revision, where the checkout has it."""
    with tempfile.TemporaryDirectory() as folder, checkout(revision, Path(folder)) as then:
        for name in names:
            if then is None:
                without(name, f"this checkout has no commit {revision}")
            else:
                RUNS[name](Trial(HERE, then, Path(folder)))


@contextmanager
def checkout(revision: str, folder: Path) -> Iterator[Path | None]:
    """Yield a worktree of a revision, or None where there is no such commit."""
    git, place = ["git", "-C", str(HERE)], folder / "then"
    add = [*git, "worktree", "add", "--quiet", "--detach", str(place), revision]
    try:
        made = subprocess.run(add, check=False, capture_output=True).returncode == 0
    except OSError:  # no git
        made = False
    try:
        yield place if made else None
    finally:
        if made:
            subprocess.run([*git, "worktree", "remove", "--force", str(place)], check=False)


def processor_seconds(arguments: Sequence[str], place: Path, folder: Path) -> float:
    """Return the processor time that Python and its children take with a checkout's modules."""
    environment = {
        **os.environ, "PYTHONPATH": str(place), "DESCENT_PACKS": "off", "DESCENT_HOME": str(folder),
    }  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, *arguments], cwd=place, env=environment, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    if run.returncode not in (0, 1):  # 1: something was found, which is no failure to run
        raise RuntimeError(f"{' '.join(arguments)} in {place}: {run.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def course(trial: Trial) -> None:
    """Check the course."""
    found = trial.compare(["-m", "descent_game", "level", "check"], new=NO_CACHE)
    report("check of the course, its rules and levels of now / then", found, 0.4)


def data_level(trial: Trial) -> None:
    """Check a level of 40 rows: read for the first time, and again."""
    path = str(with_rows_inside(trial.folder, rows=40))
    check = ["-m", "descent_game", "level", "check", path]
    report("check of a data level of 40 rows / then", trial.compare(check, 3, NO_CACHE), 0.15)


def unchanged(trial: Trial) -> None:
    """Check the course again, beside the check before which kept its findings."""
    check = ["-m", "descent_game", "level", "check"]
    anew = processor_seconds([*check, "--no-cache"], trial.now, trial.folder)
    processor_seconds(check, trial.now, trial.folder)
    again = processor_seconds(check, trial.now, trial.folder)
    report("check of unchanged files / the check before", again / anew, 0.02)


def grading(trial: Trial) -> None:
    """Grade a class whose submissions are those of then."""
    make = ["-m", "benchmarks.classes", str(trial.folder / "class"), "--students", str(STUDENTS)]
    processor_seconds(make, trial.then, trial.folder)
    homework, files = trial.folder / "class/hw1.toml", trial.folder / "class/submissions"
    grade = ["-m", "descent_game", "homework", "grade", str(homework), str(files), "--jobs", "1"]
    grade += ["-o", str(trial.folder / "grades.csv")]
    report(f"grading {STUDENTS} submissions / then", trial.compare(grade, 3), 0.33)


def tests(trial: Trial) -> None:
    """Run all tests; those of now are more."""
    found = trial.compare(["-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider"])
    report("make test, the cases of now / the cases of then", found, 0.5)


RUNS: dict[str, Callable[[Trial], None]] = {
    "course": course,
    "data-level": data_level,
    "unchanged": unchanged,
    "grading": grading,
    "tests": tests,
}
