import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.messages import BasinsRequested
from descent_game.tui.screens.basins import BasinsScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.widgets.map_view import MapView
from tests.tui.playing import at, played, screen_text, until


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    yield
    gc.unfreeze()


@pytest.mark.parametrize("style", ["braille", "blocks", "ascii"])
async def test_basins_are_computed_named_and_stopped(style: str) -> None:
    app = DescentApp(settings=Settings.from_environment(Settings(animate=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        commands = {c.title: c.callback for c in app.get_system_commands(app.screen)}
        commands[f"Map style: {style}"]()
        app.post_message(BasinsRequested(played(open_level("egg-crate"), [])))
        await at(pilot, BasinsScreen)
        screen = app.screen
        assert isinstance(screen, BasinsScreen)
        await until(pilot, lambda: screen.found is not None)
        await pilot.pause()
        text = screen_text(app)
        for words in ("at the goal", "WHERE THE BOT WOULD END", "off the map"):
            assert words in text
        view = screen.query_one(MapView)
        rows = "".join(view.render_line(y).text for y in range(view.size.height))
        assert {"A", "B", "o", "?"} <= set(rows)  # never told by colour alone
        await pilot.press("enter", "x")
        await until(pilot, lambda: screen.done is None)
        await pilot.press("enter")
        await until(pilot, lambda: screen.found is not None and screen.done is None)
        await pilot.resize_terminal(100, 30)
        await until(
            pilot,
            lambda: (
                view.scene is not None
                and view.scene.regions is not None
                and view.scene.regions.cells.shape == (view.size.height, view.size.width)
            ),
        )
        await pilot.press("escape")
        await at(pilot, LevelsScreen)
