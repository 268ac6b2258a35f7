import csv
import io
from pathlib import Path

import pytest

from descent_game.cli.main import main
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.bots import leaderboard, leaderboard_csv, leaderboard_lines, race_bot
from descent_game.homework.submission_files import SubmissionFile
from tests.homework.classes import make_assignment

BOT = 'format = 1\nassignment = "hw1"\nstudent = "{student}"\n{rest}\n'


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    return make_assignment(tmp_path, end="\n[race]\nmaps = 3\nturns = 60\n")


def bot(rest: str, student: str = "ada") -> SubmissionFile:
    return SubmissionFile(f"{student}.toml", BOT.format(student=student, rest=rest).encode())


def gd(rate: float) -> str:
    return f'optimizer = "gd"\nlearning_rate = {rate}'


@pytest.mark.parametrize(
    "rest",
    [
        gd(0.9),
        'optimizer = "newton"',
        'optimizer = "momentum"\nlearning_rate = 0.3\nmomentum = 0.2\nschedule = "constant"',
    ],
)
def test_a_fast_bot_earns_all_points(assignment: Assignment, rest: str) -> None:
    bowl = race_bot(bot(rest), assignment).levels[0]
    assert len(bowl.turns) == 3
    assert None not in bowl.turns
    if rest == gd(0.9):
        assert bowl.points == 10.0


def test_points_go_by_turns(assignment: Assignment) -> None:
    bowl = race_bot(bot(gd(0.15)), assignment).levels[0]
    shares = [
        rival / own for own, rival in zip(bowl.turns, bowl.rivals, strict=True) if own and rival
    ]
    assert bowl.points == pytest.approx(10.0 * sum(shares) / 3, abs=1e-3)
    assert 0.0 < bowl.points < 10.0


def test_a_bot_that_diverges_earns_nothing(assignment: Assignment) -> None:
    raced = race_bot(bot(gd(50.0)), assignment)
    assert (raced.points, raced.reached, raced.reason) == (0.0, 0, "")


def test_held_back_levels_are_raced_too(assignment: Assignment, tmp_path: Path) -> None:
    secret = read_assignment(assignment.path)
    raced = race_bot(bot(gd(0.9)), assignment, secret)
    assert [level.is_hidden for level in raced.levels] == [False, False, True, True]


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ('optimizer = "sgdd"', "sgdd"),
        ('optimizer = "gd"', "learning_rate"),
        (gd(-1.0), "learning_rate"),
        ('optimizer = "gd"\nlearning_rate = nan', "finite"),
        ('optimizer = "gd"\nlearning_rate = [1]', "learning_rate"),
        (gd(1.0) + "\npoints = 100", "points"),
        ("optimizer = 3", "name of an optimizer"),
        ("[[[", "TOML"),
    ],
)
def test_a_bad_bot_is_refused_with_its_reason(
    assignment: Assignment, rest: str, reason: str
) -> None:
    raced = race_bot(bot(rest), assignment)
    assert (raced.points, reason in raced.reason) == (0.0, True), raced.reason


@pytest.mark.parametrize("content", [b"\xff", b"x" * 20_000, b"", b'format = 1\nassignment = "a"'])
def test_what_is_no_bot_is_refused(assignment: Assignment, content: bytes) -> None:
    assert race_bot(SubmissionFile("x.toml", content), assignment).reason


def test_the_leaderboard_ranks_and_keeps_the_best(assignment: Assignment) -> None:
    bots = [bot(gd(0.15)), bot(gd(0.9)), bot(gd(0.5), "=bob"), bot("x = 1", "cy")]
    board = leaderboard(race_bot(each, assignment) for each in bots)
    assert [each.student for each in board] == ["ada", "=bob"]
    rows = list(csv.DictReader(io.StringIO(leaderboard_csv(board))))
    assert [row["student"] for row in rows] == ["ada", "'=bob"]
    assert rows[0]["bot"] == "gd:learning_rate=0.9"
    assert len(leaderboard_lines(board)) == 3


def test_the_command_races_a_folder(
    assignment: Assignment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bots"
    folder.mkdir()
    for each in (bot(gd(0.9)), bot('optimizer = "sgdd"', "bob")):
        (folder / each.source).write_bytes(each.content)
    out = tmp_path / "board.csv"
    with pytest.raises(SystemExit) as left:
        main(["homework", "race", str(assignment.path), str(folder), "-o", str(out)])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert "refused: bots/bob.toml" in told
    assert out.read_text(encoding="utf-8").startswith("rank,student")


@pytest.mark.parametrize(("turns", "arrives"), [(None, True), (3, False)])
def test_bots_race_for_the_turns_of_the_level_unless_others_are_given(
    tmp_path: Path, turns: int | None, arrives: bool
) -> None:
    race = "[race]\nmaps = 1\n" + (f"turns = {turns}\n" if turns else "")
    raced = race_bot(bot(gd(0.5)), make_assignment(tmp_path, more=race))
    level = raced.levels[0]
    assert [own is not None for own in level.turns] == [arrives]
    assert raced.turns == sum(own or 0 for each in raced.levels for own in each.turns)
