import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.data_folder import data_folder
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.record import Best, Record, level_key
from descent_game.player.storage import FILE
from tests.levels_for_tests import make_level

INSIGHT: list[tuple[float, float]] = [(35, 2), (40, 2), (35, 2), (40, 1)]


@pytest.fixture
def level() -> Level:
    return open_level("first-light")


def played(level: Level, moves: list[tuple[float, float]], idle: int = 0) -> Game:
    game = Game(level)
    for heading, step in [(0.0, 0.0)] * idle + moves:
        game.play(Move(heading, step))
    return game


def test_a_new_record_is_empty(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path / "not" / "yet" / "there")
    assert record.notice == ""
    assert (record.best(level), record.seen(level)) == (None, frozenset())
    assert record.unfinished(level) is None


def test_the_best_result_at_first_sight_counts(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path)
    record.save(Attempt(level), played(level, INSIGHT, idle=1))
    assert record.best(level) == Best(2, 5)
    record.save(Attempt(level, None, practice=True), played(level, INSIGHT))
    assert record.best(level) == Best(2, 5)
    record.save(Attempt(level, 1), played(level, INSIGHT))
    record.save(Attempt(level, 2), played(level, INSIGHT, idle=8))
    assert record.best(level) == Best(3, 4)
    assert record.seen(level) == {None, 1, 2}


def test_a_lost_game_has_no_turns_to_be_proud_of(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path)
    record.save(Attempt(level), played(level, [(0, 0)] * 14))
    assert record.best(level) == Best(0, None)


def test_an_unfinished_game_is_resumed_where_it_was(tmp_path: Path, level: Level) -> None:
    game = played(level, INSIGHT[:2])
    first = Record(tmp_path)
    first.save(Attempt(level), game)
    first.close()
    record = Record(tmp_path)
    assert record.unfinished_turns(level) == 2
    left = record.unfinished(level)
    assert left is not None
    assert left.game.player == game.player
    assert left.attempt == Attempt(level, None, practice=False)
    for heading, step in INSIGHT[2:]:
        left.game.play(Move(heading, step))
        record.save(left.attempt, left.game)
    assert record.unfinished(level) is None
    assert record.best(level) == Best(3, 4)
    assert rows(tmp_path) == 1  # it stayed one game


def test_an_abandoned_game_is_seen_but_not_offered(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path)
    record.save(Attempt(level, 5), played(level, INSIGHT[:1]))
    record.abandon(level)
    assert record.unfinished(level) is None
    assert record.seen(level) == {5}
    assert record.best(level) is None


def test_a_game_of_a_changed_level_is_no_longer_offered(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    record = Record(tmp_path / "home")
    record.save(Attempt(level), played(level, INSIGHT[:1]))
    assert record.unfinished(make_level(tmp_path, turns="15")) is None
    assert record.unfinished(level) is None
    assert rows(tmp_path / "home") == 1  # kept all the same


def test_a_strangers_level_does_not_earn_the_courses_stars(tmp_path: Path, level: Level) -> None:
    other = make_level(tmp_path)
    assert level_key(level) == "first-light"
    assert level_key(other) == str(tmp_path / "test-level.toml")


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be read" * 100])
def test_a_file_that_is_no_record_is_set_aside(
    tmp_path: Path, level: Level, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    record = Record(tmp_path)
    kept = list(tmp_path.glob(f"{FILE}.damaged-*"))
    if content:
        assert [path.read_bytes() for path in kept] == [content]
        assert str(kept[0]) in record.notice
    else:  # an empty file is an empty database
        assert kept == []
    record.save(Attempt(level), played(level, INSIGHT))
    assert Record(tmp_path).best(level) == Best(3, 4)


def test_a_record_damaged_in_the_middle_is_set_aside(tmp_path: Path, level: Level) -> None:
    first = Record(tmp_path)
    for seed in range(60):
        first.save(Attempt(level, seed), played(level, INSIGHT))
    first.close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:12288] = os.urandom(8192)
    (tmp_path / FILE).write_bytes(content)
    record = Record(tmp_path)
    assert "could not be read" in record.notice
    (kept,) = tmp_path.glob(f"{FILE}.damaged-*")
    assert kept.read_bytes() == content


def test_a_folder_that_cannot_be_used_leaves_a_record_in_memory(
    tmp_path: Path, level: Level
) -> None:
    (tmp_path / "file").write_text("in the way")
    record = Record(tmp_path / "file")
    assert record.notice.startswith("Nothing will be kept")
    record.save(Attempt(level), played(level, INSIGHT))
    assert record.best(level) == Best(3, 4)


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Record(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer version of Descent" in Record(tmp_path).notice
    assert not list(tmp_path.glob("*.damaged-*"))


def save_many(folder: Path, first: int) -> None:
    level = open_level("first-light")
    record = Record(folder)
    for seed in range(first, first + 25):
        record.save(Attempt(level, seed), played(level, INSIGHT))
    assert record.notice == ""


def test_two_instances_at_once_lose_nothing(tmp_path: Path, level: Level) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=save_many, args=(tmp_path, k * 100)) for k in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(Record(tmp_path).seen(level)) == 75


PLAYER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.catalogue.catalogue import open_level
from descent_game.player.record import Record

def end_before_the_last(_):
    if next(statements) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

level, record, statements = open_level("first-light"), Record(Path(sys.argv[1])), count(1)
record.connection.set_trace_callback(end_before_the_last)
for seed in count():
    game = Game(level, seed)
    while game.outcome is None:
        game.play(Move(0, 0.001))
        record.save(Attempt(level, seed), game)
        print(seed, len(game.turns), flush=True)
"""


@pytest.mark.parametrize(
    ("statement", "saves"), [(2, 0), (3, 0), (19, 6), (41, 13), (44, 13), (47, 14)]
)
def test_a_player_killed_in_mid_save_loses_nothing(
    tmp_path: Path, level: Level, statement: int, saves: int
) -> None:
    """A save is three statements, the last one of a game five; a game has fourteen turns."""
    player = subprocess.run(
        [sys.executable, "-c", PLAYER, str(tmp_path), str(statement)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert player.returncode == -signal.SIGKILL, player.stderr
    saved = [tuple(map(int, line.split())) for line in player.stdout.splitlines()]
    assert len(saved) == saves
    record = Record(tmp_path)
    assert record.notice == ""
    assert record.seen(level) == {seed for seed, _ in saved}
    assert record.unfinished_turns(level) == (saves if 0 < saves < 14 else None)


def test_the_folder_is_the_platforms_unless_one_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("DESCENT_HOME")
    assert data_folder().name == "descent"


def rows(folder: Path) -> int:
    connection = sqlite3.connect(folder / FILE)
    (count,) = connection.execute("SELECT count(*) FROM games").fetchone()
    connection.close()
    return int(count)
