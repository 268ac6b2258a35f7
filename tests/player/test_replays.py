import json
from pathlib import Path
from typing import Any

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.errors import DescentError
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.record import AttemptNotes, Best, Record
from descent_game.player.replays import KEPT, best_kept
from descent_game.player.transfer import export_record, import_record
from tests.another_machine import another_machine, shortest_last_step

INSIGHT: list[tuple[float, float]] = [(35, 2), (40, 2), (35, 2), (40, 1)]


@pytest.fixture
def level() -> Level:
    return open_level("first-light")


def ended(level: Level, seed: int | None, moves: list[tuple[float, float]]) -> Game:
    game = Game(level, seed)
    for heading, step in moves:
        game.play(Move(heading, step))
    game.resign()
    return game


def test_the_last_games_are_kept_and_the_best_one_always(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path)
    record.save(Attempt(level), ended(level, None, INSIGHT))
    for seed in range(1, KEPT + 5):
        record.save(Attempt(level, seed), ended(level, seed, [(0.0, 0.5)]))
    kept = record.kept("first-light")
    assert len(kept) == KEPT + 1
    assert [game.seed for game in kept] == [*range(KEPT + 4, 4, -1), None]
    assert best_kept(kept) == kept[-1]
    assert record.replay_of(kept[-1]).moves == tuple(Move(*move) for move in INSIGHT)
    assert record.best(level) == Best(3, 4)
    assert record.seen(level) == {None, *range(1, KEPT + 5)}  # what was seen earns no stars again


def test_unfinished_and_abandoned_games_are_not_listed(tmp_path: Path, level: Level) -> None:
    record, game = Record(tmp_path), Game(level)
    game.play(Move(0.0, 1.0))
    record.save(Attempt(level), game)
    assert record.kept() == []
    record.abandon(level)
    assert record.kept() == []


def test_a_record_goes_to_another_machine_and_back(tmp_path: Path, level: Level) -> None:
    record = Record(tmp_path / "one")
    record.save(Attempt(level), ended(level, None, INSIGHT))
    answered = ended(level, 1, INSIGHT[:2])
    record.save(Attempt(level, 1), answered)
    record.save_notes(answered, AttemptNotes((1, 2), (2,), 3))
    record.save(Attempt(level, None, practice=True), ended(level, None, INSIGHT))
    under_way = Game(level, 2)
    under_way.play(Move(0.0, 1.0))
    record.save(Attempt(level, 2), under_way)
    text = export_record(record)
    other = Record(tmp_path / "two")
    assert import_record(text, other, open_level) == (4, 0, (), 0)
    assert import_record(text, other, open_level) == (0, 4, (), 0)
    assert other.kept() == record.kept()
    assert other.best(level) == Best(3, 4)
    assert other.seen(level) == {None, 1, 2}
    assert other.finished(level) == record.finished(level)
    left = other.unfinished(level)
    assert left is not None
    assert left.game.player == under_way.player
    assert export_record(other) == text


@pytest.mark.parametrize("seed", range(10))
def test_an_import_takes_no_star_from_a_game_on_the_edge(
    tmp_path: Path, level: Level, seed: int
) -> None:
    record = Record(tmp_path / "one")
    moves = [*INSIGHT[:-1], (40.0, shortest_last_step(level, INSIGHT))]
    record.save(Attempt(level), ended(level, None, moves))
    assert record.best(level) == Best(3, 4)
    other = Record(tmp_path / "two")
    with another_machine(str(seed)):
        import_record(export_record(record), other, open_level)
    assert other.best(level) == Best(3, 4)


def exported(tmp_path: Path, level: Level) -> dict[str, Any]:
    record = Record(tmp_path / "source")
    record.save(Attempt(level), ended(level, None, INSIGHT))
    document: dict[str, Any] = json.loads(export_record(record))
    return document


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"level": "no-such-level"}, "no-such-level: "),
        ({"level": "\x1b[2J"}, "?[2J: "),
        ({"seed": 7}, "its replay is of variant None, not 7"),
    ],
)
def test_a_game_that_cannot_be_played_again_is_left_out(
    tmp_path: Path, level: Level, change: dict[str, Any], reason: str
) -> None:
    document = exported(tmp_path, level)
    document["games"][0] |= change
    record = Record(tmp_path / "two")
    found = import_record(json.dumps(document), record, open_level)
    assert found.taken == 0
    assert reason in found.left[0]
    assert record.kept() == []


def test_stars_are_never_taken_from_a_file(tmp_path: Path, level: Level) -> None:
    document = exported(tmp_path, level)
    document["games"][0]["replay"]["moves"] = [[0.0, 1.0, None]]
    document["games"][0]["replay"]["resigned"] = True
    record = Record(tmp_path / "two")
    import_record(json.dumps(document), record, open_level)
    assert record.best(level) == Best(0, None)


def test_ground_that_was_only_seen_stays_seen(tmp_path: Path, level: Level) -> None:
    document = exported(tmp_path, level)
    document["games"][0]["replay"] = None
    record = Record(tmp_path / "two")
    assert import_record(json.dumps(document), record, open_level).taken == 1
    assert record.seen(level) == {None}
    assert record.best(level) is None


@pytest.mark.parametrize("text", ["", "{}", '{"format": 2, "games": []}', "[" * 5000, '"\ud800"'])
def test_what_is_no_record_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(DescentError, match="not an exported record"):
        import_record(text, Record(tmp_path), open_level)


def test_an_import_that_is_told_to_stop_goes_on_with_the_same_text(
    tmp_path: Path, level: Level
) -> None:
    record, other = Record(tmp_path / "one"), Record(tmp_path / "two")
    for seed in range(3):
        record.save(Attempt(level, seed), ended(level, seed, INSIGHT))
    text, answers = export_record(record), iter([False, False, True])
    found = import_record(text, other, open_level, lambda: next(answers))
    assert "1 game not read yet: the same file again takes more of them." in found.words
    assert found == (2, 0, (), 1)
    assert import_record(text, other, open_level) == (1, 2, (), 0)
