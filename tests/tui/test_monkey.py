import gc
from pathlib import Path

import pytest

from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.levels import LevelsScreen
from tests.tui.monkey import leave, play_like_a_monkey
from tests.tui.playing import at


@pytest.mark.parametrize(("seed", "animate"), [(1, False), (2, True)])
async def test_a_monkey_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, animate: bool
) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    app = DescentApp(settings=Settings(animate=animate))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await play_like_a_monkey(pilot, seed, 200)
        await leave(pilot)
        assert len(app.screen_stack) == 2
    gc.unfreeze()
