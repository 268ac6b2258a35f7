"""The self-test of an autograder: it runs as Gradescope would, on good and on bad uploads."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from descent_game.game.game import Game
from descent_game.homework.assignment import Assignment
from descent_game.homework.grading import grade
from descent_game.homework.submission import (
    SubmittedGame,
    make_submission,
    submitted_game,
    to_json,
)
from descent_game.level.schema import Level
from descent_game.measuring.solver import solved

STUDENT = "self-test"
METADATA = {
    "created_at": "2020-01-01T00:00:00.000000+00:00",
    "users": [{"email": f"{STUDENT}@example.org", "id": 1, "name": "Self Test"}],
    "previous_submissions": [],
}
TIMEOUT = 120
"""Seconds for one script."""


class CheckResult(NamedTuple):
    """The result of one test, with what was found."""

    name: str
    passed: bool
    detail: str


def run_checks(packed: Path, assignment: Assignment, folder: Path) -> Iterator[CheckResult]:
    """Yield the results of tests of an autograder.

    Args:
        packed: Its zip file.
        assignment: What it grades.
        folder: An empty folder, the root directory of the simulated machine.
    """
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "source")
    shutil.copy(folder / "source" / "run_autograder", folder)
    done = _run(["bash", str(folder / "source" / "setup.sh")], folder)
    found = done.returncode == 0
    last = "".join(done.stderr.strip().splitlines()[-1:])
    yield CheckResult("setup", found, "found a Python" if found else last)
    good = good_submission(assignment)
    other = good.replace(STUDENT.encode(), b"somebody-else")
    expected = grade(good, assignment)
    for name, files, score in (
        ("a good submission", {"hw.descent.json": good}, expected.points),
        ("a torn submission", {"hw.descent.json": good[:-200]}, 0.0),
        ("another student's", {"hw.descent.json": other}, None),
        ("nothing handed in", {}, 0.0),
    ):
        yield _trial(folder, name, files, score)
    (folder / "source" / "grade.py").write_text("import os; os._exit(9)\n", encoding="utf-8")
    yield _trial(folder, "a program that dies", {"hw.descent.json": good}, 0.0)


def good_submission(assignment: Assignment) -> bytes:
    """Return a submission of one game on every level, the shortest that the solver finds."""
    attempts = tuple(_play(assignment, level) for level in assignment.levels)
    return to_json(make_submission(assignment, STUDENT, attempts)).encode()


def _play(assignment: Assignment, level: Level) -> SubmittedGame:
    game = solved(Game(level, assignment.seed(STUDENT, level, 1)))
    game.resign()
    return submitted_game(game, 1)


def _trial(folder: Path, name: str, files: dict[str, bytes], score: float | None) -> CheckResult:
    """Return the result of one upload; with a score of None any score passes."""
    for part in ("submission", "results"):
        shutil.rmtree(folder / part, ignore_errors=True)
        (folder / part).mkdir()
    for file, content in files.items():
        (folder / "submission" / file).write_bytes(content)
    (folder / "submission_metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    _run(["bash", str(folder / "run_autograder")], folder)
    try:
        text = (folder / "results" / "results.json").read_text(encoding="utf-8")
        document: dict[str, Any] = json.loads(text)
        found = float(document["score"])
    except (OSError, ValueError, KeyError) as error:
        return CheckResult(name, passed=False, detail=f"no results file: {error}")
    passed = score is None or abs(found - score) < 1e-6
    first = str(document.get("output", "")).split("\n", 1)[0]
    wanted = "" if score is None else f" (should be {score:g})"
    return CheckResult(name, passed, f"score {found:g}{wanted}: {first}")


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script without this environment's variables, as on another machine."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
    environment = {**kept, "AUTOGRADER_ROOT": str(folder), "HOME": str(folder)}
    return subprocess.run(  # noqa: S603 - our own scripts
        command,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=TIMEOUT,
        check=False,
    )
