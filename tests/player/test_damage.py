"""Records that are not as they were written: what can be read is, nothing is lost, one message."""

import itertools
import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player import record as record_module
from descent_game.player.course_progress import trail
from descent_game.player.homework_list import begun, remember
from descent_game.player.record import AttemptNotes, Best, Record
from descent_game.player.storage import FILE
from descent_game.player.transfer import export_record, import_record
from descent_game.view.replays import game_lines, game_row
from tests.disks import full_disk

WRONG: tuple[tuple[str, Any], ...] = (
    *(("level", value) for value in (7, b"\xff", "")),
    *(("seed", value) for value in ("x", 1.5, -1, b"1")),
    *(("practice", value) for value in ("no", 0.5)),
    *(("turns", value) for value in ("many", None, -3, 2.5, 10**12)),
    *(("stars", value) for value in ("***", None, 4, -1, 1e300)),
    *(("termination", value) for value in (7, b"goal")),
    *(("replay", value) for value in (None, 7, b"{}")),
    *(("saved", value) for value in (None, 7, "x" * 100)),
    *(("id", value) for value in (None, 7, b"\xff", "")),
)
UNTYPED = "CREATE TABLE games (id PRIMARY KEY, level, seed, practice, turns, stars, termination,"
UNTYPED += " replay, saved)"


@pytest.fixture
def level() -> Level:
    return open_level("first-light")


def ended(level: Level, seed: int | None = None, turns: int = 1) -> Game:
    game = Game(level, seed)
    for _ in range(turns):
        game.play(Move(0.0, 0.1))
    game.resign()
    return game


def changed(folder: Path, *commands: str, **values: Any) -> None:
    connection = sqlite3.connect(folder / FILE)
    for command in commands:
        connection.execute(command, values)
    connection.commit()
    connection.close()


def damage(folder: Path, level: Level, column: str, value: Any) -> None:
    """Make a record of two games whose first row holds a wrong value."""
    first = Record(folder)
    for seed in (1, 2):
        first.save(Attempt(level, seed), ended(level, seed))
    first.close()
    changed(
        folder,
        "ALTER TABLE games RENAME TO sound",
        UNTYPED,
        "INSERT INTO games SELECT * FROM sound",
        f"UPDATE games SET {column} = :value WHERE seed = 1",
        value=value,
    )


@pytest.mark.parametrize(("column", "value"), WRONG)
def test_a_damaged_row_is_told_and_passed_over(
    tmp_path: Path, level: Level, column: str, value: Any
) -> None:
    damage(tmp_path, level, column, value)
    before = rows(tmp_path)
    record = Record(tmp_path)
    assert record.notice.startswith("1 game of the record cannot be read and will be passed over.")
    assert str(tmp_path / FILE) in record.notice
    assert record.persistent
    assert [game.seed for game in record.kept()] == [2]
    assert len(record.finished(level)) == 1
    assert 2 in record.seen(level)
    assert record.best(level) == Best(0, None)
    assert record.unfinished(level) is None
    assert trail([level], record)[0].best == Best(0, None)
    text = export_record(record)
    record.close()
    assert rows(tmp_path) == before
    other = Record(tmp_path / "other")
    assert import_record(text, other, open_level).taken == 1
    assert import_record(text, Record(tmp_path), open_level).known == 1


def test_ground_that_was_seen_stays_seen_in_a_damaged_row(tmp_path: Path, level: Level) -> None:
    damage(tmp_path, level, "stars", "many")
    assert Record(tmp_path).seen(level) == {1, 2}


@pytest.mark.parametrize("value", ["1 2", "x", 7, None, b"\xff", "9" * 5000, "1 " * 90, "-1"])
def test_what_was_said_cannot_break_a_game(tmp_path: Path, level: Level, value: Any) -> None:
    first = Record(tmp_path)
    first.save(Attempt(level, 1), ended(level, 1), AttemptNotes((1,), (2,), 1))
    first.close()
    changed(tmp_path, "DROP TABLE said", "CREATE TABLE said (id, before, after, hints, started)")
    changed(
        tmp_path,
        "INSERT INTO said SELECT id, :value, '2', :value, :value FROM games",
        value=value,
    )
    record = Record(tmp_path)
    (game,) = record.finished(level)
    assert game.notes.after == (2,)
    assert game.notes.before == ((1, 2) if value == "1 2" else ())
    assert import_record(export_record(record), Record(tmp_path / "b"), open_level).taken == 1


def test_a_replay_that_cannot_be_read_is_told(tmp_path: Path, level: Level) -> None:
    first = Record(tmp_path)
    for seed in (1, 2):
        first.save(Attempt(level, seed), ended(level, seed))
    first.close()
    changed(tmp_path, "UPDATE games SET replay = '{' WHERE seed = 1")
    record = Record(tmp_path)
    assert [game.replay.seed for game in record.finished(level)] == [2]
    assert "A finished game of First light cannot be read" in record.notice


