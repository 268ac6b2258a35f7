"""The guess of the short course is kept, and the player's own numbers are those of the games."""

import math
from contextlib import closing
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.short_course import STEPS, short_course
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.course_progress import trail
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.session import Session
from descent_game.player.short_course import ShortCourse, guess_of, own_numbers, save_guess
from descent_game.player.transfer import export_record, import_record


def save(record: Record, name: str, moves: list[tuple[float, float]]) -> Game:
    level = next(level for level in short_course() if level.id == name)
    game = Game(level)
    for heading, step in moves:
        if game.outcome is None:
            game.play(Move(heading, step))
    game.resign()
    record.save(Attempt(level), game, AttemptNotes())
    return game


def numbers(record: Record) -> dict[str, str]:
    found = own_numbers(trail(short_course(), record), record)
    return dict(zip((step.level for step in STEPS), found, strict=True))


def test_the_guess_is_kept_and_travels_with_the_record(tmp_path: Path) -> None:
    with closing(Record(tmp_path / "one")) as record:
        assert guess_of(record) is None
        save_guess(record, 2)
        save_guess(record, 4)
    with closing(Record(tmp_path / "one")) as record, closing(Record(tmp_path / "two")) as other:
        assert guess_of(record) == 4
        import_record(export_record(record), other, open_level)
        assert guess_of(other) == 4


def test_games_of_the_short_course_count_in_the_course(tmp_path: Path) -> None:
    with closing(Record(tmp_path)) as record:
        session = Session(record, lambda: (), lambda: False, ShortCourse())
        level = session.first_level()
        assert (level.id, session.all_open) == ("steepest", True)
        game = Game(level)
        game.play(Move(0.0, 0.1))
        session.save(session.next_attempt(level), game, AttemptNotes())
        assert record.unfinished_turns(open_level("steepest")) == 1
        rows = record.connection.execute("SELECT count(*) FROM played_for").fetchone()
        assert rows == (0,)


def test_levels_that_were_not_played_have_no_numbers(tmp_path: Path) -> None:
    with closing(Record(tmp_path)) as record:
        assert set(numbers(record).values()) == {""}


def test_numbers_are_those_of_the_last_game(tmp_path: Path) -> None:
    with closing(Record(tmp_path)) as record:
        save(record, "the-objection", [(225.0, 0.1)])
        leap = save(record, "the-objection", [(45.0, 3.2)]).turns[0].player.readout
        short = save(record, "zoom", [(200.0, 0.2), (200.0, 3.2)])
        save(record, "no-hidden-valley", [(300.0, 6.3)])
        slope = Game(open_level("steepest")).gradient
        down = math.degrees(math.atan2(-slope[1], -slope[0]))
        save(record, "steepest", [(down + 90.0, 0.5), (down + 12.5, 0.0), (down + 180.0, 0.1)])
        found = numbers(record)
    assert f"{leap.alone[0]:+.3f} with w1 alone" in found["the-objection"]
    assert f"{leap.together:+.3f} with both" in found["the-objection"]
    shares = [
        abs(turn.player.readout.together / turn.player.readout.promise - 1.0)
        for turn in short.turns
    ]
    assert f"{shares[1]:.1%} of the promise at a step of 3.2, " in found["zoom"]
    assert f"{shares[0]:.1%} of the promise at a step of 0.2" in found["zoom"]
    assert "in 1 turn" in found["no-hidden-valley"]
    assert "90.0° off minus the gradient, in 3 turns" in found["steepest"]
    assert found["crease-stuck"] == ""


@pytest.mark.parametrize("name", [step.level for step in STEPS])
def test_a_game_without_a_move_shows_no_number(tmp_path: Path, name: str) -> None:
    with closing(Record(tmp_path)) as record:
        save(record, name, [(0.0, 0.0)])
        assert "nan" not in numbers(record)[name]
