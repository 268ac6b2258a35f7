import json
import re
from pathlib import Path

import pytest

from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework.report.games import FIELDS, game_section
from descent_game.homework.report.maps import HIGH, place, width_of
from tests.levels_for_tests import make_level


def turns_of(section: str) -> list[dict[str, object]]:
    (found,) = re.findall('<script type="application/json">(.*?)</script>', section)
    turns: list[dict[str, object]] = json.loads(found)
    return turns


def test_every_turn_is_there_with_the_numbers_of_the_game(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    for heading, step in ((40.0, 2.0), (40.0, 2.0), (220.0, 1.0)):
        game.play(Move(heading, step))
    turns = turns_of(game_section(game))
    assert len(turns) == 4
    assert [turn["at"] for turn in turns] == [
        list(place(game.variant.box, point)) for point in game.player.path
    ]
    for turn in turns[1:]:
        parts = [float(str(turn[key])) for key in ("alone1", "alone2", "interaction")]
        assert sum(parts) == pytest.approx(float(str(turn["together"])), abs=1e-9)
        assert set(turn) == {"at", *(key for key, _ in FIELDS)}


def test_a_game_without_a_loss_at_its_end_can_be_shown(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, "log(w1+4)+w2**2"))
    game.play(Move(180.0, 2.0))
    assert len(turns_of(game_section(game))) == 2


def test_a_game_without_moves_can_be_shown(tmp_path: Path) -> None:
    assert len(turns_of(game_section(Game(make_level(tmp_path))))) == 1


@pytest.mark.parametrize(
    ("w", "where"),
    [((-4.0, 1.0), (0.0, 0.0)), ((4.0, -1.0), (600.0, HIGH)), ((0.0, 0.0), (300.0, HIGH / 2))],
)
def test_weights_have_their_place_on_the_map(
    w: tuple[float, float], where: tuple[float, float]
) -> None:
    box = ((-4.0, 4.0), (-1.0, 1.0))
    assert width_of(box) == 600.0
    assert place(box, w) == where
