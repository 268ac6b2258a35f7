"""Every instrument has its words and shows something."""

from pathlib import Path
from typing import get_args

import pytest

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.instruments import INSTRUMENTS
from descent_game.game.moves import Move
from descent_game.level.schema import Instrument
from descent_game.view.aim import aim_lines
from descent_game.view.instruments import VIEWS
from descent_game.view.readout import readout_lines
from tests.levels_for_tests import make_level


def test_every_instrument_has_words_and_a_view() -> None:
    assert set(INSTRUMENTS) == set(VIEWS) == set(get_args(Instrument))


@pytest.mark.parametrize("name", get_args(Instrument))
def test_every_instrument_shows_something(tmp_path: Path, name: str) -> None:
    def shown(instruments: str) -> list[object]:
        (folder := tmp_path / f"level{len(instruments)}").mkdir()
        game = Game(make_level(folder, map=f"sight = 1.0\ninstruments = [{instruments}]"))
        before = aim_lines(game, Aim(0.0, 0.1), 40)
        return [*before, *readout_lines(game.play(Move(0.0, 0.1)), game, 40)]

    assert len(shown(f'"{name}"')) > len(shown(""))
