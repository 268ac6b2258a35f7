import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from descent_game.catalogue.catalogue import course, open_level
from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.view.plain_text import ascii_text
from descent_game.view.surroundings import heading_words, point_name
from tests.cli.conftest import Run
from tests.tui.playing import STILL, at, play_out, start

WORLD_1 = [level for level in course() if level.world == "one-weight-at-a-time"]


@pytest.fixture(autouse=True)
def _own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "plain"))


def insight(level: Level) -> list[tuple[float, float]]:
    """Return the moves of a level's insight play."""
    moves = next(play.moves for play in level.plays if play.insight and play.moves)
    return [(float(heading), float(step)) for heading, step in moves]


def script(level: Level) -> str:
    """Return the words that play a level: a guess, its moves, a hint on the way, an answer."""
    moves = [f"{heading!r} {step!r}" for heading, step in insight(level)]
    return "\n".join(["answer 2", moves[0], "hint", *moves[1:], "answer 1", "next"])


def rows(folder: Path) -> list[tuple[Any, ...]]:
    """Return what a record keeps of every game, but for names and times."""
    with closing(Record(folder)) as record:
        return record.connection.execute(
            "SELECT level, seed, practice, turns, stars, termination, replay, before, after, hints"
            " FROM games LEFT JOIN said ON games.id = said.id ORDER BY games.rowid"
        ).fetchall()


