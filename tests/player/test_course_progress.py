from pathlib import Path

import pytest

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.course_progress import next_stage, search, trail, worlds
from descent_game.player.record import Record
from tests.levels_for_tests import level_text, write_level

INSIGHT: list[tuple[float, float]] = [(40, 2), (40, 2), (35, 2), (45, 0.4)]


def levels(folder: Path) -> list[Level]:
    """Return three levels of two worlds, each of which needs the one before."""
    made = []
    for name, world, needs in [("a", "one", "gone"), ("b", "one", "a"), ("c", "two", "b")]:
        text = level_text(id=name).replace('"test-world"', f'"{world}"')
        text = text.replace("order = 1", f'order = 1\nrequires = ["{needs}"]')
        made.append(write_level(folder, text, f"{name}.toml"))
    return made


def play(record: Record, level: Level, moves: list[tuple[float, float]]) -> None:
    game = Game(level)
    for heading, step in moves:
        game.play(Move(heading, step))
    record.save(Attempt(level), game)


def test_a_level_opens_with_a_star_on_each_that_it_needs(tmp_path: Path) -> None:
    record, found = Record(tmp_path / "home"), levels(tmp_path)
    assert [stage.required for stage in trail(found, record)] == [(), ("A level",), ("A level",)]
    play(record, found[0], [(0, 0)] * 14)  # no star
    assert [bool(stage.required) for stage in trail(found, record)] == [False, True, True]
    play(record, found[0], INSIGHT)
    stages = trail(found, record)
    assert [bool(stage.required) for stage in stages] == [False, False, True]
    assert [stage.stars for stage in stages] == [3, 0, 0]


@pytest.mark.parametrize(
    ("won", "begun", "all_open", "place"),
    [
        ([], [], False, 0),
        ([0], [], False, 1),
        ([0], [2], True, 2),
        ([0], [2], False, 1),
        ([0, 1, 2], [], False, None),
        ([0, 1, 2], [1], False, None),
    ],
)
def test_what_is_next(
    tmp_path: Path, won: list[int], begun: list[int], all_open: bool, place: int | None
) -> None:
    record, found = Record(tmp_path / "home"), levels(tmp_path)
    for number in won:
        play(record, found[number], INSIGHT)
    for number in begun:
        play(record, found[number], INSIGHT[:1])
    assert next_stage(trail(found, record), all_open=all_open) == place


def test_worlds_are_neighbours_of_one_world(tmp_path: Path) -> None:
    stages = trail(levels(tmp_path), Record(tmp_path / "home"))
    assert worlds(stages) == [range(2), range(2, 3)]
    assert worlds([]) == []


@pytest.mark.parametrize(
    ("words", "places"),
    [("", [0, 1, 2]), ("LEVEL", [0, 1, 2]), ("level two", [2]), ("b", [1]), ("zz", [])],
)
def test_searching(tmp_path: Path, words: str, places: list[int]) -> None:
    stages = trail(levels(tmp_path), Record(tmp_path / "home"))
    assert search(stages, words) == places
