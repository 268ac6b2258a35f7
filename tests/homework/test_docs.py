"""The commands of docs/homework.md, run as they stand there."""

import csv
import io
import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.cli.main import main
from descent_game.game.directions import heading_of
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework.assignment import read_assignment
from descent_game.homework.assignment_template import template
from descent_game.homework.bots import BotFile
from descent_game.homework.student import next_attempt, purpose
from descent_game.level.loading import tables_from
from descent_game.optimizers.registry import build
from descent_game.player.record import Record

PAGE = (Path(__file__).parents[2] / "docs" / "homework.md").read_text(encoding="utf-8")
STUDENT = "ada@example.org"
RACE = 'format = 1\nid = "{0}"\ntitle = "Bots"\n[race]\nmaps = 2\n' + (
    '[[levels]]\nlevel = "{1}"\npoints = 5\n'
)
ROSTER = f"id,name,email,uploaded\n{STUDENT},Ada Lovelace,{STUDENT},2026-01-02T03:04:05+00:00\n"
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Homework: hw1 (98765)\n" + (
    f'    Points Possible,,,,,15\n"Ada Lovelace",4211,u1,{STUDENT},S,\n'
)
MOODLE = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade)\n" + (
    f"Participant 7,Ada Lovelace,{STUDENT},Submitted for grading,,100.00,-\n"
)


def commands() -> list[str]:
    """Return every command of the page; the instructor's first ones come first, as in life."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    found = [line for line in lines if line]
    assert all(line.startswith("descent homework ") for line in found)
    return sorted(found, key=lambda line: line.split()[2] not in ("new", "check"))


def play_a_game() -> None:
    assignment, record = read_assignment(Path("hw1.toml")), Record()
    level = assignment.levels[0]
    attempt = next_attempt(assignment, STUDENT, level, record.seen(level))
    game = Game(level, attempt.seed)
    while game.outcome is None:
        game.play(Move(heading_of(game.compass), 0.5))
    record.set_purpose(game, purpose(assignment, STUDENT))
    record.save(attempt, game)


def bots() -> Iterator[str]:
    yield from re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def write_downloads() -> None:
    """Write what the page takes as given: downloads, a roster, gradebooks, bots."""
    submitted = Path(f"{STUDENT}-hw1.descent.json").read_bytes()
    Path("downloads").mkdir()
    Path("downloads/ada.json").write_bytes(submitted)
    with zipfile.ZipFile("submissions.zip", "w") as packed:
        packed.writestr(f"Ada Lovelace_7_assignsubmission_file/{STUDENT}-hw1.json", submitted)
    with zipfile.ZipFile("bots.zip", "w") as packed:
        packed.writestr("ada/bot.toml", next(bots()))
    for name, text in {
        "class.csv": ROSTER,
        "exported.csv": CANVAS,
        "worksheet.csv": MOODLE,
        "hw3.toml": RACE.format("hw3", "ravine"),
        "secret.toml": RACE.format("hw3", "free-bowl"),
    }.items():
        Path(name).write_text(text, encoding="utf-8")


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    for command in commands():
        words = shlex.split(command.replace("--student ID", f"--student {STUDENT}"))[1:]
        if words[1] == "autograder":  # fetches libraries; it has tests of its own
            continue
        if words[1] == "submit":
            play_a_game()
        if words[1] == "grade" and not Path("downloads").exists():
            write_downloads()
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0, command
        if words[1] == "new":
            file = Path(words[2])
            text = file.read_text(encoding="utf-8").replace("# due =", "due =", 1)
            file.write_text(text, encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(Path("grades.csv").read_text(encoding="utf-8")))
    assert (row["student"], row["status"], row["late"]) == (STUDENT, "graded", "in time")
    for filled in ("filled.csv", "leaderboard.csv"):
        assert "ada" in Path(filled).read_text(encoding="utf-8").casefold()


def test_the_bot_of_the_page_is_one() -> None:
    for text in bots():
        file = tables_from(text, Path("bot.toml"), BotFile, lambda file, problems: None)
        assert build(file.optimizer, file.settings).name == "momentum"


def test_the_page_names_what_people_have_to_know() -> None:
    for words in ("No import into a live Canvas", "`solve`, `demo` and the published plays"):
        assert words in " ".join(PAGE.split())
    assert "solve, demo" in template("hw1")
