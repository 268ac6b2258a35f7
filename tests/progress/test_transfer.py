import json
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.course import open_level
from descent_game.progress.record import Best, Record
from descent_game.progress.transfer import Imported, export_games, import_games


def keep(record: Record, moves: list[tuple[float, float]]) -> None:
    level = open_level("first-light")
    game = Game(level)
    for heading, step in moves:
        game.play(Move(heading, step))
        record.save(Attempt(level), game)


WON = [(40.0, 2.0), (40.0, 2.0), (35.0, 2.0), (45.0, 0.4194304)]


def test_a_record_moves_to_another_folder(tmp_path: Path) -> None:
    record = Record(tmp_path / "old")
    keep(record, WON)
    keep(record, WON[:1])
    exported = export_games(tmp_path / "old")
    assert import_games(tmp_path / "new", exported.encode()) == Imported(added=2, known=0)
    assert export_games(tmp_path / "new") == exported
    assert import_games(tmp_path / "new", exported.encode()) == Imported(added=0, known=2)
    moved, level = Record(tmp_path / "new"), open_level("first-light")
    assert moved.best(level) == Best(3, 4)
    assert moved.unfinished_turns(level) == 1


def test_a_game_that_came_further_replaces_the_one_that_is_there(tmp_path: Path) -> None:
    record, level = Record(tmp_path / "old"), open_level("first-light")
    game = Game(level)
    game.play(Move(40.0, 2.0))
    record.save(Attempt(level), game)
    early = export_games(tmp_path / "old").encode()
    game.play(Move(40.0, 2.0))
    record.save(Attempt(level), game)
    late = export_games(tmp_path / "old").encode()
    assert import_games(tmp_path / "new", early).words == "1 game added, 0 known already."
    assert import_games(tmp_path / "new", late).words == "1 game added, 0 known already."
    assert import_games(tmp_path / "new", early).words == "0 games added, 1 known already."
    assert Record(tmp_path / "new").unfinished_turns(level) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 9}, "not a record of games of format 1"),
        ({"games": 3}, "'games' is missing"),
        ({"games": [3]}, "game 1: Expected `object`"),
        ({"games": [{}]}, "game 1: Object missing required field `id`"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    content = json.dumps({"format": 1, "games": []} | change).encode()
    with pytest.raises(DescentError, match=said):
        import_games(tmp_path, content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stars": 4}, "not a result"),
        ({"termination": "won"}, "not a result: 'won'"),
        ({"replay": "{}"}, "not a replay"),
        ({"turns": "3"}, "Expected `int`"),
        ({"started": [1]}, "neither a text nor a number"),
    ],
)
def test_a_game_that_is_none_leaves_the_record_as_it_was(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    keep(Record(tmp_path / "old"), WON)
    document = json.loads(export_games(tmp_path / "old"))
    document["games"].append(document["games"][0] | {"id": "other"} | change)
    with pytest.raises(DescentError, match=said):
        import_games(tmp_path / "new", json.dumps(document).encode())
    assert json.loads(export_games(tmp_path / "new"))["games"] == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b"{"])
def test_files_that_are_no_json_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DescentError, match="not a record of games"):
        import_games(tmp_path, content)
