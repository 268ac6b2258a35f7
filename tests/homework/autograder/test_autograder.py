"""The autograder, made without a network and run as Gradescope runs it."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from descent_game.cli.main import main
from descent_game.homework.assignment import Assignment
from descent_game.homework.autograder.identity import read_upload
from descent_game.homework.autograder.packing import autograder_zip
from descent_game.homework.autograder.runner import run
from descent_game.homework.autograder.self_test import good_submission
from descent_game.homework.autograder.wheels import PackingError, find_wheel
from descent_game.homework.grading import grade
from descent_game.homework.roster import RosterStudent, roster_of
from tests.homework.classes import make_assignment, submission_of
from tests.homework.exports.gradescope_rules import problems

PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return make_assignment(tmp_path_factory.mktemp("hw"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a wheel of msgspec, made from the one that is installed."""
    folder = tmp_path_factory.mktemp("wheels")
    package = Path(msgspec.__file__).parent
    tag = f"cp{PYTHON.replace('.', '')}"
    with zipfile.ZipFile(folder / f"msgspec-0.0.1-{tag}-{tag}-linux.whl", "w") as wheel:
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                wheel.write(path, f"msgspec/{path.relative_to(package)}")
    return folder


@pytest.fixture(scope="module")
def machine(assignment: Assignment, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder laid out as Gradescope's machine, with the autograder unpacked."""
    root = tmp_path_factory.mktemp("autograder")
    roster = roster_of([RosterStudent("u1", ("ada@x.org",))])
    packed = root / "autograder.zip"
    packed.write_bytes(autograder_zip(assignment, roster, pythons=[PYTHON], wheels=wheels))
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(root / "source")
    (root / "submission").mkdir()
    (root / "results").mkdir()
    return root


def graded(
    root: Path,
    files: dict[str, bytes],
    *,
    email: str = "ada@x.org",
    created: str = "2026-03-01T00:00:00+00:00",
) -> dict[str, Any]:
    """Return the results of an upload, held to Gradescope's specification."""
    for path in (root / "submission").iterdir():
        path.unlink()
    for name, content in files.items():
        (root / "submission" / name).write_bytes(content)
    metadata = {"created_at": created, "users": [{"email": email, "id": 3, "name": "A"}]}
    (root / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    run(root)
    text = (root / "results" / "results.json").read_text(encoding="utf-8")
    assert problems(text) == []
    document: dict[str, Any] = json.loads(text)
    return document


@pytest.mark.parametrize("student", ["ada@x.org", "ada", "u1", "U1"])
def test_the_points_are_those_of_the_grader(
    machine: Path, assignment: Assignment, student: str
) -> None:
    content = submission_of(assignment, student)
    document = graded(machine, {"any.json": content, "notes.txt": b"x"})
    assert document["score"] == grade(content, assignment).points == 10.0
    assert [test["score"] for test in document["tests"]] == [10.0, 0.0]


def test_lateness_is_taken_from_the_time_of_upload(machine: Path, assignment: Assignment) -> None:
    late = "2026-03-02T13:00:00.000000+01:00"
    document = graded(machine, {"a.json": submission_of(assignment, "ada")}, created=late)
    assert document["score"] == 9.0
    assert "late by 1 h" in document["output"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "There is no submission"),
        ({"a.json": b"{"}, "not JSON"),
        ({"a.txt": b"x"}, "No file"),
        ({"a.zip": b"x"}, "not a zip file"),
    ],
)
def test_without_a_submission_there_are_no_points_but_a_reason(
    machine: Path, files: dict[str, bytes], words: str
) -> None:
    document = graded(machine, files)
    assert document["score"] == 0
    assert words in document["output"]


def test_anothers_submission_earns_nothing(machine: Path, assignment: Assignment) -> None:
    document = graded(machine, {"a.json": submission_of(assignment, "bob")})
    assert document["score"] == 0
    assert "submission of bob" in document["output"]


def test_a_failure_of_the_grader_itself_still_writes_results(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(root: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("descent_game.homework.autograder.runner.grade_upload", broken)
    assert "not your fault" in graded(machine, {})["output"]
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["import os; os._exit(9)", "while True: pass", "import nothing"])
def test_the_shell_leaves_results_even_if_the_program_dies(machine: Path, damage: str) -> None:
    entry = machine / "source" / "grade.py"
    kept = entry.read_text(encoding="utf-8")
    results = machine / "results" / "results.json"
    results.unlink(missing_ok=True)
    (machine / "source" / ".python").write_text(sys.executable, encoding="utf-8")
    entry.write_text(damage, encoding="utf-8")
    try:
        subprocess.run(
            ["bash", machine / "source" / "run_autograder"],
            env={
                "AUTOGRADER_ROOT": str(machine),
                "AUTOGRADER_SECONDS": "0.3",
                "PATH": os.defpath,
            },
            check=True,
            capture_output=True,
        )
    finally:
        entry.write_text(kept, encoding="utf-8")
    text = results.read_text(encoding="utf-8")
    assert problems(text) == []
    assert json.loads(text)["score"] == 0


def test_the_command_makes_it_and_tries_it(
    assignment: Assignment,
    wheels: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = os.path.dirname(sys.executable)  # where the trial looks for the Python it packs for
    monkeypatch.setenv("PATH", f"{here}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    out = tmp_path / "autograder.zip"
    given = ["homework", "autograder", str(assignment.path), "-o", str(out), "--self-test"]
    with pytest.raises(SystemExit) as left:
        main([*given, "--python", PYTHON, "--wheels", str(wheels)])
    told = capsys.readouterr().out
    assert left.value.code == 0, told
    assert told.count("ok ") == 6
    assert "score 16" in told
    names = zipfile.ZipFile(out).namelist()
    assert not [name for name in names if "/tui/" in name or "/cli/" in name]


def test_a_missing_wheel_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackingError, match=r"no wheel of msgspec for Python 3\.12"):
        find_wheel("msgspec", "3.12", tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"users": 3, "created_at": 5}', "[" * 99_999])
def test_metadata_that_say_nothing_name_nobody(tmp_path: Path, text: str) -> None:
    path = tmp_path / "submission_metadata.json"
    path.write_text(text, encoding="utf-8")
    upload = read_upload(path)
    assert (upload.created, upload.is_by("")) == (None, False)


def test_metadata_tell_when_and_who(tmp_path: Path) -> None:
    path = tmp_path / "submission_metadata.json"
    path.write_text(
        '{"created_at": "2018-07-01T14:22:32.365935-07:00", "users": [{"email": "Ada@X.org"}]}',
        encoding="utf-8",
    )
    upload = read_upload(path, {"ada@x.org": "u1"})
    assert upload.created == datetime(2018, 7, 1, 21, 22, 32, 365935, UTC)
    assert [upload.is_by(name) for name in ("ada@x.org", "ADA", "u1", "bob")] == [True] * 3 + [
        False
    ]


def test_the_trials_submission_is_a_first_attempt(tmp_path: Path) -> None:
    once = make_assignment(tmp_path, personal=True, more="attempts = 1")
    graded_once = grade(good_submission(once), once)
    assert [level.number for level in graded_once.levels] == [1, 1]
    assert all(level.reached for level in graded_once.levels)


def test_metadata_name_people_without_a_roster(tmp_path: Path) -> None:
    path = tmp_path / "submission_metadata.json"
    path.write_text('{"users": [{"email": "ada@x.org", "sid": "77"}, 3]}', encoding="utf-8")
    upload = read_upload(path)
    assert [upload.is_by(name) for name in ("ada@x.org", "ada", "77", "x.org")] == [True] * 3 + [
        False
    ]
