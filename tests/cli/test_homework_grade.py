import csv
import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from descent_game.cli.main import main
from descent_game.homework.exports.registry import (
    EXPORTS,
    Export,
    FolderExport,
    GradebookExport,
)
from tests.homework.classes import make_assignment, submission_of
from tests.homework.exports.gradescope_rules import problems
from tests.homework.exports.test_canvas import changes

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (77)\n"
    "    Points Possible,,,,,16\n"
    '"Lovelace, Ada",1,u1,ada,A,2\n"Hopper, Grace",2,u2,grace,A,3\n"Turing, Alan",3,u3,alan,A,\n'
)
ROSTER = (
    "id,name,email,uploaded\nu1,Ada Lovelace,ada@x.org,2026-03-02T12:30:00+01:00\n"
    "u2,Grace Hopper,grace@x.org,\nu3,Alan Turing,alan@x.org,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an assignment, three submissions, a broken one, and a roster."""
    assignment = make_assignment(tmp_path, personal=True)
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for student in ("ada@x.org", "u2", "stranger"):
        place = downloads / f"{student}_assignsubmission_file_"
        place.mkdir()
        (place / "hw1.descent.json").write_bytes(submission_of(assignment, student))
    (downloads / "broken.json").write_text('{"format": 1,', encoding="utf-8")
    (downloads / "essay.pdf").write_text("no submission", encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "canvas.csv").write_text(CANVAS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, where: str = "downloads") -> int:
    given = ["homework", "grade", str(folder / "hw1.toml"), str(folder / where), *arguments]
    with pytest.raises(SystemExit) as left:
        main(given)
    assert isinstance(left.value.code, int)
    return left.value.code


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {row["student"] or row["source"]: row for row in rows}


def test_everybody_has_a_line_and_the_summary_tells_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "grades.csv"
    assert run(folder, "--jobs", "1", "-o", str(out), "--roster", str(folder / "roster.csv")) == 0
    rows = rows_of(out)
    assert {name: row["status"] for name, row in rows.items()} == {
        "u1": "graded", "u2": "graded", "u3": "missing", "stranger": "graded",
        "downloads/broken.json": "refused",
    }  # fmt: skip
    assert rows["u1"]["lost"] == "0.1000"
    assert "late by 30 min" in rows["u1"]["late"]
    told = capsys.readouterr().out
    for words in ("3 graded", "refused: 1", "not JSON", "not on the roster: 1", "handed in: 1"):
        assert words in told


def test_order_of_files_and_number_of_processes_change_nothing(folder: Path) -> None:
    first, second = folder / "a.csv", folder / "b.csv"
    run(folder, "--jobs", "1", "-o", str(first))
    files = sorted(
        (folder / "downloads").iterdir(), key=lambda each: random.Random(each.name).random()
    )
    with zipfile.ZipFile(folder / "downloads.zip", "w") as packed:
        for each in files:
            for file in [each] if each.is_file() else list(each.iterdir()):
                packed.write(file, file.relative_to(folder / "downloads"))
    run(folder, "--jobs", "2", "-o", str(second), where="downloads.zip")
    text = second.read_text(encoding="utf-8").replace("downloads.zip/", "downloads/")
    assert text == first.read_text(encoding="utf-8")


def test_canvas_gets_its_own_file_back(folder: Path) -> None:
    source, filled = folder / "canvas.csv", folder / "filled.csv"
    roster = str(folder / "roster.csv")
    run(folder, "--canvas", str(source), str(filled), "--roster", roster, "--jobs", "1")
    changed = changes(CANVAS, filled.read_text(encoding="utf-8"))
    assert set(changed) == {("1", "Homework 1 (77)"), ("2", "Homework 1 (77)")}


def test_every_export_is_written(folder: Path) -> None:
    run(
        folder, "--jobs", "1", "--junit", str(folder / "j.xml"), "--report", str(folder / "r"),
        "--gradescope", str(folder / "g"),
    )  # fmt: skip
    documents = sorted((folder / "g").iterdir())
    assert len(documents) == 3
    for document in documents:
        assert problems(document.read_text(encoding="utf-8")) == []
        assert json.loads(document.read_text(encoding="utf-8"))["tests"]
    assert sorted(page.name for page in (folder / "r").iterdir()) == [
        "index.html", "student-0001.html", "student-0002.html", "student-0003.html",
    ]  # fmt: skip
    assert "://" not in (folder / "r" / "index.html").read_text(encoding="utf-8")
    assert "<testsuite " in (folder / "j.xml").read_text(encoding="utf-8")


GRADEBOOKS = {
    "canvas": CANVAS,
    "moodle": "Identifier,Full name,Email,Grade,Maximum grade\nP1,Grace Hopper,u2,,16\n",
}


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_each_export_has_an_option_that_writes_it(folder: Path, export: Export) -> None:
    target = folder / "target"
    given = [f"--{export.name}", str(target)]
    if isinstance(export, GradebookExport):
        source = folder / "gradebook.csv"
        source.write_text(GRADEBOOKS[export.name], encoding="utf-8")
        given.insert(1, str(source))
    run(folder, "--jobs", "1", "--roster", str(folder / "roster.csv"), *given)
    files = list(target.iterdir()) if isinstance(export, FolderExport) else [target]
    assert files
    assert all(file.stat().st_size for file in files)


@pytest.mark.parametrize("option", ["--canvas", "--moodle"])
def test_a_wrong_gradebook_is_told_before_anything_is_written(
    folder: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "wrong.csv").write_text("hello", encoding="utf-8")
    out = folder / "grades.csv"
    given = (option, str(folder / "wrong.csv"), str(folder / "filled.csv"), "-o", str(out))
    assert run(folder, *given, "--jobs", "1") == 2
    assert not out.exists()
    assert "wrong.csv" in capsys.readouterr().err


def test_games_of_a_changed_level_are_graded_with_the_old_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = folder / "old"
    old.mkdir()
    shutil.copy(folder / "bowl.toml", old / "bowl.toml")
    text = (folder / "bowl.toml").read_text(encoding="utf-8")
    (folder / "bowl.toml").write_text(text.replace("turns = 14", "turns = 13"), encoding="utf-8")
    out = folder / "grades.csv"
    run(folder, "--jobs", "1", "-o", str(out))
    assert "changed since it was played, in rules" in capsys.readouterr().out
    assert rows_of(out)["u2"]["bowl.attempts"] == "0"
    run(folder, "--jobs", "1", "-o", str(out), "--old-levels", str(old))
    assert rows_of(out)["u2"]["bowl.attempts"] == "1"
