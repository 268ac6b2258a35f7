"""kill -9 in the middle of grading and of handing in: what is there is whole, a rerun completes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from descent_game.game.attempts import Attempt
from descent_game.homework.submission import read_submission
from descent_game.player.record import Record
from tests.homework.classes import make_assignment, play, submission_of

STUDENTS = 12


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "descent_game", "homework", *arguments]


def killed(arguments: list[str], when: Path, count: int, environment: dict[str, str]) -> None:
    """Start a command and kill it as soon as so many files are in a folder."""
    process = subprocess.Popen(
        command(*arguments), env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and (not when.exists() or len(os.listdir(when)) < count):
        pass
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("count", [1, 7])
def test_grading_killed_in_the_middle_leaves_whole_files(tmp_path: Path, count: int) -> None:
    assignment = make_assignment(tmp_path)
    files = tmp_path / "files"
    files.mkdir()
    for number in range(STUDENTS):
        (files / f"{number}.json").write_bytes(submission_of(assignment, f"s{number}"))
    out, folder = tmp_path / "grades.csv", tmp_path / "results"
    out.write_text("what was there before", encoding="utf-8")
    given = ["grade", str(assignment.path), str(files), "--jobs", "1", "-o", str(out)]
    given += ["--gradescope", str(folder), "--report", str(tmp_path / "report")]
    killed(given, folder, count, dict(os.environ))
    for path in folder.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["score"] == 10.0
    text = out.read_text(encoding="utf-8")
    assert text == "what was there before" or len(text.splitlines()) == STUDENTS + 1
    subprocess.run(command(*given), check=True, capture_output=True)
    assert len(out.read_text(encoding="utf-8").splitlines()) == STUDENTS + 1
    assert len(list((tmp_path / "report").glob("*.html"))) == STUDENTS + 1


def test_handing_in_killed_in_the_middle_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, personal=True)
    home, folder = tmp_path / "home", tmp_path / "out"
    record = Record(home)
    game = play(assignment, "ada", 0, ((0.0, 1.0),))
    record.save(Attempt(game.level, game.seed), game)
    record.close()
    given = ["submit", str(assignment.path), "--student", "ada", "-o", str(folder)]
    environment = {**os.environ, "DESCENT_HOME": str(home)}
    killed(given, folder, 1, environment)
    for path in folder.glob("ada*.json"):
        assert read_submission(path.read_bytes()).student == "ada"
    subprocess.run(command(*given), env=environment, check=True, capture_output=True)
    assert list(folder.glob("ada*.json"))
