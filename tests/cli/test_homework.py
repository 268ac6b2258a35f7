"""A homework's round trip: new, check, play, status, submit, grade."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from descent_game.cli.main import main
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework.assignment import Assignment
from descent_game.homework.grading import grade
from descent_game.homework.student import collect, next_attempt, points_so_far
from descent_game.player.record import AttemptNotes, Record
from tests.homework.classes import make_assignment, play


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["homework", *arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    return tmp_path


def keep(record: Record, game: Game, said: AttemptNotes | None = None) -> None:
    record.save(Attempt(game.level, game.seed), game)
    if said:
        record.save_notes(game, said)


@pytest.fixture
def played(home: Path) -> Assignment:
    """Return an assignment of which ada has played the first level."""
    assignment = make_assignment(home, personal=True, more="[points]\nquestions = 0.5")
    record = Record()
    keep(record, play(assignment, "ada", 0, ((0.0, 1.0),)), AttemptNotes((1,), (1,), 2))
    record.close()
    return assignment


def test_a_new_file_can_be_checked_and_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "Home work!.toml")
    assert run("new", path) == 0
    assert run("check", path) == 0
    assert "home-work" in capsys.readouterr().out
    assert run("new", path) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.usefixtures("played")
def test_status_tells_points_and_what_is_missing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status", str(home / "hw1.toml"), "--student", "ada") == 0
    told = capsys.readouterr().out
    for words in ("2026-03-02 12:00+01:00", "5 of 16", "1 of 1 answered right", "missing: A level"):
        assert words in told


def test_what_submit_promises_the_grader_gives_and_nothing_is_overwritten(
    home: Path, played: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("submit", str(home / "hw1.toml"), "--student", "ada", "-o", str(home / "out"))
    assert run(*given) == 0
    first = (home / "out" / "ada-hw1.descent.json").read_bytes()
    assert "ada: 5 of 16 points" in capsys.readouterr().out
    assert grade(first, played).points == 5.0
    assert json.loads(first)["attempts"][0]["hints"] == 2
    assert run(*given) == 0
    assert (home / "out" / "ada-hw1.descent.json").read_bytes() == first
    assert (home / "out" / "ada-hw1-2.descent.json").exists()
    assert len(list((home / "out").iterdir())) == 2


@pytest.mark.parametrize("student", ["../../etc/x", "a/b", "ada lovelace"])
def test_no_id_leads_out_of_the_folder(home: Path, student: str) -> None:
    assignment = make_assignment(home, personal=True)
    keep(Record(), play(assignment, student, 0, ((0.0, 1.0),)))
    assert run("submit", str(home / "hw1.toml"), "--student", student, "-o", str(home / "o")) == 0
    (written,) = (home / "o").iterdir()
    assert grade(written.read_bytes(), assignment).student == student


def test_without_a_finished_game_there_is_nothing_to_submit(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_assignment(home)
    assert run("submit", str(home / "hw1.toml"), "--student", "ada", "-o", str(home)) == 2
    assert "no game" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("personal", "more", "words"),
    [
        (True, "", "own maps; at most 200 attempts, the best one counts"),
        (
            True,
            'counts = "last"\nattempts = 7',
            "own maps; at most 7 attempts, the last one counts",
        ),
        (False, "", "the published maps; any number of attempts, the best one counts"),
    ],
)
def test_students_are_told_how_many_attempts_count(
    home: Path, capsys: pytest.CaptureFixture[str], personal: bool, more: str, words: str
) -> None:
    make_assignment(home, personal=personal, more=more)
    assert run("check", str(home / "hw1.toml")) == 0
    assert words in capsys.readouterr().out


def test_each_attempt_draws_new_ground_and_the_last_one_stays(home: Path) -> None:
    assignment = make_assignment(home, personal=True, more="attempts = 2")
    level, record = assignment.levels[0], Record()
    seeds = []
    for _ in range(2):
        attempt = next_attempt(assignment, "ada", level, record.seen(level))
        assert not attempt.practice
        game = Game(level, attempt.seed)
        game.play(Move(0.0, 1.0))
        game.resign()
        keep(record, game)
        seeds.append(attempt.seed)
    assert len(set(seeds)) == 2
    assert next_attempt(assignment, "ada", level, record.seen(level)).practice
    graded = points_so_far(assignment, "ada", record)
    assert graded.levels[0].attempts == 2


def test_homework_is_played_in_lines_of_text_and_then_known(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assignment = make_assignment(home, personal=True)
    lines = TextIOWrapper(BytesIO(b"40 2\nresign\nquit\n"))
    monkeypatch.setattr(sys, "stdin", lines)
    assert run("start", str(home / "hw1.toml"), "valley", "--student", "ada", "--plain") == 0
    assert "your own map" in capsys.readouterr().out
    (attempt,) = collect(assignment, "ada", Record()).attempts
    assert (attempt.level, attempt.seed) == (
        "valley",
        assignment.seed("ada", assignment.levels[1], 1),
    )
    assert run("status") == 0
    assert "ada: 0 of 16 points" in capsys.readouterr().out
    assert run("submit", "-o", str(home / "out")) == 0
    (home / "hw1.toml").unlink()
    capsys.readouterr()
    assert run("status") == 2
    assert "cannot be read any more" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "no homework was begun"),
        (("{home}/hw1.toml",), "say who you are"),
        (("{home}/hw1.toml", "--student", "\u0007"), "no printable name"),
    ],
)
def test_what_is_not_known_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str
) -> None:
    make_assignment(home)
    assert run("start", *(word.format(home=home) for word in given)) == 2
    assert told in capsys.readouterr().err
