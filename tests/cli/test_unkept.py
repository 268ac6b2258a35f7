"""What cannot be kept is never called kept, and what cannot be written leaves nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record, to_json
from descent_game.player.storage import FILE
from tests.cli.conftest import Run
from tests.homework.classes import make_assignment, submission_of

MOVES = "40 2\nhint\nq\n"
KEPT = "The game is kept: play again to go on with it."


def on_a_full_disk(folder: Path, *arguments: str, given: str = "") -> tuple[int, str]:
    """Run a command that may write no byte to a file; return its status and all it said."""
    done = subprocess.run(
        ["sh", "-c", f'ulimit -f 0; exec "{sys.executable}" -m descent_game "$@"', "", *arguments],
        input=given, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def newer(home: Path) -> None:
    connection = sqlite3.connect(home / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def in_the_way(home: Path) -> None:
    (home / FILE).mkdir()


def foreign(home: Path) -> None:
    connection = sqlite3.connect(home / FILE)
    connection.execute("CREATE TABLE games (x)")
    connection.close()


@pytest.mark.parametrize("spoil", [newer, in_the_way, foreign])
def test_no_front_calls_a_game_kept_where_the_record_cannot_be_used(
    descent: Run, home: Path, spoil: object
) -> None:
    assert callable(spoil)
    spoil(home)
    told = " ".join(descent("play", "first-light", "--plain", given=MOVES).out.split())
    assert "Nothing will be kept when you leave" in told
    assert "This game is lost: it could not be kept." in told
    assert KEPT not in told
    assert "is kept" not in descent("play", "first-light", "--plain", given="help\nq\n").out
    for command in (["progress"], ["progress", "export"], ["replay", "first-light"]):
        done = descent(*command)
        assert done.status == 2
        assert "Nothing will be kept when you leave" in done.err
    listed = descent("level", "list")
    assert (listed.status, "First light" in listed.out) == (0, True)
    assert "Nothing will be kept" in listed.err


@pytest.mark.parametrize("command", [["status"], ["submit"], ["start"]])
def test_homework_does_not_call_games_missing_that_it_cannot_see(
    descent: Run, home: Path, tmp_path: Path, command: list[str]
) -> None:
    newer(home)
    path = make_assignment(tmp_path).path
    done = descent("homework", *command, str(path), "--student", "ada")
    assert "newer version of Descent" in done.err
    assert command == ["start"] or (done.status, done.out) == (2, "")


def test_a_game_on_a_full_disk_is_not_called_kept(tmp_path: Path, descent: Run) -> None:
    descent("progress")  # the record is there, and then the disk is full
    status, told = on_a_full_disk(tmp_path, "play", "first-light", "--plain", given=MOVES)
    assert status == 0
    assert KEPT not in told
    assert "This game is lost: it could not be kept." in told
    done = descent("play", "first-light", "--plain", given=MOVES)
    assert KEPT in done.out
    assert "lost" not in done.out


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path, descent: Run) -> None:
    folder, hw = tmp_path / "work", tmp_path / "hw"
    folder.mkdir()
    hw.mkdir()
    assignment = make_assignment(hw)
    (hw / "ada.json").write_bytes(submission_of(assignment, "ada"))
    book = "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (7)\n"
    book += "Points Possible,,,,,16\nAda,1,,ada,1,\n"
    (hw / "book.csv").write_text(book, encoding="utf-8")
    game = Game(open_level("first-light"))
    game.play(Move(40.0, 2.0))
    (hw / "game.json").write_text(to_json(record(game)), encoding="utf-8")
    on_hw = [str(assignment.path), str(hw / "ada.json")]
    commands = (
        ["level", "new", "mine"],
        ["homework", "new", "hw.toml"],
        ["level", "show", "first-light", "--svg", "map.svg"],
        ["replay", str(hw / "game.json"), "--html", "game.html"],
        ["replay", str(hw / "game.json"), "--text", "game.txt"],
        ["sandbox", "w1**2+w2**2", "--save", "loss.toml"],
        ["homework", "grade", *on_hw, "--jobs", "1", "-o", "out.csv"],
        ["homework", "grade", *on_hw, "--jobs", "1", "--junit", "out.xml"],
        ["homework", "grade", *on_hw, "--jobs", "1", "--canvas", str(hw / "book.csv"), "out.csv"],
        ["level", "pack", "--new", "."],
    )
    for command in commands:
        status, told = on_a_full_disk(folder, *command)
        assert status == 2, command
        assert "cannot" in told, command
        assert len(told.splitlines()) == 1, command
        assert os.listdir(folder) == [], command


def test_a_folder_of_results_that_cannot_be_written_is_told(tmp_path: Path, descent: Run) -> None:
    assignment = make_assignment(tmp_path)
    (tmp_path / "ada.json").write_bytes(submission_of(assignment, "ada"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    below = str(tmp_path / "file" / "below")
    for option in ("--gradescope", "--report", "-o"):
        done = descent("homework", "grade", str(assignment.path), str(tmp_path / "ada.json"),
                       "--jobs", "1", option, below)  # fmt: skip
        assert done.status == 2
        assert done.err.startswith(f"descent: {below}: ")
        assert len(done.err.splitlines()) == 1


def test_a_damaged_row_is_told_once_by_every_command(descent: Run, home: Path) -> None:
    descent("play", "first-light", "--plain", given="40 2\nresign\nq\n")
    connection = sqlite3.connect(home / FILE)
    connection.execute("UPDATE games SET turns = 'many'")
    connection.commit()
    connection.close()
    for command in (
        ["progress"],
        ["progress", "--json"],
        ["progress", "export"],
        ["level", "list"],
    ):
        done = descent(*command)
        assert done.status == 0
        assert done.err.count("1 game of the record cannot be read") == 1
    assert "no finished game" in descent("replay", "first-light").err
    told = descent("play", "first-light", "--plain", given="40 2\nq\n").out
    assert "cannot be read" in told
    assert KEPT in told


@pytest.mark.parametrize("variable", ["DESCENT_HOME", "HOME"])
def test_a_home_that_is_no_text_keeps_games(tmp_path: Path, variable: str) -> None:
    home = tmp_path / os.fsdecode(b"h\xffme")
    home.mkdir()
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment |= {variable: str(home)}

    def run(*arguments: str, given: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "descent_game", *arguments], input=given, text=True, cwd=home,
            env=environment, capture_output=True, check=False, errors="replace",
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert KEPT in run("play", "first-light", "--plain", given=MOVES)
    assert "You continue the game" in run("play", "first-light", "--plain", given="resign\n")
    shutil.copy(open_level("first-light").path, home)
    run("play", "first-light.toml", "--plain", given="40 2\nresign\nq\n")
    run("level", "check", "first-light.toml", "--seeds", "0")
    assert "xffme/first-light.toml" in run("progress", "export")
    make_assignment(home)
    run("homework", "start", "hw1.toml", "--student", "ada", "--plain", given="40 2\nresign\nq\n")
    assert "ada" in run("homework", "status")
    run("homework", "submit")
    run("homework", "grade", "hw1.toml", "ada-hw1.descent.json", "--jobs", "1", "-o", "a.csv")
    assert sorted(home.glob("*.json")) == [home / "ada-hw1.descent.json"]
