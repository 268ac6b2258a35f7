"""Every instrument has its words and shows something."""

from pathlib import Path
from typing import get_args

import pytest

from descent_game.errors import LevelError
from descent_game.game.cut import Cut
from descent_game.game.film import Film
from descent_game.game.game import Game
from descent_game.game.instruments import INSTRUMENTS
from descent_game.game.moves import Move
from descent_game.level.digests import section_digests
from descent_game.level.schema import Instrument
from descent_game.view.instruments import FURTHER, RAREST, VIEWS, Room, instrument_rows, pinned
from descent_game.view.readout import readout_lines
from descent_game.view.step_views import STEP_VIEWS, subject_of_aim
from tests.levels_for_tests import level_text, make_level, write_level


def test_every_instrument_has_words_and_a_view() -> None:
    assert set(INSTRUMENTS) == set(VIEWS) == set(get_args(Instrument))
    assert {*RAREST} == {*FURTHER} == {name for name, view in VIEWS.items() if view.title}


@pytest.mark.parametrize("name", get_args(Instrument))
def test_every_instrument_shows_something(tmp_path: Path, name: str) -> None:
    def shown(instruments: str) -> list[object]:
        (folder := tmp_path / f"level{len(instruments)}").mkdir()
        game = Game(make_level(folder, map=f"sight = 1.0\ninstruments = [{instruments}]"))
        before: list[object] = [*instrument_rows(game, Room(0.0, 0.1, 40))]
        cut, film = (subject_of_aim(v, game, Move(0.0, 0.1)).found for v in STEP_VIEWS)
        before += [film] * isinstance(film, Film)
        before += [cut] * (isinstance(cut, Cut) and bool(cut.split.any()))
        return [*before, *readout_lines(game.play(Move(0.0, 0.1)), game, 40)]

    assert len(shown(f'"{name}"')) > len(shown(""))


def test_a_level_pins_an_instrument(tmp_path: Path) -> None:
    text = level_text(map='instruments = ["curvature", "compass"]')
    assert pinned(write_level(tmp_path, text)) == "curvature"
    chosen = write_level(tmp_path, text.replace("[loss]", 'pinned = "compass"\n[loss]', 1))
    assert pinned(chosen) == "compass"
    assert section_digests(chosen) == section_digests(write_level(tmp_path, text))
    with pytest.raises(LevelError, match=r"pinned: 'rose' is not among the level's instruments"):
        write_level(tmp_path, text.replace("[loss]", 'pinned = "rose"\n[loss]', 1))