def test_times_of_any_form_are_listed(tmp_path: Path, level: Level) -> None:
    first = Record(tmp_path)
    first.save(Attempt(level, 1), ended(level, 1))
    first.close()
    for saved in ("", "yesterday", "2026-13-45T99:99", "--", "\x1b[2J"):
        changed(tmp_path, "UPDATE games SET saved = :value", value=saved)
        (game,) = Record(tmp_path).kept()
        for width in (40, 80):
            assert game_row(game, "First light", width, here=True)
            assert game_lines(game, "First light", width)


def test_a_table_of_another_shape_leaves_a_record_in_memory(tmp_path: Path, level: Level) -> None:
    for number, columns in enumerate(("id, level", "level, seed", "x")):
        folder = tmp_path / str(number)
        folder.mkdir()
        changed(folder, f"CREATE TABLE games ({columns})")
        content = (folder / FILE).read_bytes()
        record = Record(folder)
        assert record.notice.startswith("Nothing will be kept when you leave")
        record.save(Attempt(level, 1), ended(level, 1))
        assert not record.is_saved
        record.close()
        assert (folder / FILE).read_bytes()[100:] == content[100:]


def test_a_newer_record_is_not_touched(tmp_path: Path, level: Level) -> None:
    changed(tmp_path, "PRAGMA user_version = 99")
    content = (tmp_path / FILE).read_bytes()
    record = Record(tmp_path)
    assert "newer version of Descent" in record.notice
    record.save(Attempt(level, 1), ended(level, 1))
    assert not record.is_saved
    record.close()
    assert (tmp_path / FILE).read_bytes() == content


class BackwardsClock(datetime):
    """A clock that is set back by a day whenever somebody looks."""

    days = itertools.count(28, -1)

    @classmethod
    def now(cls, tz: Any = None) -> "BackwardsClock":
        return cls(2026, 2, next(cls.days), tzinfo=tz)


def test_a_clock_set_back_changes_no_order(
    tmp_path: Path, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_module, "datetime", BackwardsClock)
    record = Record(tmp_path)
    for seed in (1, 2, 3):
        record.save(Attempt(level, seed), ended(level, seed))
    assert [game.replay.seed for game in record.finished(level)] == [1, 2, 3]
    assert [game.seed for game in record.kept()] == [3, 2, 1]
    for seed in (4, 5):
        left = Game(level, seed)
        left.play(Move(0.0, 0.1))
        record.save(Attempt(level, seed), left)
    unfinished = record.unfinished(level)
    assert unfinished is not None
    assert unfinished.attempt.seed == 5
    copy = Record(tmp_path / "copy")
    import_record(export_record(record), copy, open_level)
    assert [game.replay.seed for game in copy.finished(level)] == [1, 2, 3]
    for name in ("b.toml", "a.toml"):
        remember(record, tmp_path / name, "ada")
    assert [each.path.name for each in begun(record)] == ["a.toml", "b.toml"]


def test_a_home_whose_name_is_no_text(
    tmp_path: Path, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / os.fsdecode(b"h\xffme")
    monkeypatch.setenv("DESCENT_HOME", str(home))
    record = Record()
    assert (record.notice, record.persistent) == ("", True)
    record.save(Attempt(level, 1), ended(level, 1))
    remember(record, home / "hw1.toml", "ada")
    assert record.is_saved
    record.close()
    again = Record()
    assert [game.seed for game in again.kept()] == [1]
    assert [each.path for each in begun(again)] == [home / "hw1.toml"]


def test_a_home_of_nobody_is_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESCENT_HOME", "~nobody-of-that-name/x")
    assert Record().persistent


def test_rows_of_no_homework_are_passed_over(tmp_path: Path) -> None:
    record = Record(tmp_path)
    remember(record, tmp_path / "hw1.toml", "ada")
    for row in ((7, "ada", ""), (b"\xff\x00", "ada", ""), ("x", b"y", "")):
        record.connection.execute("INSERT INTO homework VALUES (?, ?, ?)", row)
    assert [each.student for each in begun(record)].count("ada") >= 1


def test_nothing_is_kept_on_a_full_disk_and_all_of_it_later(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path)
    game = Game(level)
    game.play(Move(0.0, 0.1))
    with full_disk():
        record.set_purpose(game, "homework")
        record.save(Attempt(level), game)
        assert record.notice.startswith("The last move could not be kept: ")
        assert not record.is_saved
        full = Record(tmp_path / "new")
        assert full.notice.startswith("Nothing will be kept when you leave: ")
        full.save(Attempt(level), game)
        assert not full.is_saved
    game.resign()
    record.save(Attempt(level), game)
    assert (record.notice, record.is_saved) == ("", True)
    assert len(Record(tmp_path).finished(level, "homework")) == 1


def test_an_answer_that_cannot_be_kept_is_told(tmp_path: Path, level: Level) -> None:
    record, game = Record(tmp_path), ended(level)
    record.save(Attempt(level), game)
    with full_disk():
        record.save_notes(game, AttemptNotes((), (1,), 0))
    assert record.notice.startswith("The last answer or hint could not be kept: ")
    assert not record.is_saved


def rows(folder: Path) -> list[Any]:
    connection = sqlite3.connect(folder / FILE)
    found = connection.execute("SELECT * FROM games").fetchall()
    connection.close()
    return found