async def test_world_1_through_a_pipe_leaves_the_record_of_the_screen(tmp_path: Path) -> None:
    words = "\n".join(map(script, WORLD_1)) + "\nquit\n"
    done = subprocess.run(
        [sys.executable, "-m", "descent_game", "play"],
        input=words.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert {*done.stdout} <= {*b"\n", *range(0x20, 0x7F)}
    assert done.stderr == b""
    assert done.stdout.count(b"Goal reached") == len(WORLD_1)
    assert max(map(len, done.stdout.splitlines())) <= 100
    for level in WORLD_1:
        with closing(Record(tmp_path / "screen")) as record:
            app = DescentApp(open_level(level.id), settings=STILL, record=record)
            async with app.run_test() as pilot:
                await pilot.press("2")
                screen = await start(pilot)
                moves = insight(level)
                await play_out(pilot, screen, moves[:1])
                await pilot.press("h")
                await play_out(pilot, screen, moves[1:])
                await at(pilot, DebriefScreen)
                await pilot.press("1")
    assert rows(tmp_path / "plain") == rows(tmp_path / "screen")
    assert [row[4] for row in rows(tmp_path / "plain")] == [3] * len(WORLD_1)


@pytest.mark.parametrize(
    ("level", "given", "told"),
    [
        ("first-light", "look", "Loss falls most towards 36.9 degrees, north-east: slope 7"),
        ("first-light", "compass 0.5", "at step 0.5 promise -3.50"),
        ("first-light", "promise north 1", "promise -4.20"),
        ("first-light", "m 40 9", "Not done: step 9 is not from 0 to 2"),
        ("first-light", "40", "Not done: '40' is not a move; it is 'heading step', as in '45 0.5'"),
        ("first-light", "fly", "Not done: 'fly' is not a command; 'help' lists them"),
        ("first-light", "down 2\nreadout", "Turn 1: heading 36.9 degrees, step 2"),
        ("first-light", "readout", "Not done: there has been no move"),
        ("first-light", "why", "Not done: the why page opens after the game"),
        ("first-light", "answer 9", "Not done: '9' is not a number from 1 to 3"),
        ("first-light", "resign", "Given up after 0 turns"),
        ("first-light", "resign\n40 2", "Not done: the game is over"),
        ("first-light", "resign\nanswer 2", "Right: I jump past it"),
        ("first-light", "resign\nanswer 1", "No. The answer is 2: I jump past it"),
        ("first-light", "resign\nwhy", "The loss is half the squared distance"),
        ("first-light", "40 2\nsame", "This is practice: you have seen this map"),
        ("first-light", "40 2\nnew", "This is variant 1: same lesson, new map."),
        ("first-light", "play steepest", 'Not done: "Steepest" opens with a star on "One at'),
        ("first-light", "next", 'Not done: "One at a time" opens with a star on "First light".'),
        ("first-light", "play nowhere", "Not done: there is no level 'nowhere'"),
        ("first-light", "rose", "Not done: this level has no rose"),
        ("first-light", "around 1", "Around you at distance 1"),
        ("first-light", "map", "@  you"),
        ("first-light", "levels", "one-at-a-time: One at a time, closed"),
        ("first-light", "hint", "Hint 1 of 3: The compass is right"),
        ("first-light", "help", "move or m HEADING STEP [INERTIA]:"),
        ("first-light", "40 2", "The game is kept: play again to go on with it."),
        ("one-at-a-time", "45 1", "Not done: heading 45 is not one of 0, 90, 180, 270"),
        ("one-at-a-time", "down 1", "Turn 1: heading 270 degrees, step 1"),
        ("one-at-a-time", "look", "Along w2 alone loss falls towards 270 degrees, south"),
        ("one-at-a-time", "around 9", "Around you at distance 1"),
        ("steepest", "rose 0.5", "At step 0.5 the lowest loss is at "),
        ("turn-the-axes", "45 1\n135 1", "Turn 2: heading 135 degrees, step 1"),
        ("turn-the-axes", "45 1\n90 1", "Not done: heading 90 is not one of 45, 135, 225, 315"),
        ("turn-the-axes", "down 1", "Not done: this level does not aim down by itself: you turn"),
        ("two-pixels", "down 1", "Not done: this level does not aim down by itself: it has no"),
        ("leaning-ravine", "0 0.1\nrate", "Not done: this level shows no slopes, so there is no"),
        ("first-light", "rate", "Not done: there has been no move"),
        ("first-light", "again", "Not done: there has been no move"),
        ("first-light", "40 2\nagain", "Turn 2: heading 40 degrees, step 2"),
        ("first-light", "move", "Turn 1: heading 36.9 degrees, step 0.4"),
        ("first-light", "aim reverse\nmove", "Turn 1: heading 217 degrees, step 0.4"),
        ("first-light", "reverse 2", "has turned to 36.9 degrees, north-east."),
        ("first-light", "down 1.4\ndown rate", "Turn 2: heading 36.9 degrees, step 1.12"),
        ("first-light", "down 1.4\naim 90 rate", "Heading 90 degrees, north; step 1.12"),
        ("one-at-a-time", "down 1\nreverse\nreverse", "Turn 3: heading 90 degrees, step 1"),
        ("pick-the-rate", "1", "Turn 1: heading "),
        ("pick-the-rate", "aim 1", "That is a learning rate of "),
        ("pick-the-rate", "- 1", "Turn 1: heading "),
        ("pick-the-rate", "40 1", "Not done: '40 1' is not a move; it is 'step', as in '0.5'"),
        ("pick-the-rate", "down 1", "Not done: this level sets the heading"),
        ("pick-the-rate", "1\naim rate", "That is a learning rate of "),
        ("too-much-momentum", "0.2 0.5\n0.1", "Turn 2: heading "),
        ("momentum", "40 1", "it sees"),
        ("steepest", "cut", "The cut of your aim, towards"),
        ("steepest", "cut 40 0.1", "The step ends at 0.1; "),
        ("steepest", "cut last", "No move has been made yet."),
        ("steepest", "film", "the film of moves that were made"),
        ("steepest", "40 0.1\nfilm", "The film of turn 1, towards 40 degrees"),
        ("steepest", "40 0.1\nfilm last", "promise by 2, surprise by 4; the interaction is 0."),
        ("steepest", "40 0.1\n40 0.2\nresign\ncut 1", "The cut of turn 1, towards 40 degrees"),
        ("steepest", "resign\ncut 1", "is not a number from 1 to 0"),
        ("steepest", "resign\nfilm", "No move has been made yet."),
    ],
)  # fmt: skip
def test_what_is_told(descent: Run, level: str, given: str, told: str) -> None:
    done = descent("play", level, "--plain", given=given)
    assert (done.status, done.err) == (0, "")
    assert told in done.out
    assert done.out == ascii_text(done.out)


@pytest.mark.parametrize("level", [level.id for level in course()])
def test_every_level_tells_its_surroundings(descent: Run, level: str) -> None:
    rules = open_level(level).rules
    move = "0.25" if rules.moves == "gradient" else "0 0.25"
    step = f"{move} 0.5" if rules.inertia == "player" else move
    done = descent("play", level, "--plain", given=f"{step}\nlook\naround\nhint\nmap\nresign\n")
    assert (done.status, done.err) == (0, "")
    assert "Not done" not in done.out
    assert "Turn 1: " in done.out
    assert "Given up after 1 turn" in done.out
    assert done.out == ascii_text(done.out)


def test_a_hidden_loss_stays_hidden_until_the_end(descent: Run) -> None:
    hiding = [level for level in course() if level.noise and level.noise.hides_loss]
    for level in hiding:
        done = descent("play", level.id, "--plain", given="look")
        assert "noisy loss" in done.out
    assert hiding


def test_a_game_that_was_left_goes_on(descent: Run) -> None:
    descent("play", "first-light", "--plain", given="answer 2\n35 2\n40 2\n")
    done = descent("play", "first-light", "--plain", given="35 2\n40 1\n")
    assert "You continue the game that you left." in done.out
    assert "Goal reached after 4 turns" in done.out


def test_without_a_level_what_is_next_is_played(descent: Run) -> None:
    descent("play", "first-light", given="\n".join(["35 2", "40 2", "35 2", "40 1"]))
    assert "> One at a time\n" in descent("play", given="look").out


def test_where_there_is_nothing_to_read_the_demonstration_is_printed(descent: Run) -> None:
    assert "Goal reached after 4 turns" in descent("play").out
    assert "Goal reached" not in descent("play", "--plain").out


def test_headings_have_names() -> None:
    assert heading_words(225.0) == "225 degrees, south-west"
    assert [point_name(heading) for heading in (0, 22, 23, 90, 359)] == [
        "east", "east", "north-east", "north", "east",
    ]  # fmt: skip


def test_text_becomes_printable_ascii() -> None:
    assert ascii_text("a\x1b[2J\u00e9\u2713\t40\u00b0\n") == "a?[2Je? 40 degrees\n"
    assert ascii_text("“a” \u2018b\u2019…") == "\"a\" 'b'..."


def test_the_short_course_in_plain_mode_asks_first_and_answers_last(descent: Run) -> None:
    first = descent("play", "--short-course", "--plain", given="question 1\nquestion 2\nquit\n")
    assert "holds the other weight still" in " ".join(first.out.split())
    assert first.out.count("Noted.") == 2
    assert "One weight at a time > Steepest" in first.out
    moves = "200 0.2\nresign\nnext\n"
    done = descent("play", "--short-course", "--plain", given=moves * 5 + "question 3\nquestion\n")
    answer = " ".join(done.out.rpartition("Type next")[2].split())
    assert answer.count("x 2 Yes, wherever the weights depend") == 2  # after next, and by name
    assert answer.count('In "Zoom" the surprise was') == 2
    assert "Not done: the answer is there" in answer
    assert "belongs to the short course" in descent("play", "--plain", given="question\n").out


def test_the_short_course_has_its_own_levels(descent: Run) -> None:
    refused = descent("play", "zoom", "--short-course")
    assert (refused.status, "leave LEVEL out" in refused.err) == (2, True)


def test_moves_are_taken_back_in_practice(descent: Run) -> None:
    words = "undo\n0 0.5\nundo\nsame\nundo\n0 0.5\n90 0.5\nundo\nundo\nundo\nquit\n"
    done = descent("play", "first-light", "--plain", given=words)
    assert done.out.count("moves are taken back in practice only") == 2
    assert done.out.count("there is no move to take back") == 2
    assert descent("play", "first-light", "--plain", given="quit\n").out.count("You continue") == 0
